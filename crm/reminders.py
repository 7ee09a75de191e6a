"""Telling somebody about a contact at the time they chose. A reminder is private to who set it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from crm.errors import FieldErrors, UserError
from crm.holding import hold_who_is_left
from crm.identity import clean
from crm.moments import REPEATS, next_repeat
from crm.types import Author, Reminder, ReminderDraft, Tenant
from storage import models
from storage.database import transaction
from storage.queries import reminders as rows

LONGEST_TEXT = 500
SHOWN = 20
AT_ONCE = 100
FARTHEST = timedelta(days=5 * 366)


def check(draft: ReminderDraft) -> None:
    """Raises FieldErrors."""
    now, errors = datetime.now(UTC), {}
    if draft.at is None:
        errors["at"] = "Choose a date and a time."
    elif draft.at <= now:
        errors["at"] = "That is past; choose a moment that is still to come."
    elif draft.at > now + FARTHEST:
        errors["at"] = "That is more than five years ahead; choose a nearer moment."
    if len(draft.text) > LONGEST_TEXT:
        errors["text"] = f"That is too long: at most {LONGEST_TEXT} characters."
    if errors:
        raise FieldErrors(errors)


async def set_reminder(tenant: Tenant, author: Author, contact_id: int, draft: ReminderDraft) -> int:
    """Returns its id. `draft` was checked when it was sent; where its moment has passed since, it is told at once.

    Raises ContactNotFound.
    """
    now = datetime.now(UTC)
    at = draft.at or now
    async with transaction():
        contact_id = await hold_who_is_left(tenant, contact_id)
        row = await rows.create(
            tenant.key,
            contact_id,
            user_id=author.user_id,
            text=clean(draft.text),
            repeat=draft.repeat if draft.repeat in REPEATS else "",
            restarts=draft.restarts,
            delay_seconds=max(0, int((at - now).total_seconds())),
            timezone=draft.timezone,
            anchor_at=at,
            due_at=at,
            next_at=at,
            created_at=now,
        )
    return int(row.id)


async def get(tenant: Tenant, user_id: str, reminder_id: int) -> Reminder:
    """Raises UserError."""
    row = await rows.get(tenant.key, user_id, reminder_id)
    if row is None:
        raise UserError("That reminder is done already, or was deleted.")
    return _reminder_of(row)


async def open_of(tenant: Tenant, user_id: str, before: datetime | None = None) -> tuple[Reminder, ...]:
    """The first due first, at most SHOWN of them."""
    return tuple(_reminder_of(row) for row in await rows.open_of(tenant.key, user_id, before, SHOWN))


async def count_open(tenant: Tenant, user_id: str) -> int:
    return await rows.count_open(tenant.key, user_id)


async def done(tenant: Tenant, user_id: str, reminder_id: int) -> Reminder:
    """A repeating one is done for this time. Raises UserError."""
    reminder = await get(tenant, user_id, reminder_id)
    if reminder.next_at and reminder.repeat:
        await rows.set_values(tenant.key, user_id, reminder_id, due_at=reminder.next_at)
    else:
        await rows.set_values(tenant.key, user_id, reminder_id, done_at=datetime.now(UTC), next_at=None)
    return reminder


async def snooze(tenant: Tenant, user_id: str, reminder_id: int, until: datetime) -> Reminder:
    """`until` was checked when it was sent, as in `set_reminder`. Raises UserError."""
    reminder = await get(tenant, user_id, reminder_id)
    await rows.set_values(tenant.key, user_id, reminder_id, due_at=until, next_at=until)
    return reminder


async def delete(tenant: Tenant, user_id: str, reminder_id: int) -> None:
    await rows.delete(tenant.key, user_id, reminder_id)


async def touched(tenant: Tenant, contact_id: int) -> None:
    """Somebody has been in touch: those that were set so begin anew. Within the transaction that notes the touch."""
    for row in await rows.restarting(tenant.key, contact_id):
        at = datetime.now(UTC) + timedelta(seconds=row.delay_seconds)
        await rows.set_values(tenant.key, row.user_id, row.id, anchor_at=at, due_at=at, next_at=at)


async def due(now: datetime) -> Sequence[Reminder]:
    """What is to be told by now, whoever's; as it is told, `due_at` is the moment for it."""
    return [_reminder_of(row, told_now=True) for row in await rows.due(now, AT_ONCE)]


async def any_due(now: datetime) -> bool:
    return await rows.any_due(now)


async def note_told(reminder: Reminder, now: datetime) -> None:
    """After it was said; a repeating one is told again at its next time."""
    row = await rows.get(reminder.tenant.key, reminder.user_id, reminder.id)
    if row is not None:
        again = next_repeat(row.anchor_at, row.repeat, row.timezone, now) if row.repeat else None
        await rows.told(reminder.tenant.key, reminder.id, reminder.due_at, again)


def _reminder_of(row: models.Reminder, *, told_now: bool = False) -> Reminder:
    return Reminder(
        id=row.id,
        tenant=Tenant.of_key(row.tenant),
        contact_id=row.contact.id,
        contact_name=row.contact.name,
        user_id=row.user_id,
        text=row.text,
        repeat=row.repeat,
        restarts=row.restarts,
        timezone=row.timezone,
        due_at=row.next_at if told_now and row.next_at else row.due_at,
        next_at=row.next_at,
        told=row.told,
    )
