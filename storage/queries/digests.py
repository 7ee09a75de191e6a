"""Who wants a weekly digest, and whom it tells of."""

from datetime import datetime

from storage.database import rows
from storage.models import Digest

_QUIET = """
    SELECT id FROM contact
    WHERE tenant = ? AND state = 'live' AND coalesce(last_activity_at, created_at) < ? AND (created_by = ? OR EXISTS (
        SELECT 1 FROM timeline_entry WHERE timeline_entry.contact_id = contact.id AND timeline_entry.user_id = ?))
    ORDER BY coalesce(last_activity_at, created_at) LIMIT ?
"""


async def subscribe(tenant: str, user_id: str, timezone: str, next_at: datetime, now: datetime) -> None:
    """Of who is subscribed already, one that is due and not said yet still comes."""
    subscription, is_new = await Digest.get_or_create(
        tenant=tenant,
        user_id=user_id,
        defaults={"timezone": timezone, "next_at": next_at, "created_at": now},
    )
    if not is_new:
        same = Digest.filter(tenant=tenant, id=subscription.id)
        await same.update(timezone=timezone)
        await same.filter(next_at__gt=now).update(next_at=next_at)


async def unsubscribe(tenant: str, user_id: str) -> bool:
    return await Digest.filter(tenant=tenant, user_id=user_id).delete() == 1


async def is_subscribed(tenant: str, user_id: str) -> bool:
    return await Digest.filter(tenant=tenant, user_id=user_id).exists()


async def sent(tenant: str, user_id: str, at: datetime, next_at: datetime) -> None:
    """Whoever comes second changes nothing."""
    await Digest.filter(tenant=tenant, user_id=user_id, next_at=at).update(next_at=next_at)


async def quiet(tenant: str, user_id: str, before: datetime, limit: int) -> list[int]:
    """Ids of people that somebody added or did something with, and that nothing was heard of since; the longest first."""
    found = await rows(_QUIET, [tenant, before, user_id, user_id, limit])
    return [row["id"] for row in found]


async def due(now: datetime, limit: int) -> list[Digest]:
    """Whoever's."""
    return await Digest.filter(next_at__lte=now).order_by("next_at").limit(limit)


async def any_due(now: datetime) -> bool:
    """Whoever's."""
    return await Digest.filter(next_at__lte=now).exists()
