"""Whom a query has found, as they are listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from crm.types import Tenant
from storage.queries import contacts as rows


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """`company` and `title` are those of the first position; `last_touch`: None for never."""

    id: int
    name: str
    headline: str
    company: str
    title: str
    location: str
    emails: tuple[str, ...]
    tags: tuple[str, ...]
    last_touch: datetime | None


async def people(tenant: Tenant, ids: Sequence[int]) -> tuple[FoundPerson, ...]:
    """In the order of the ids, without those who are gone meanwhile."""
    found = {row.id: row for row in await rows.load_many(tenant.key, ids)}
    return tuple(
        FoundPerson(
            id=row.id,
            name=row.name,
            headline=row.headline,
            company=row.positions[0].company if len(row.positions) else "",
            title=row.positions[0].title if len(row.positions) else "",
            location=row.location,
            emails=tuple(each.address for each in row.emails),
            tags=tuple(sorted((each.tag.name for each in row.tags), key=str.casefold)),
            last_touch=row.last_activity_at and row.last_activity_at.astimezone(UTC),
        )
        for row in (found[id_] for id_ in ids if id_ in found)
    )
