"""What vendors have said of what is left, as it is kept, and as people see it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from crm.types import QuotaLeft
from enrichment.provider import Price
from enrichment.quota import Left

_LOW_SHARE = 0.1
_LOW_LOOK_UPS = 50
"""Where the vendor does not say of how much."""


def kept(said: Sequence[Left], now: datetime) -> dict[str, Any]:
    """For the provider's row."""
    quota = [
        {
            "amount": each.amount,
            "of": each.of,
            "unit": each.unit,
            "resets_at": each.resets_at.isoformat() if each.resets_at else None,
        }
        for each in said
    ]
    return {"quota": quota, "quota_at": now}


def read(kept: Sequence[Mapping[str, Any]], price: Price, now: datetime) -> tuple[QuotaLeft, ...]:
    """Without what has begun anew since."""
    found = []
    for each in kept:
        resets_at = datetime.fromisoformat(each["resets_at"]) if each["resets_at"] else None
        if resets_at is None or resets_at > now:
            amount, of = each["amount"], each["of"]
            low = of * _LOW_SHARE if of else max(price.base, 1.0) * _LOW_LOOK_UPS
            found.append(QuotaLeft(amount, of, each["unit"], resets_at, is_low=amount < low))
    return tuple(found)


def bucket(account: str) -> str:
    """Of `crm.rate_limits`: how often the account is asked."""
    return f"quota:{account}"
