"""Providers, as a workspace sees and chooses them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ProviderChoice:
    """`providers_off`: the names of those that are not asked. `asked_first`: by group of things who is asked before all others
    that cost something. For one person at most `most_paid` providers are asked that cost something, and at most
    `most_credits` spent; None is any number.
    """

    providers_off: tuple[str, ...] = ()
    asked_first: Mapping[str, str] = field(default_factory=dict)
    most_paid: int | None = None
    most_credits: int | None = None


@dataclass(frozen=True, slots=True)
class QuotaLeft:
    """What a vendor says is left of an account: `amount`, of `of` where it says of how much, of `unit` (a plural). From `resets_at` on it
    is the whole again.
    """

    amount: float
    of: float | None
    unit: str
    resets_at: datetime | None
    is_low: bool


@dataclass(frozen=True, slots=True)
class ProviderPage:
    """One provider. `key` is "" where it needs none, else entered, missing, optional or unreadable (entered under another secret).

    `price` is said in words, in the vendor's unit. `finds` are groups of things in words. `left` is what the vendor said at `left_at`.
    """

    name: str
    title: str
    account: str
    key: str
    key_help: str
    price: str
    finds: tuple[str, ...]
    is_on: bool
    is_asked: bool
    paused_until: datetime | None
    problem: str
    problem_at: datetime | None
    answered_at: datetime | None
    left: tuple[QuotaLeft, ...] = ()
    left_at: datetime | None = None
