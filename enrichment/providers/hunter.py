"""What Hunter's three providers share.

403 is "slow down" (by no header), 429 is "no credits left", 451 is "this person has asked not to be processed": from Hunter's page on
errors, read in August 2026.
"""

from functools import partial

from enrichment.provider import KeyNeed, Provider, Rate
from enrichment.statuses import USUAL, Statuses, out_of_credits, rate_limited
from enrichment.values import Verdict

SERVER = "https://api.hunter.io"
STATUSES: Statuses = {**USUAL, 403: rate_limited, 429: out_of_credits}
VERDICTS = {
    "valid": Verdict.DELIVERABLE,
    "invalid": Verdict.UNDELIVERABLE,
    "accept_all": Verdict.ACCEPT_ALL,
    "disposable": Verdict.DISPOSABLE,
    "unknown": Verdict.UNKNOWN,
    "webmail": Verdict.UNKNOWN,
}
RATES = (Rate(15, 1), Rate(500, 60))
"""Of all but the verifier."""

provider = partial(
    Provider,
    home_page="https://hunter.io",
    attribution="Data by Hunter",
    lineage="hunter",
    server=SERVER,
    account="hunter",
    key_need=KeyNeed.REQUIRED,
    key_help="hunter.io/api-keys",
)
"""One of the three: they share an account and its key."""


def headers(key: str) -> dict[str, str]:
    return {"X-API-KEY": key}
