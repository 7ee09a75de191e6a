"""Notes, logged activities and everything else that happened with a person, newest first."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from crm import reminders
from crm.assembling import entry_of
from crm.drafts import LONGEST
from crm.errors import ContactNotFound, FieldErrors, UserError
from crm.identity import clean
from crm.timeline.kinds import KINDS
from crm.types import ANYBODY, Author, Entry, Reader, Tenant, TimelinePage
from storage.database import transaction
from storage.queries import contacts as contact_rows
from storage.queries import timeline as rows

SHOWN_PINNED = 5


async def add_note(tenant: Tenant, author: Author, contact_id: int, text: str) -> Entry:
    """As plain text, for everybody. Raises FieldErrors, ContactNotFound."""
    return await log(tenant, author, contact_id, "note", datetime.now(UTC), checked_text(text), {})


def checked_text(text: str) -> str:
    """What stands in a note, without what hides in it. Raises FieldErrors."""
    note = clean(text)
    if not note:
        raise FieldErrors({"text": "Write something first."})
    if len(note) > LONGEST["note"]:
        raise FieldErrors({"text": f"That is too long: at most {LONGEST['note']} characters."})
    return note


async def log(
    tenant: Tenant,
    author: Author,
    contact_id: int,
    kind: str,
    occurred_at: datetime,
    text: str,
    data: dict[str, Any],
    *,
    rich: Mapping[str, Any] | None = None,
    audience: str = "",
    together: str = "",
) -> Entry:
    """Append what a person did with the contact. It counts as activity where everybody may see it. Raises ContactNotFound."""
    async with transaction():
        if not await contact_rows.summaries(tenant.key, [contact_id]):
            raise ContactNotFound
        entry = await record(
            tenant,
            author,
            contact_id,
            kind,
            data,
            text,
            occurred_at,
            rich=rich,
            audience=audience,
            together=together,
        )
        if not audience:
            await contact_rows.set_last_activity(tenant.key, contact_id, occurred_at)
            await reminders.touched(tenant, contact_id)
        return entry


async def record(
    tenant: Tenant,
    author: Author,
    contact_id: int,
    kind: str,
    data: dict[str, Any] | None = None,
    text: str = "",
    occurred_at: datetime | None = None,
    *,
    rich: Mapping[str, Any] | None = None,
    audience: str = "",
    together: str = "",
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
        rich=rich,
        audience=audience,
        together=together,
    )
    return entry_of(row)


async def page(
    tenant: Tenant,
    contact_id: int,
    kinds: tuple[str, ...] = (),
    cursor: str = "",
    limit: int = 10,
    reader: Reader = ANYBODY,
) -> TimelinePage:
    """One page of what the reader may see, newest first. `cursor` is "" or one that a page gave.

    Raises ContactNotFound, UserError.
    """
    contact = await contact_rows.summaries(tenant.key, [contact_id])
    if not contact:
        raise ContactNotFound
    kinds = tuple(kind for kind in kinds if kind in KINDS)
    wanted = rows.Wanted(reader.audiences, kinds)
    place = _place(cursor)
    if place is not None and cursor.startswith(_NEWER):
        found = (await rows.newer(tenant.key, contact_id, wanted, place, limit + 1))[::-1]
        has_newer, has_older = len(found) > limit, True
        found = found[-limit:]
    else:
        found = await rows.older(tenant.key, contact_id, wanted, place, limit + 1)
        has_newer, has_older = place is not None, len(found) > limit
        found = found[:limit]
    entries = tuple(entry_of(row) for row in found)
    pinned = (
        () if place or kinds else await rows.pinned(tenant.key, contact_id, reader.audiences, SHOWN_PINNED)
    )
    return TimelinePage(
        contact_id=contact_id,
        contact_name=contact[0].name,
        kinds=kinds,
        entries=entries,
        older=_cursor(_OLDER, entries[-1]) if entries and has_older else "",
        newer=_cursor(_NEWER, entries[0]) if entries and has_newer else "",
        pinned=tuple(entry_of(row) for row in pinned),
    )


async def channels(tenant: Tenant, contact_id: int) -> tuple[str, ...]:
    """The ids of the channels whose members alone see something of this timeline."""
    return tuple(await rows.channels(tenant.key, contact_id))


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
