"""Writing many people at once, for imports. Everything here runs within `storage.database.transaction`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.database import is_sqlite, rows
from storage.models import (
    Contact,
    ContactCertification,
    ContactEducation,
    ContactEmail,
    ContactPhone,
    ContactPosition,
    ContactProfile,
    ContactSkill,
    ContactTag,
    FieldSource,
    Sourced,
    TimelineEntry,
)
from storage.queries.contacts import Stamp

PARTS: Mapping[str, type[Sourced]] = {
    "emails": ContactEmail,
    "phones": ContactPhone,
    "profiles": ContactProfile,
    "positions": ContactPosition,
    "education": ContactEducation,
    "certifications": ContactCertification,
    "skills": ContactSkill,
}
_UPDATED = (
    "name",
    "headline",
    "location",
    "photo_url",
    "search_text",
    "version",
    "updated_at",
    "last_activity_at",
)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """The columns of `contact`."""

    id: int
    name: str
    headline: str
    location: str
    photo_url: str
    search_text: str
    version: int
    created_by: str
    created_at: datetime
    updated_at: datetime
    last_activity_at: datetime | None


@dataclass(frozen=True, slots=True)
class PartRow:
    """A row of one of the `PARTS`: the new columns of row `id`, or all columns of a new one."""

    part: str
    contact_id: int
    columns: Mapping[str, Any]
    id: int | None = None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of a timeline."""

    contact_id: int
    kind: str
    text: str
    data: dict[str, object]


async def lock(tenant: str, contact_ids: Iterable[int]) -> None:
    """Nobody changes these people before the transaction ends. On SQLite nobody can anyway."""
    ids = sorted(set(contact_ids))
    if ids and not is_sqlite():
        await Contact.filter(tenant=tenant, id__in=ids).order_by("id").select_for_update().values("id")


async def named(tenant: str, names: Iterable[str]) -> dict[str, list[int]]:
    """Name, exactly as spelt -> ids."""
    found: dict[str, list[int]] = defaultdict(list)
    wanted = list(names)
    if wanted:
        for row in await Contact.filter(tenant=tenant, name__in=wanted).order_by("id").values("id", "name"):
            found[row["name"]].append(row["id"])
    return found


async def reserve_ids(tenant: str, count: int) -> list[int]:
    """Ids for people to be written; nobody else gets them."""
    if not count:
        return []
    if is_sqlite():
        found = await rows("SELECT COALESCE(MAX(seq), 0) AS last FROM sqlite_sequence WHERE name = 'contact'")
        last = int(found[0]["last"])
        return list(range(last + 1, last + count + 1))
    found = await rows(
        f"SELECT nextval(pg_get_serial_sequence('contact', 'id')) AS id FROM generate_series(1, {int(count)})"  # noqa: S608 - a number
    )
    return [int(row["id"]) for row in found]


async def write_people(tenant: str, people: Sequence[PersonRow]) -> None:
    """Insert those that are new, change the others."""
    await Contact.bulk_create(
        [
            Contact(
                id=person.id,
                tenant=tenant,
                name=person.name,
                headline=person.headline,
                location=person.location,
                photo_url=person.photo_url,
                search_text=person.search_text,
                version=person.version,
                created_by=person.created_by,
                created_at=person.created_at,
                updated_at=person.updated_at,
                last_activity_at=person.last_activity_at,
            )
            for person in people
        ],
        on_conflict=("id",),
        update_fields=_UPDATED,
    )


async def write_parts(tenant: str, parts: Iterable[PartRow], stamp: Stamp) -> None:
    new: dict[str, list[Sourced]] = defaultdict(list)
    for row in parts:
        model = PARTS[row.part]
        if row.id is None:
            new[row.part].append(
                model(tenant=tenant, contact_id=row.contact_id, **row.columns, **stamp.columns())
            )
        else:
            await model.filter(tenant=tenant, contact_id=row.contact_id, id=row.id).update(
                **row.columns, **stamp.columns()
            )
    for part, objects in new.items():
        await PARTS[part].bulk_create(objects)  # type: ignore[arg-type] # of the model that the part names


async def write_sources(tenant: str, fields: Iterable[tuple[int, str]], stamp: Stamp) -> None:
    """(contact id, field) of the single values that were set."""
    await FieldSource.bulk_create(
        [FieldSource(tenant=tenant, contact_id=id_, field=field, **stamp.columns()) for id_, field in fields],
        on_conflict=("contact_id", "field"),
        update_fields=("origin", "reference", "set_by", "set_at"),
    )


async def write_tags(tenant: str, tags: Iterable[tuple[int, int]], stamp: Stamp) -> None:
    """(contact id, tag id)."""
    await ContactTag.bulk_create(
        [ContactTag(tenant=tenant, contact_id=id_, tag_id=tag, **stamp.columns()) for id_, tag in tags],
        ignore_conflicts=True,
    )


async def write_entries(tenant: str, entries: Iterable[EntryRow], stamp: Stamp) -> None:
    await TimelineEntry.bulk_create(
        [
            TimelineEntry(
                tenant=tenant,
                contact_id=entry.contact_id,
                kind=entry.kind,
                text=entry.text,
                data=entry.data,
                occurred_at=stamp.set_at,
                recorded_at=stamp.set_at,
                user_id=stamp.set_by,
                origin=stamp.origin,
                reference=stamp.reference,
            )
            for entry in entries
        ]
    )


async def notes(tenant: str, contact_ids: Sequence[int]) -> set[tuple[int, str]]:
    """(contact id, text) of the notes that these people have."""
    found = await TimelineEntry.filter(tenant=tenant, contact_id__in=list(contact_ids), kind="note").values(
        "contact_id", "text"
    )
    return {(row["contact_id"], row["text"]) for row in found}
