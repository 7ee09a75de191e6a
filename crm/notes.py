"""Notes, as rich as Slack's: written, corrected with their history, pinned, deleted. Who may not see one learns nothing of it."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from crm import rich_text, timeline
from crm.assembling import entry_of
from crm.errors import UserError
from crm.timeline.kinds import LOGGED
from crm.types import Author, Entry, NoteDraft, Reader, Revision, SharedFile, Tenant
from storage import models
from storage.database import transaction
from storage.queries import contacts as contact_rows
from storage.queries import timeline as rows

KIND = "note"
SHOWN_REVISIONS = 20


def checked(draft: NoteDraft) -> str:
    """What stands in it as plain text. Raises FieldErrors."""
    return timeline.checked_text(rich_text.plain(draft.rich, draft.names))


async def add(tenant: Tenant, author: Author, contact_id: int, draft: NoteDraft) -> int:
    """Returns its id. Raises FieldErrors, ContactNotFound."""
    entry = await timeline.log(
        tenant,
        author,
        contact_id,
        KIND,
        datetime.now(UTC),
        checked(draft),
        _data(draft),
        rich=rich_text.storable(draft.rich),
        audience=draft.audience,
    )
    return entry.id


async def get(tenant: Tenant, reader: Reader, entry_id: int) -> Entry:
    """Raises UserError where there is none that the reader may see."""
    return entry_of(await _visible(tenant, reader, entry_id))


async def edit(tenant: Tenant, reader: Reader, entry_id: int, draft: NoteDraft) -> None:
    """Only one's own. How it was before is kept. Raises FieldErrors, UserError."""
    text, now = checked(draft), datetime.now(UTC)
    async with transaction():
        row = await _own(tenant, reader, entry_id)
        rich, data = rich_text.storable(draft.rich), _data(draft)
        if (row.rich, row.audience, row.data) == (rich, draft.audience, data):
            return
        values = {"text": text, "rich": rich, "data": data, "audience": draft.audience, "edited_at": now}
        await _change(tenant, reader, row, values, now)


async def delete(tenant: Tenant, reader: Reader, entry_id: int) -> None:
    """Only one's own. Raises UserError."""
    now = datetime.now(UTC)
    async with transaction():
        row = await _own(tenant, reader, entry_id)
        await _change(tenant, reader, row, {"deleted_at": now}, now)


async def pin(tenant: Tenant, reader: Reader, entry_id: int) -> None:
    """Raises UserError."""
    await _visible(tenant, reader, entry_id)
    await rows.set_pinned(tenant.key, entry_id, datetime.now(UTC))


async def unpin(tenant: Tenant, reader: Reader, entry_id: int) -> None:
    """Raises UserError."""
    await _visible(tenant, reader, entry_id)
    await rows.set_pinned(tenant.key, entry_id, None)


async def history(tenant: Tenant, reader: Reader, entry_id: int) -> tuple[Revision, ...]:
    """How it was before, the newest first, as far as the reader could see it then. Raises UserError."""
    await _visible(tenant, reader, entry_id)
    found = await rows.revisions(tenant.key, reader.audiences, entry_id, SHOWN_REVISIONS)
    return tuple(
        Revision(row.text, row.rich, row.replaced_by, row.replaced_at.astimezone(UTC)) for row in found
    )


def files_of(entry: Entry) -> tuple[SharedFile, ...]:
    return tuple(SharedFile(**each) for each in entry.data.get("files", ()))


def rich_of(entry: Entry) -> rich_text.Rich:
    """Also of a note that was written as plain text."""
    return entry.rich or rich_text.of_plain(entry.text)


def _data(draft: NoteDraft) -> dict[str, Any]:
    data = {"names": dict(draft.names), "files": [asdict(each) for each in draft.files]}
    return {name: value for name, value in data.items() if value}


async def _visible(tenant: Tenant, reader: Reader, entry_id: int) -> models.TimelineEntry:
    row = await rows.get(tenant.key, reader.audiences, entry_id)
    if row is None:
        raise UserError("That note is no longer there.")
    return row


async def _own(tenant: Tenant, reader: Reader, entry_id: int) -> models.TimelineEntry:
    row = await _visible(tenant, reader, entry_id)
    if row.kind != KIND or row.user_id != reader.user_id:
        raise UserError("Only who wrote a note can change or delete it.")
    return row


async def _change(
    tenant: Tenant, reader: Reader, row: models.TimelineEntry, values: dict[str, Any], now: datetime
) -> None:
    contact_id = row.contact.id
    await contact_rows.lock(tenant.key, [contact_id])
    await rows.change(tenant.key, row, values, reader.user_id, now)
    await rows.set_last_activity(tenant.key, contact_id, LOGGED)
