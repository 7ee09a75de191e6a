"""What a status of HTTP means. It is not the same at all vendors: each provider says where it differs from the usual.

Hunter's 403 is "slow down" and its 429 is "no credits left"; GitHub's 403 is either of "slow down" and "you may not".
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol

from enrichment.outcomes import (
    AuthError,
    BadResponse,
    InvalidInput,
    NoMatch,
    Outcome,
    OutOfCredits,
    PlanForbids,
    RateLimited,
    Suppressed,
    Transient,
)

_SHORTEST = timedelta(seconds=1)
_LONGEST = timedelta(days=1)
_USUAL_WAIT = timedelta(seconds=60)
"""Where the vendor does not say how long: the windows of all of them are a minute or a second."""
_MOMENTS_BEGIN = 1_000_000_000
"""Above it a number is a moment in seconds of 1970, below it a time to wait."""
_SERVER_ERRORS = 500


class Heard(Protocol):
    """What an answer tells before its body is read."""

    @property
    def status(self) -> int: ...

    def header(self, name: str) -> str: ...


Meaning = Callable[[Heard], Outcome]
Statuses = Mapping[int, Meaning]


def no_match(_: Heard) -> Outcome:
    return NoMatch()


def invalid_input(_: Heard) -> Outcome:
    return InvalidInput()


def auth_error(_: Heard) -> Outcome:
    return AuthError()


def out_of_credits(_: Heard) -> Outcome:
    return OutOfCredits()


def plan_forbids(_: Heard) -> Outcome:
    return PlanForbids()


def suppressed(_: Heard) -> Outcome:
    return Suppressed()


def transient(answer: Heard) -> Outcome:
    return Transient(f"The vendor is out of order (status {answer.status}).")


def rate_limited(answer: Heard) -> Outcome:
    return RateLimited(retry_at(answer, datetime.now(UTC)))


def otherwise(answer: Heard) -> Outcome:
    """For a status that stands in no table."""
    if answer.status >= _SERVER_ERRORS:
        return transient(answer)
    return BadResponse(
        f"The vendor has answered with status {answer.status}, which its contract does not know."
    )


USUAL: Statuses = {
    400: invalid_input,
    401: auth_error,
    402: out_of_credits,
    403: plan_forbids,
    404: no_match,
    408: transient,
    422: invalid_input,
    429: rate_limited,
    451: suppressed,
}


def retry_at(answer: Heard, now: datetime) -> datetime:
    """From Retry-After (seconds, or a date), else from a reset header (a moment in seconds of 1970, an ISO date, or seconds).

    Never at once, and never later than tomorrow, whatever the vendor says.
    """
    said = moment(answer.header("retry-after"), now) or moment(answer.header("x-ratelimit-reset"), now)
    return min(max(said or now + _USUAL_WAIT, now + _SHORTEST), now + _LONGEST)


def moment(text: str, now: datetime) -> datetime | None:
    """Whichever way a vendor writes it: seconds from now or of 1970, a date, or a date of e-mail. None for anything else."""
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        return _date(text)
    try:
        return (
            datetime.fromtimestamp(seconds, UTC)
            if seconds > _MOMENTS_BEGIN
            else now + timedelta(seconds=seconds)
        )
    except (ValueError, OverflowError, OSError):
        return None


def _date(text: str) -> datetime | None:
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            found = read(text)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None
