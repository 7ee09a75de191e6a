"""Notes, logged activities and everything else that happened with a person, newest first."""

from datetime import UTC, datetime, timedelta
from typing import Any

from crm import reminders
from crm.assembling import entry_of
from crm.drafts import LONGEST
from crm.errors import ContactNotFound, FieldErrors, UserError
from crm.holding import hold_who_is_left
from crm.identity import clean, clean_line
from crm.timeline.kinds import KINDS, LOGGED
from crm.types import Author, Entry, Tenant, TimelinePage
from storage.database import transaction
from storage.queries import contacts as contact_rows
from storage.queries import timeline as rows

LONGEST_OUTCOME = 300
MOST_MINUTES = 24 * 60
_CLOCK_SKEW = timedelta(minutes=5)


async def add_note(tenant: Tenant, author: Author, contact_id: int, text: str) -> Entry:
    """Raises FieldErrors, ContactNotFound."""
    note = checked_note(text)
    return await _log(tenant, author, contact_id, "note", datetime.now(UTC), note, {})


async def log_activity(
    tenant: Tenant,
    author: Author,
    contact_id: int,
    kind: str,
    occurred_at: datetime,
    minutes: int | None,
    outcome: str,
    text: str,
) -> Entry:
    """`kind` is one of `kinds.LOGGED`; `occurred_at` may lie in the past. Raises FieldErrors, ContactNotFound."""
    check_activity(kind, occurred_at, minutes, outcome, text)
    data = {"minutes": minutes, "outcome": clean_line(outcome)}
    said = {name: value for name, value in data.items() if value}
    return await _log(tenant, author, contact_id, kind, occurred_at, clean(text), said)


def checked_note(text: str) -> str:
    """The note without what hides in it. Raises FieldErrors."""
    note = clean(text)
    if not note:
        raise FieldErrors({"text": "Write something first."})
    if len(note) > LONGEST["note"]:
        raise FieldErrors({"text": f"That is too long: at most {LONGEST['note']} characters."})
    return note


def check_activity(kind: str, occurred_at: datetime, minutes: int | None, outcome: str, text: str) -> None:
    """Raises FieldErrors with a sentence for each field that needs another look."""
    errors = {}
    if kind not in LOGGED:
        errors["kind"] = "Choose what kind of activity it was."
    if occurred_at > datetime.now(UTC) + _CLOCK_SKEW:
        errors["occurred_at"] = "That lies in the future; log it when it has happened."
    if minutes is not None and not 0 < minutes <= MOST_MINUTES:
        errors["minutes"] = f"The length is in minutes, between 1 and {MOST_MINUTES}."
    if len(outcome) > LONGEST_OUTCOME:
        errors["outcome"] = f"That is too long: at most {LONGEST_OUTCOME} characters."
    if len(text) > LONGEST["note"]:
        errors["text"] = f"That is too long: at most {LONGEST['note']} characters."
    if errors:
        raise FieldErrors(errors)


async def record(
    tenant: Tenant,
    author: Author,
    contact_id: int,
    kind: str,
    data: dict[str, Any] | None = None,
    text: str = "",
    occurred_at: datetime | None = None,
) -> Entry:
    """Append an entry, within the transaction of what it tells of."""
    now = datetime.now(UTC)
    row = await rows.append(
        tenant.key,
        contact_id,
        kind=kind,
        occurred_at=occurred_at or now,
        recorded_at=now,
        user_id=author.user_id,
        origin=author.origin,
        reference=author.reference,
        text=text,
        data=data,
    )
    return entry_of(row)


async def page(
    tenant: Tenant, contact_id: int, kinds: tuple[str, ...] = (), cursor: str = "", limit: int = 10
) -> TimelinePage:
    """One page, newest first. `cursor` is "" or one that a page gave. Raises ContactNotFound, UserError."""
    contact = await contact_rows.summaries(tenant.key, [contact_id])
    if not contact:
        raise ContactNotFound
    kinds = tuple(kind for kind in kinds if kind in KINDS)
    place = _place(cursor)
    if place is not None and cursor.startswith(_NEWER):
        found = (await rows.newer(tenant.key, contact_id, kinds, place, limit + 1))[::-1]
        has_newer, has_older = len(found) > limit, True
        found = found[-limit:]
    else:
        found = await rows.older(tenant.key, contact_id, kinds, place, limit + 1)
        has_newer, has_older = place is not None, len(found) > limit
        found = found[:limit]
    entries = tuple(entry_of(row) for row in found)
    return TimelinePage(
        contact_id=contact_id,
        contact_name=contact[0].name,
        kinds=kinds,
        entries=entries,
        older=_cursor(_OLDER, entries[-1]) if entries and has_older else "",
        newer=_cursor(_NEWER, entries[0]) if entries and has_newer else "",
    )


_OLDER = "older~"
_NEWER = "newer~"


def _cursor(direction: str, entry: Entry) -> str:
    return f"{direction}{entry.occurred_at.isoformat()}~{entry.id}"


def _place(cursor: str) -> rows.Place | None:
    if not cursor:
        return None
    try:
        _, moment, id_ = cursor.split("~")
        return rows.Place(datetime.fromisoformat(moment), int(id_))
    except ValueError as error:
        raise UserError("That page of the timeline does not exist; open the timeline again.") from error


async def _log(
    tenant: Tenant,
    author: Author,
    contact_id: int,
    kind: str,
    occurred_at: datetime,
    text: str,
    data: dict[str, Any],
) -> Entry:
    async with transaction():
        contact_id = await hold_who_is_left(tenant, contact_id)
        entry = await record(tenant, author, contact_id, kind, data, text, occurred_at)
        await contact_rows.set_last_activity(tenant.key, contact_id, occurred_at)
        await reminders.touched(tenant, contact_id)
        return entry
