"""Credits: what a workspace has, what is held, who spent them on what, and what it decides about them. All are whole numbers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crm.types.origins import Tenant


class CreditKind(StrEnum):
    """What a transaction does."""

    GRANT = "grant"
    RESERVE = "reserve"
    CAPTURE = "capture"
    RELEASE = "release"
    REFUND = "refund"


class HoldState(StrEnum):
    HELD = "held"
    CAPTURED = "captured"
    RELEASED = "released"


class CapKind(StrEnum):
    """Days and months are those of UTC. What runs by itself counts for a person's day never, for the month in both."""

    PERSON_DAY = "person_day"
    WORKSPACE_MONTH = "workspace_month"
    AUTOMATIC_MONTH = "automatic_month"


@dataclass(frozen=True, slots=True)
class CreditRules:
    """What a workspace's admins decide about credits. Of prices only the one or the other counts (`is_by_field`).

    `flat_price`: what an enrichment costs that finds something, whatever that is. `email_price`, `phone_price`, `other_price`:
    what each kind of thing costs that it finds, however many of them. `charges_local`: also for what was done without asking
    anybody. Caps are at most so many credits, None any number. `warning_below`: with how many left the admins are told, 0 never.
    """

    flat_price: int = 2
    is_by_field: bool = False
    email_price: int = 2
    phone_price: int = 14
    other_price: int = 0
    charges_local: bool = False
    person_day_cap: int | None = None
    workspace_month_cap: int | None = None
    automatic_month_cap: int | None = 100
    warning_below: int = 20


@dataclass(frozen=True, slots=True)
class CreditHold:
    """Credits kept for one run. `captured` is what it cost in the end. `reference` is the run's own name for itself."""

    id: int
    tenant: Tenant
    user_id: str
    is_automatic: bool
    amount: int
    captured: int
    state: HoldState
    reference: str
    held_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class CreditCap:
    """A cap that is set, and how much of it is used by now: held or spent."""

    kind: CapKind
    most: int
    used: int

    @property
    def left(self) -> int:
        return max(0, self.most - self.used)


@dataclass(frozen=True, slots=True)
class CreditTransaction:
    """Something that changed how many credits a workspace has: a grant, a charge (CAPTURE) or a refund.

    `amount` is how many came (below zero: went). `user_id` is who did it. `providers`: with whom they were spent.
    """

    id: int
    kind: CreditKind
    user_id: str
    amount: int
    providers: tuple[str, ...]
    reason: str
    reference: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class VendorUnits:
    """What a provider took in its own unit, in `calls` calls; `missed` of it where it found nothing."""

    provider: str
    calls: int
    units: float
    missed: float


@dataclass(frozen=True, slots=True)
class MonthOfCredits:
    """What was spent in a month (2026-11), refunds taken off: in all, by person and by provider, most first."""

    month: str
    spent: int
    by_person: tuple[tuple[str, int], ...]
    by_provider: tuple[tuple[str, int], ...]
    units: tuple[VendorUnits, ...]


@dataclass(frozen=True, slots=True)
class CreditPage:
    """All that `/contacts credits` shows. `left` can be spent; `held` is kept for what runs just now."""

    left: int
    held: int
    rules: CreditRules
    caps: tuple[CreditCap, ...]
    months: tuple[MonthOfCredits, ...]
    transactions: tuple[CreditTransaction, ...]

    @property
    def is_low(self) -> bool:
        return self.left + self.held < self.rules.warning_below


@dataclass(frozen=True, slots=True)
class LowCredits:
    """It is yet to be said that there are but so many left."""

    id: int
    tenant: Tenant
    left_over: int
