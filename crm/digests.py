"""The weekly digest, for those who want it: Monday at eight, in their own zone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crm import reminders
from crm.contacts import summaries
from crm.moments import next_monday_at
from crm.types import Author, Digest, Tenant
from storage.queries import digests as rows

HOUR = 8
WEEK = timedelta(days=7)
QUIET_AFTER = timedelta(days=30)
SHOWN_QUIET = 10
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Subscription:
    """`due_at` is the moment that the next digest is for."""

    tenant: Tenant
    user_id: str
    timezone: str
    due_at: datetime


async def subscribe(tenant: Tenant, author: Author, timezone: str) -> datetime:
    """Returns when the first one comes."""
    now = datetime.now(UTC)
    first = next_monday_at(now, timezone, HOUR)
    await rows.subscribe(tenant.key, author.user_id, timezone, first, now)
    return first


async def unsubscribe(tenant: Tenant, author: Author) -> bool:
    """False where there was nothing to end."""
    return await rows.unsubscribe(tenant.key, author.user_id)


async def is_subscribed(tenant: Tenant, user_id: str) -> bool:
    return await rows.is_subscribed(tenant.key, user_id)


async def compose(tenant: Tenant, user_id: str, now: datetime) -> Digest:
    coming = await reminders.open_of(tenant, user_id, now + WEEK)
    quiet = await rows.quiet(tenant.key, user_id, now - QUIET_AFTER, SHOWN_QUIET)
    return Digest(
        overdue=tuple(each for each in coming if each.due_at <= now),
        due=tuple(each for each in coming if each.due_at > now),
        quiet=await summaries(tenant, quiet),
    )


async def due(now: datetime) -> Sequence[Subscription]:
    """Whoever's."""
    return [
        Subscription(Tenant.of_key(row.tenant), row.user_id, row.timezone, row.next_at)
        for row in await rows.due(now, AT_ONCE)
    ]


async def any_due(now: datetime) -> bool:
    return await rows.any_due(now)


async def note_sent(subscription: Subscription, now: datetime) -> None:
    """After it was said."""
    again = next_monday_at(now, subscription.timezone, HOUR)
    await rows.sent(subscription.tenant.key, subscription.user_id, subscription.due_at, again)
