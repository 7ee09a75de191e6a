"""What Hunter's three providers share.

403 is "slow down" (by no header), 429 is "no credits left", 451 is "this person has asked not to be processed": from Hunter's page on
errors, read in August 2026. What is left stands in its account, for nothing: of one pot, or on older plans of one for searches and one for
verifications; `remaining` is newer than `available` (the plan's, with what was bought beside it) and `used`.
"""

from datetime import UTC, datetime
from functools import partial

from enrichment.http import Client
from enrichment.provider import KeyNeed, Provider, Quota, Rate
from enrichment.quota import Left, left
from enrichment.reading import Record
from enrichment.statuses import USUAL, Statuses, moment, out_of_credits, rate_limited
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


def headers(key: str) -> dict[str, str]:
    return {"X-API-KEY": key}


async def _ask_quota(key: str, client: Client) -> tuple[Left, ...]:
    answer = await client.get(f"{SERVER}/v2/account", headers=headers(key), statuses=STATUSES)
    account = answer.record("data")
    pots: tuple[str, ...] = (
        ("credits",) if account.record("requests", "credits") else ("searches", "verifications")
    )
    resets_at = moment(account.text("reset_date"), datetime.now(UTC))
    found: list[Left] = []
    for unit in pots:
        pot = account.record("requests", unit)
        found += left(_remaining(pot), pot.number("available"), unit, resets_at)
    return tuple(found)


def _remaining(pot: Record) -> float | None:
    remaining, available, used = (pot.number(name) for name in ("remaining", "available", "used"))
    if remaining is not None:
        return remaining
    return None if available is None or used is None else available - used


provider = partial(
    Provider,
    home_page="https://hunter.io",
    attribution="Data by Hunter",
    lineage="hunter",
    server=SERVER,
    account="hunter",
    key_need=KeyNeed.REQUIRED,
    key_help="hunter.io/api-keys",
    quota=Quota(
        _ask_quota,
        example=(
            "/v2/account",
            {
                "data": {
                    "email": "ada@example.com",
                    "plan_name": "Starter",
                    "reset_date": "2027-01-01",
                    "requests": {"credits": {"used": 320.0, "available": 500, "remaining": 180.0}},
                }
            },
        ),
    ),
)
"""One of the three: they share an account and its key."""
