"""Notes, as rich as Slack's. What else can be done with one can be done with every entry: see `crm.timeline.entries`."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from crm import rich_text, timeline
from crm.timeline import entries
from crm.types import Author, Entry, NoteDraft, Reader, SharedFile, Tenant

KIND = "note"


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
        {name: value for name, value in _data(draft).items() if value},
        rich=rich_text.storable(draft.rich),
        audience=draft.audience,
    )
    return entry.id


async def edit(tenant: Tenant, reader: Reader, entry_id: int, draft: NoteDraft) -> None:
    """Only one's own. How it was before is kept. Raises FieldErrors, EntryNotFound, NotYours."""
    values = {
        "text": checked(draft),
        "rich": rich_text.storable(draft.rich),
        "audience": draft.audience,
    }
    await entries.change(tenant, reader, entry_id, values, _data(draft))


def files_of(entry: Entry) -> tuple[SharedFile, ...]:
    return tuple(SharedFile(**each) for each in entry.data.get("files", ()))


def rich_of(entry: Entry) -> rich_text.Rich:
    """Also of a note that was written as plain text."""
    return entry.rich or rich_text.of_plain(entry.text)


def _data(draft: NoteDraft) -> dict[str, Any]:
    return {"names": dict(draft.names), "files": [asdict(each) for each in draft.files]}
