"""What Hunter's three providers share.

403 is "slow down" (by no header), 429 is "no credits left", 451 is "this person has asked not to be processed": from Hunter's page on
errors, read in August 2026.
"""

from enrichment.provider import KeyNeed, Rate
from enrichment.statuses import USUAL, Statuses, out_of_credits, rate_limited
from enrichment.values import Verdict

SERVER = "https://api.hunter.io"
HOME_PAGE = "https://hunter.io"
ATTRIBUTION = "Data by Hunter"
ACCOUNT = "hunter"
KEY_NEED = KeyNeed.REQUIRED
KEY_HELP = "hunter.io/api-keys"
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


def headers(key: str) -> dict[str, str]:
    return {"X-API-KEY": key}
