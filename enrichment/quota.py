"""What is left of an account with a vendor, as the vendor itself says it."""

from dataclasses import dataclass
from datetime import datetime

_MOST = 1e12
"""Whoever has more has no limit."""


@dataclass(frozen=True, slots=True)
class Left:
    """`amount` of what the vendor counts in `unit`, a plural such as "credits". `of` is how much there is from one reset to the next,
    `resets_at` (with a time zone) the next one; None where the vendor does not say.
    """

    amount: float
    of: float | None = None
    unit: str = "credits"
    resets_at: datetime | None = None


def left(
    amount: float | None, of: float | None = None, unit: str = "credits", resets_at: datetime | None = None
) -> tuple[Left, ...]:
    """Nothing where the vendor gives no number. What was bought beyond the plan is not part of `of`, which then says nothing."""
    if amount is None or amount > _MOST:
        return ()
    amount = max(amount, 0.0)
    return (Left(amount, of if of and of >= amount else None, unit, resets_at),)
