"""Reading and writing a person. Writing is done within `storage.database.transaction`.

Who was deleted or merged is not there, but for `load_anyhow`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from tortoise.expressions import F
from tortoise.queryset import QuerySet

from storage import bulk
from storage.database import among, is_sqlite, rows
from storage.models import (
    Contact,
    ContactEmail,
    ContactPosition,
    FieldSource,
    NameWord,
    Sourced,
)

LONGEST_WORD = 100
LIVE = "live"
DELETED = "deleted"
MERGED = "merged"

PARTS = (
    "emails",
    "phones",
    "profiles",
    "positions",
    "education",
    "certifications",
    "skills",
    "tags__tag",
    "sources",
    "custom_values__field",
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who or what sets a value, by what means, and when: the columns of `storage.models.Sourced`."""

    origin: str
    reference: str
    set_by: str
    set_at: datetime

    def columns(self) -> dict[str, Any]:
        return {
            "origin": self.origin,
            "reference": self.reference,
            "set_by": self.set_by,
            "set_at": self.set_at,
        }

    def kept(self) -> dict[str, str]:
        """The same to be kept as JSON."""
        return {**self.columns(), "set_at": self.set_at.isoformat()}

    @classmethod
    def of_kept(cls, kept: Mapping[str, str]) -> Self:
        set_at = datetime.fromisoformat(kept["set_at"])
        return cls(kept["origin"], kept["reference"], kept["set_by"], set_at)


def stamp(origin: str, reference: str, set_by: str) -> Stamp:
    """A stamp of this moment."""
    return Stamp(origin, reference, set_by, datetime.now(UTC))


def stamp_of(row: Sourced) -> Stamp:
    """Who set it, as it stands there."""
    return Stamp(row.origin, row.reference, row.set_by, row.set_at)


@dataclass(frozen=True, slots=True)
class Summary:
    id: int
    name: str
    headline: str
    location: str
    company: str
    title: str
    email: str


async def load(tenant: str, contact_id: int) -> Contact | None:
    """The person with all parts, each in its order."""
    found = await load_many(tenant, [contact_id])
    return found[0] if found else None


async def load_many(tenant: str, contact_ids: Sequence[int]) -> list[Contact]:
    return await _with_parts(live(tenant).filter(id__in=list(contact_ids))) if contact_ids else []


async def load_anyhow(tenant: str, contact_id: int) -> Contact | None:
    """The same, live, deleted or merged."""
    found = await _with_parts(Contact.filter(tenant=tenant, id=contact_id))
    return found[0] if found else None


async def state(tenant: str, contact_id: int) -> Contact | None:
    """The row alone, live, deleted or merged: who it is, and what became of it."""
    return await Contact.get_or_none(tenant=tenant, id=contact_id)


def live(tenant: str) -> QuerySet[Contact]:
    return Contact.filter(tenant=tenant, state=LIVE)


async def live_among(tenant: str, contact_ids: Iterable[int]) -> set[int]:
    """Those of them who were neither deleted nor merged."""
    condition, ids = among("id", list(contact_ids))
    found = await rows(
        f"SELECT id FROM contact WHERE tenant = ? AND state = '{LIVE}' AND {condition}",  # noqa: S608 - the names are ours
        [tenant, ids],
    )
    return {row["id"] for row in found}


async def _with_parts(query: QuerySet[Contact]) -> list[Contact]:
    found = await query.prefetch_related(*PARTS)
    for contact in found:
        for name in ("emails", "phones", "profiles", "positions", "education", "certifications", "skills"):
            related = getattr(contact, name)
            related.related_objects.sort(key=lambda row: (row.position, row.id))
    return found


async def insert(
    tenant: str, *, name: str, headline: str, location: str, photo_url: str, search_text: str, stamp: Stamp
) -> int:
    """A new person without parts. Returns the id."""
    contact = await Contact.create(
        tenant=tenant,
        name=name,
        headline=headline,
        location=location,
        photo_url=photo_url,
        search_text=search_text,
        created_by=stamp.set_by,
        created_at=stamp.set_at,
        updated_at=stamp.set_at,
    )
    return int(contact.id)


async def lock(tenant: str, contact_ids: Iterable[int]) -> None:
    """Let no other transaction change them until this one ends. On SQLite a transaction lets nobody else write anyhow.

    Tortoise's own `select_for_update` says nothing where it is followed by `values`.
    """
    if not is_sqlite():
        await rows(
            "SELECT id FROM contact WHERE tenant = ? AND id = ANY(?::bigint[]) ORDER BY id FOR UPDATE",
            [tenant, list(contact_ids)],
        )


async def bump_version(tenant: str, contact_ids: Sequence[int], now: datetime) -> None:
    """Move the versions on for a change that conflicts with nothing."""
    changed = Contact.filter(tenant=tenant, id__in=list(contact_ids))
    await changed.update(version=F("version") + 1, updated_at=now)


async def set_fields(tenant: str, contact_id: int, values: Mapping[str, Any], stamp: Stamp) -> None:
    """Set columns of the contact itself, and remember for each of them who did."""
    if not values:
        return
    await Contact.filter(tenant=tenant, id=contact_id).update(**values)
    await set_sources(tenant, contact_id, values, stamp)


