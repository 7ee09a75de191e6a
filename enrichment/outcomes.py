"""How a look-up ends: in exactly one of these.

A `reason` is a sentence of ours for those who run Roster. It never holds a key, what was asked for, or the vendor's words.
"""

from dataclasses import dataclass
from datetime import datetime

from enrichment.quota import Left
from enrichment.values import Value


@dataclass(frozen=True, slots=True)
class Matched:
    """`values` is never empty. `units` were spent in the vendor's unit; None until the price list has said how many. `left` is what the
    answer says is left of the account, if anything.
    """

    values: tuple[Value, ...]
    units: float | None = None
    request_id: str = ""
    left: tuple[Left, ...] = ()


@dataclass(frozen=True, slots=True)
class NoMatch:
    """The vendor does not know them, or nothing that was asked for. Some charge for that."""

    units: float = 0
    request_id: str = ""
    left: tuple[Left, ...] = ()


@dataclass(frozen=True, slots=True)
class Pending:
    """The vendor is at work: `Provider.poll` with `token` asks again, after so many seconds."""

    poll_after: float
    token: str
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class RateLimited:
    """Asked too often. Nothing may be asked before `retry_at`, which has a time zone."""

    retry_at: datetime


@dataclass(frozen=True, slots=True)
class OutOfCredits:
    """The account with the vendor is empty. Asking again does not help."""


@dataclass(frozen=True, slots=True)
class AuthError:
    """The key is missing, or not taken."""

    reason: str = "The vendor does not take the key."


@dataclass(frozen=True, slots=True)
class PlanForbids:
    """The key is good, but what was asked is not in what the account has bought."""


@dataclass(frozen=True, slots=True)
class Suppressed:
    """The person has asked the vendor not to be looked up: they are not to be looked up anywhere any more."""


@dataclass(frozen=True, slots=True)
class InvalidInput:
    """What is known of the person is not enough for this provider, or it does not take it."""

    reason: str = "The vendor does not take what is known of this person."


@dataclass(frozen=True, slots=True)
class Transient:
    """The vendor, or the way there, is out of order. Later it may work."""

    reason: str


@dataclass(frozen=True, slots=True)
class BadResponse:
    """The vendor has answered something that is not in its contract."""

    reason: str


Outcome = (
    Matched
    | NoMatch
    | Pending
    | RateLimited
    | OutOfCredits
    | AuthError
    | PlanForbids
    | Suppressed
    | InvalidInput
    | Transient
    | BadResponse
)


class Ended(Exception):
    """Takes an outcome from where it is found to `Provider`, which gives it back. It leaves no provider."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(type(outcome).__name__)
        self.outcome = outcome
