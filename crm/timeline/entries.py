"""One entry of a timeline: read with all that is known of it, and corrected or deleted by who wrote it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from crm import activities
from crm.assembling import entry_of
from crm.errors import UserError
from crm.holding import hold_those_left
from crm.identity import clean, clean_line
from crm.timeline.kinds import KINDS, LOGGED
from crm.types import ActivityDraft, EntryDetail, Origin, Reader, Tenant, Version
from storage import models
from storage.database import transaction
from storage.queries import timeline as rows

SHOWN_VERSIONS = 10


class EntryNotFound(UserError):
    def __init__(self) -> None:
        super().__init__("That entry is no longer there, or it is not for you to see.")


class NotYours(UserError):
    def __init__(self) -> None:
        super().__init__("Only who logged it can correct or delete it.")


async def get(tenant: Tenant, reader: Reader, entry_id: int) -> EntryDetail:
    """Raises EntryNotFound, also for what the reader may not see."""
    row = await _seen(tenant, reader, entry_id)
    return EntryDetail(
        entry=entry_of(row),
        contact_name=row.contact.name,
        versions=tuple(
            Version(
                occurred_at=each.occurred_at.astimezone(UTC),
                text=each.text,
                data=each.data,
                rich=each.rich,
                replaced_by=each.replaced_by,
                replaced_at=each.replaced_at.astimezone(UTC),
            )
            for each in await rows.revisions(tenant.key, entry_id, reader.audiences, SHOWN_VERSIONS)
        ),
        is_own=_is_own(row, reader),
    )


async def contact_of(tenant: Tenant, entry_id: int) -> int:
    """The id of the contact in whose timeline it is, whoever may see it. Raises EntryNotFound."""
    found = await rows.contact_of(tenant.key, entry_id)
    if found is None:
        raise EntryNotFound
    return found


async def correct(tenant: Tenant, reader: Reader, entry_id: int, draft: ActivityDraft) -> None:
    """Of an activity that several people took part in, for all of them. What stood there is kept.

    Raises FieldErrors, EntryNotFound, NotYours.
    """
    activities.check(draft)
    values = {"kind": draft.kind, "occurred_at": draft.occurred_at, "text": clean(draft.text)}
    said = {
        "minutes": draft.minutes,
        "outcome": clean_line(draft.outcome),
        "colleagues": dict(draft.colleagues),
    }
    await change(tenant, reader, entry_id, values, said)


async def delete(tenant: Tenant, reader: Reader, entry_id: int) -> None:
    """For all who took part in it. Raises EntryNotFound, NotYours."""
    await change(tenant, reader, entry_id, {"deleted_at": datetime.now(UTC)})


async def pin(tenant: Tenant, reader: Reader, entry_id: int) -> None:
    """For everybody who may see it. Raises EntryNotFound."""
    await _set_pinned(tenant, reader, entry_id, datetime.now(UTC))


async def unpin(tenant: Tenant, reader: Reader, entry_id: int) -> None:
    """Raises EntryNotFound."""
    await _set_pinned(tenant, reader, entry_id, None)


async def change(
    tenant: Tenant,
    reader: Reader,
    entry_id: int,
    values: dict[str, Any],
    data: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Set these columns, and what `data` says. What stood there is kept. Raises EntryNotFound, NotYours."""
    now = datetime.now(UTC)
    async with transaction():
        row, together = await _held(tenant, reader, entry_id)
        if not _is_own(row, reader):
            raise NotYours
        for each in together:
            corrected = {**values, "data": _corrected(each, data)}
            if any(getattr(each, name) != value for name, value in corrected.items()):
                edited = {**corrected, "edited_at": now}
                await rows.change(tenant.key, each, edited, reader.user_id, now)
            await rows.set_last_activity(tenant.key, each.contact_id, LOGGED)


async def _set_pinned(tenant: Tenant, reader: Reader, entry_id: int, at: datetime | None) -> None:
    async with transaction():
        await _held(tenant, reader, entry_id)
        await rows.set_pinned(tenant.key, entry_id, at)


async def _held(
    tenant: Tenant, reader: Reader, entry_id: int
) -> tuple[models.TimelineEntry, list[models.TimelineEntry]]:
    """The entry, and it with those of the others who took part; none of them goes to another contact before the transaction ends."""
    found = await rows.together(tenant.key, await _seen(tenant, reader, entry_id))
    await hold_those_left(tenant, [each.contact_id for each in found])
    row = await _seen(tenant, reader, entry_id)
    return row, await rows.together(tenant.key, row)


def _corrected(row: models.TimelineEntry, data: Mapping[str, Any]) -> dict[str, Any]:
    """What the form does not show stays; what was emptied in it goes."""
    return {name: value for name, value in {**row.data, **data}.items() if value}


async def _seen(tenant: Tenant, reader: Reader, entry_id: int) -> models.TimelineEntry:
    row = await rows.get(tenant.key, reader.audiences, entry_id)
    if row is None:
        raise EntryNotFound
    return row


def _is_own(row: models.TimelineEntry, reader: Reader) -> bool:
    return row.user_id == reader.user_id and row.origin == Origin.PERSON and KINDS[row.kind].logged
