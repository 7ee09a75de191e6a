"""No vendor is asked more often than it allows, over all replicas; and one that is out of order is left alone for a while."""

import math
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from crm import rate_limits
from crm.providers import quotas
from crm.providers.turns import Bucket, Turns
from crm.providers.usable import Usable
from crm.types import Tenant
from enrichment.outcomes import (
    AuthError,
    BadResponse,
    Matched,
    NoMatch,
    Outcome,
    OutOfCredits,
    PlanForbids,
    RateLimited,
    Suppressed,
    Transient,
)
from enrichment.provider import FREE, KeyNeed, Provider, Rate
from storage import models
from storage.queries import providers as rows

State = models.ProviderState | None

MOST_FAILURES = 5
MOST_SECONDS_FOR_FREE = 1.0
SHORTEST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(minutes=10)
_SHORT_SECONDS = 1
_SHARE_AT_ONCE = 0.04
_SHARE_OF_LONG = 0.5
_PROBLEMS: dict[type, str] = {
    OutOfCredits: "The account with the vendor is empty.",
    PlanForbids: "The account's plan does not include this.",
    RateLimited: "It was asked too often, by us or by others with the same key.",
}


def bucket_of(rate: Rate, calls: int) -> Bucket:
    """`calls`: that one look-up makes, one after the other; it fits in any case. Of a second's worth few are let go at once, of an
    hour's half.
    """
    share = _SHARE_AT_ONCE if rate.seconds <= _SHORT_SECONDS else _SHARE_OF_LONG
    burst = max(calls, math.floor(rate.calls * share), 1)
    return Bucket(rate.calls, rate.seconds, burst)


async def state_of(tenant: Tenant, provider: Provider) -> State:
    """As it was known before it is asked."""
    return await rows.state(tenant.key, provider.name)


def paused(state: State) -> str:
    """Why it is not asked now, "" where it is."""
    if state is None or state.paused_until is None or state.paused_until <= datetime.now(UTC):
        return ""
    return state.problem or "It is out of order."


@asynccontextmanager
async def turn(
    tenant: Tenant, turns: Turns, whom: Usable, seconds: float
) -> AsyncIterator[RateLimited | None]:
    """Wait for our turn to call, at most so long; otherwise when it would come. Nobody waits long for who costs nothing."""
    ends = time.monotonic() + (
        min(seconds, MOST_SECONDS_FOR_FREE) if whom.provider.price == FREE else seconds
    )
    limited, taken = None, list[str]()
    try:
        for key, bucket in [each for each in _buckets(whom) for _ in range(whom.provider.calls)]:
            if wait := await turns.take(tenant, key, bucket, ends - time.monotonic()):
                limited = RateLimited(datetime.now(UTC) + timedelta(seconds=wait))
                break
            taken.append(key)
        yield limited
    finally:
        for key in taken:
            turns.over(tenant, key)


async def note(tenant: Tenant, turns: Turns, whom: Usable, outcome: Outcome, before: State) -> None:
    """What an answer says of the provider itself, of whom `before` was known when it was asked."""
    provider, now = whom.provider, datetime.now(UTC)
    if isinstance(outcome, Matched | NoMatch | Suppressed):
        well = {"failures": 0, "paused_until": None, "problem": "", "problem_at": None, "answered_at": now}
        if not isinstance(outcome, Suppressed) and outcome.left:
            well |= quotas.kept(outcome.left, now)
        if before is None or before.problem or _is_old(before.answered_at, now):
            await rows.set_state(tenant.key, provider.name, **well)
        return
    if isinstance(outcome, RateLimited):
        seconds = max((outcome.retry_at - now).total_seconds(), 0.0)
        for key, _ in _buckets(whom):
            await rate_limits.pause(tenant, key, seconds)
            turns.forget(tenant, key)
    if problem := _problem(outcome):
        state = await rows.state(tenant.key, provider.name)
        failures = (state.failures if state else 0) + 1
        values = {"failures": failures, "problem": problem, "problem_at": now}
        if pause := _pause(provider, outcome, failures):
            values["paused_until"] = now + pause
        if isinstance(outcome, OutOfCredits):
            values["quota"] = None
        await rows.set_state(tenant.key, provider.name, **values)


def _buckets(whom: Usable) -> Sequence[tuple[str, Bucket]]:
    provider = whom.provider
    rates = provider.rates_with_key if whom.key and provider.rates_with_key else provider.rates
    return [
        (f"provider:{provider.name}:{rate.calls}/{rate.seconds:g}", bucket_of(rate, provider.calls))
        for rate in rates
    ]


def _problem(outcome: Outcome) -> str:
    if isinstance(outcome, Transient | BadResponse | AuthError):
        return outcome.reason
    return _PROBLEMS.get(type(outcome), "")


def _pause(provider: Provider, outcome: Outcome, failures: int) -> timedelta | None:
    """What a person has to put right is left alone for long; so is who needs no key, as then it is the way there that is closed."""
    if isinstance(outcome, AuthError | OutOfCredits | PlanForbids):
        return LONGEST_PAUSE
    if not isinstance(outcome, Transient | BadResponse):
        return None
    if provider.key_need is KeyNeed.NONE and isinstance(outcome, Transient):
        return LONGEST_PAUSE
    if failures < MOST_FAILURES:
        return None
    doubled: int = 2 ** min(failures - MOST_FAILURES, 10)
    return min(SHORTEST_PAUSE * doubled, LONGEST_PAUSE)


def _is_old(answered_at: datetime | None, now: datetime) -> bool:
    """It need not be written down at every answer that it answers."""
    return answered_at is None or now - answered_at > timedelta(minutes=1)
