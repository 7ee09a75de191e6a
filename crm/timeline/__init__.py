"""Notes, logged activities and everything else that happened with a person, newest first."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from crm import following, reminders
from crm.assembling import entry_of
from crm.drafts import LONGEST
from crm.errors import ContactNotFound, FieldErrors, UserError
from crm.holding import hold_who_is_left
from crm.identity import clean
from crm.timeline.folding import folded
from crm.timeline.kinds import KINDS
from crm.types import EVERYBODY, Author, Entry, Reader, Tenant, TimelinePage
from storage import models
from storage.database import transaction
from storage.queries import changes
from storage.queries import contacts as contact_rows
from storage.queries import timeline as rows

SHOWN_PINNED = 5
ONE_EDIT = timedelta(minutes=2)
"""Changes of the profile by the same person within this time are one entry."""


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
        contact_id = await hold_who_is_left(tenant, contact_id, about=(changes.ENTRY,))
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
    """Append an entry, within the transaction of what it tells of; who follows the contact will hear of it.

    Several changes of the profile by the same person within two minutes become one entry.
    """
    now = datetime.now(UTC)
    if kind == "updated" and (earlier := await _same_edit(tenant, author, contact_id, now)):
        row = await _fold(tenant, author, earlier, data or {}, now)
    else:
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
    entry = entry_of(row)
    await following.tell(tenant, entry, now)
    return entry


async def record_all(tenant: Tenant, kind: str, told: Sequence[tuple[Author, int, dict[str, Any]]]) -> None:
    """The same of many people, by author, contact and data. Of a kind that folds with nothing."""
    now = datetime.now(UTC)
    followed = await following.followed_among(tenant, [contact_id for _, contact_id, _ in told])
    await rows.append_all(
        tenant.key,
        [
            {
                "contact_id": contact_id,
                "kind": kind,
                "occurred_at": now,
                "recorded_at": now,
                "user_id": author.user_id,
                "origin": author.origin,
                "reference": author.reference,
                "data": data,
            }
            for author, contact_id, data in told
            if contact_id not in followed
        ],
    )
    for author, contact_id, data in told:
        if contact_id in followed:
            await record(tenant, author, contact_id, kind, data)


async def page(
    tenant: Tenant,
    contact_id: int,
    kinds: tuple[str, ...] = (),
    cursor: str = "",
    limit: int = 10,
    reader: Reader = EVERYBODY,
    *,
    user_id: str = "",
) -> TimelinePage:
    """One page of what the reader may see, newest first. `cursor` is "" or one that a page gave; `user_id`: only what they did.

    Raises ContactNotFound, UserError.
    """
    contact = await contact_rows.summaries(tenant.key, [contact_id])
    if not contact:
        raise ContactNotFound
    wanted = rows.Wanted(reader.audiences, tuple(kind for kind in kinds if kind in KINDS), user_id)
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
    is_first = not (wanted.kinds or user_id or place)
    pinned = await rows.pinned(tenant.key, contact_id, reader.audiences, SHOWN_PINNED) if is_first else []
    return TimelinePage(
        contact_id=contact_id,
        contact_name=contact[0].name,
        kinds=tuple(wanted.kinds),
        entries=entries,
        older=_cursor(_OLDER, entries[-1].occurred_at, entries[-1].id) if entries and has_older else "",
        newer=_cursor(_NEWER, entries[0].occurred_at, entries[0].id) if entries and has_newer else "",
        pinned=tuple(entry_of(row) for row in pinned),
    )


def before(moment: datetime) -> str:
    """The cursor of the page that begins with what happened last before that moment."""
    return _cursor(_OLDER, moment, 0)


async def channels(tenant: Tenant, contact_id: int) -> tuple[str, ...]:
    """The ids of the channels whose members alone see something of this timeline."""
    return tuple(await rows.channels(tenant.key, contact_id))


_OLDER = "older~"
_NEWER = "newer~"


def _cursor(direction: str, occurred_at: datetime, entry_id: int) -> str:
    return f"{direction}{occurred_at.isoformat()}~{entry_id}"


def _place(cursor: str) -> rows.Place | None:
    if not cursor:
        return None
    try:
        _, moment, id_ = cursor.split("~")
        return rows.Place(datetime.fromisoformat(moment), int(id_))
    except ValueError as error:
        raise UserError("That page of the timeline does not exist; open the timeline again.") from error


async def _same_edit(
    tenant: Tenant, author: Author, contact_id: int, now: datetime
) -> models.TimelineEntry | None:
    """The last change of the profile, where it is of this author and not long ago."""
    last = await rows.latest(tenant.key, contact_id, ("updated",))
    if last is None or entry_of(last).author != author or now - last.occurred_at > ONE_EDIT:
        return None
    return last


async def _fold(
    tenant: Tenant, author: Author, row: models.TimelineEntry, data: dict[str, Any], now: datetime
) -> models.TimelineEntry:
    """What was changed and changed back leaves no entry."""
    was: dict[str, Any] = row.data
    changes = folded(was.get("changes", ()), data.get("changes", ()))
    values = {"data": {**was, **data, "changes": changes}, "deleted_at": None if changes else now}
    await rows.change(tenant.key, row, values, author.user_id, now)
    return row.update_from_dict(values)
