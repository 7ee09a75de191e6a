"""Reminders: set, told, put off, done."""

from datetime import datetime
from typing import Any

from tortoise.expressions import F

from storage.models import Reminder
from storage.queries.contacts import LIVE


async def create(tenant: str, contact_id: int, **values: Any) -> Reminder:
    return await Reminder.create(tenant=tenant, contact_id=contact_id, **values)


async def get(tenant: str, user_id: str, reminder_id: int) -> Reminder | None:
    """One of that person's that is not done, with its contact."""
    return (
        await Reminder.filter(tenant=tenant, user_id=user_id, id=reminder_id, done_at=None)
        .select_related("contact")
        .first()
    )


async def open_of(tenant: str, user_id: str, before: datetime | None, limit: int) -> list[Reminder]:
    """Those of a person that are not done, the first due first; `before`: only those due by then."""
    query = Reminder.filter(tenant=tenant, user_id=user_id, done_at=None, contact__state=LIVE)
    if before is not None:
        query = query.filter(due_at__lte=before)
    return await query.order_by("due_at").limit(limit).select_related("contact")


async def count_open(tenant: str, user_id: str) -> int:
    return await Reminder.filter(tenant=tenant, user_id=user_id, done_at=None, contact__state=LIVE).count()


async def restarting(tenant: str, contact_id: int) -> list[Reminder]:
    """Those about a contact that begin anew with every touch."""
    return await Reminder.filter(tenant=tenant, contact_id=contact_id, done_at=None, restarts=True)


async def set_values(tenant: str, user_id: str, reminder_id: int, **values: Any) -> bool:
    changed = await Reminder.filter(tenant=tenant, user_id=user_id, id=reminder_id, done_at=None).update(
        **values
    )
    return changed == 1


async def told(tenant: str, reminder_id: int, at: datetime, next_at: datetime | None) -> bool:
    """True for the one who told it at that moment."""
    changed = await Reminder.filter(tenant=tenant, id=reminder_id, next_at=at, done_at=None).update(
        due_at=at, next_at=next_at, told=F("told") + 1
    )
    return changed == 1


async def delete(tenant: str, user_id: str, reminder_id: int) -> bool:
    return await Reminder.filter(tenant=tenant, user_id=user_id, id=reminder_id).delete() == 1


async def due(now: datetime, limit: int) -> list[Reminder]:
    """What is to be told by now, whoever's."""
    return (
        await Reminder.filter(next_at__lte=now, done_at=None, contact__state=LIVE)
        .order_by("next_at")
        .limit(limit)
        .select_related("contact")
    )


async def any_due(now: datetime) -> bool:
    """Whoever's."""
    return await Reminder.filter(next_at__lte=now, done_at=None, contact__state=LIVE).exists()