async def set_sources(tenant: str, contact_id: int, names: Iterable[str], stamp: Stamp) -> None:
    await FieldSource.bulk_create(
        [FieldSource(tenant=tenant, contact_id=contact_id, field=name, **stamp.columns()) for name in names],
        on_conflict=("contact_id", "field"),
        update_fields=("origin", "reference", "set_by", "set_at"),
    )


async def set_search_text(tenant: str, contact_id: int, search_text: str) -> None:
    await rows(
        "UPDATE contact SET search_text = ? WHERE tenant = ? AND id = ?", [search_text, tenant, contact_id]
    )


async def set_last_activity(tenant: str, contact_id: int, occurred_at: datetime) -> None:
    """Only forwards: an activity logged in the past does not hide a later one."""
    await rows(
        "UPDATE contact SET last_activity_at = ? WHERE tenant = ? AND id = ?"
        " AND (last_activity_at IS NULL OR last_activity_at < ?)",
        [_stored(occurred_at), tenant, contact_id, _stored(occurred_at)],
    )


async def learn_words(tenant: str, words: Iterable[str]) -> None:
    """Remember the words of names, so that a misspelt one is found. Longer ones than any name has are left out."""
    known = sorted({word for word in words if len(word) <= LONGEST_WORD})
    await bulk.insert(
        tenant,
        NameWord,
        [{"word": word, "reversed": word[::-1]} for word in known],
        conflict=("tenant", "word"),
    )


async def forget_words(tenant: str, words: Iterable[str]) -> None:
    await NameWord.filter(tenant=tenant, word__in=list(words)).delete()


async def summaries(tenant: str, contact_ids: Sequence[int]) -> list[Summary]:
    """In the order of the ids."""
    if not contact_ids:
        return []
    ids = list(contact_ids)
    names = {
        row["id"]: row
        for row in await live(tenant).filter(id__in=ids).values("id", "name", "headline", "location")
    }
    emails = await _first(ContactEmail, tenant, ids, ("address",))
    positions = await _first(ContactPosition, tenant, ids, ("company", "title"))
    return [
        Summary(
            id=id_,
            name=names[id_]["name"],
            headline=names[id_]["headline"],
            location=names[id_]["location"],
            company=positions.get(id_, {}).get("company", ""),
            title=positions.get(id_, {}).get("title", ""),
            email=emails.get(id_, {}).get("address", ""),
        )
        for id_ in ids
        if id_ in names
    ]


async def recent(tenant: str, limit: int) -> list[int]:
    """The ids of those that changed last."""
    found = await live(tenant).order_by("-updated_at").limit(limit).values("id")
    return [row["id"] for row in found]


async def gone_quiet(tenant: str, owner_id: str, before: datetime, limit: int) -> list[int]:
    """The ids of those whom somebody owns and nobody was in touch with since; those whom nobody ever was come first."""
    owned = live(tenant).filter(owner_id=owner_id)
    never = owned.filter(last_activity_at=None, created_at__lt=before).order_by("id")
    long_ago = owned.filter(last_activity_at__lt=before).order_by("last_activity_at")
    found = [row for query in (never, long_ago) for row in await query.limit(limit).values("id")]
    return [row["id"] for row in found[:limit]]


async def last_touches(tenant: str, contact_ids: Sequence[int]) -> dict[int, datetime]:
    """Of those with whom somebody was ever in touch, when that was last."""
    found = live(tenant).filter(id__in=list(contact_ids), last_activity_at__isnull=False)
    return {row["id"]: row["last_activity_at"] for row in await found.values("id", "last_activity_at")}


async def last_id(tenant: str) -> int:
    """The highest there is, whatever became of them; 0 where there is none."""
    found = await Contact.filter(tenant=tenant).order_by("-id").limit(1).values("id")
    return found[0]["id"] if found else 0


async def ids_after(tenant: str, contact_id: int, limit: int) -> list[int]:
    """Of those who came into the book after that one, the first ones."""
    found = live(tenant).filter(id__gt=contact_id).order_by("id").limit(limit)
    return [row["id"] for row in await found.values("id")]


async def count(tenant: str) -> int:
    return await live(tenant).count()


async def count_added_since(tenant: str, since: datetime) -> int:
    return await live(tenant).filter(created_at__gte=since).count()


async def _first(
    model: type[ContactEmail] | type[ContactPosition],
    tenant: str,
    contact_ids: list[int],
    columns: tuple[str, ...],
) -> dict[int, dict[str, str]]:
    """The primary row of each contact."""
    found = (
        await model.filter(tenant=tenant, contact_id__in=contact_ids)
        .order_by("-position", "-id")
        .values("contact_id", *columns)
    )
    return {row["contact_id"]: row for row in found}


def _stored(moment: datetime) -> object:
    """As the column holds it: PostgreSQL takes the moment, SQLite Tortoise's own text of it."""
    return Contact._meta.fields_map["last_activity_at"].to_db_value(moment, Contact)  # noqa: SLF001 - Tortoise's public way
