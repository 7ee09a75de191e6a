"""What happened with a person: appended, and read a page at a time, newest first; corrected, with what stood there kept.

`audiences` is whose entries the reader sees, as `crm.types.Reader` gives them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from storage import bulk
from storage.folding import of_entry
from storage.models import Contact, EntryRevision, TimelineEntry
from storage.queries.contacts import LIVE

EVERYBODY = ("",)
NO_CHANNEL = "UW"
"""How the id of a user begins; that of a channel begins otherwise."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ends: an entry, by what it is ordered by."""

    occurred_at: datetime
    id: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries of a contact: for those `audiences`, of those `kinds` (of all where there are none), by `user_id` (by anybody)."""

    audiences: Sequence[str] = EVERYBODY
    kinds: Sequence[str] = ()
    user_id: str = ""


async def append(
    tenant: str,
    contact_id: int,
    *,
    kind: str,
    occurred_at: datetime,
    recorded_at: datetime,
    user_id: str,
    origin: str,
    reference: str,
    text: str = "",
    data: dict[str, Any] | None = None,
    rich: Mapping[str, Any] | None = None,
    audience: str = "",
    together: str = "",
) -> TimelineEntry:
    return await TimelineEntry.create(
        tenant=tenant,
        contact_id=contact_id,
        kind=kind,
        occurred_at=occurred_at,
        recorded_at=recorded_at,
        user_id=user_id,
        origin=origin,
        reference=reference,
        text=text,
        search_text=of_entry(text),
        data=data or {},
        rich=dict(rich) if rich else None,
        audience=audience,
        together=together,
    )


async def append_all(tenant: str, entries: Sequence[Mapping[str, Any]]) -> None:
    """Of those whom nobody follows: rows that are written together do not learn their ids."""
    await bulk.insert(tenant, TimelineEntry, entries)


async def older(
    tenant: str, contact_id: int, wanted: Wanted, before: Place | None, limit: int
) -> list[TimelineEntry]:
    """Newest first, from just before `before` on, or from the newest."""
    found = _of(tenant, contact_id, wanted)
    if before is not None:
        found = found.filter(
            Q(occurred_at__lt=before.occurred_at) | Q(occurred_at=before.occurred_at, id__lt=before.id),
            occurred_at__lte=before.occurred_at,  # said once more, because no index serves an "or"
        )
    return await found.order_by("-occurred_at", "-id").limit(limit)


async def newer(
    tenant: str, contact_id: int, wanted: Wanted, after: Place, limit: int
) -> list[TimelineEntry]:
    """Oldest first, from just after `after` on."""
    found = _of(tenant, contact_id, wanted).filter(
        Q(occurred_at__gt=after.occurred_at) | Q(occurred_at=after.occurred_at, id__gt=after.id),
        occurred_at__gte=after.occurred_at,
    )
    return await found.order_by("occurred_at", "id").limit(limit)


async def latest(
    tenant: str, contact_id: int, kinds: Sequence[str], audiences: Sequence[str] = EVERYBODY
) -> TimelineEntry | None:
    found = await older(tenant, contact_id, Wanted(audiences, kinds), None, 1)
    return found[0] if found else None


async def pinned(tenant: str, contact_id: int, audiences: Sequence[str], limit: int) -> list[TimelineEntry]:
    """The last pinned first."""
    found = _of(tenant, contact_id, Wanted(audiences)).filter(pinned_at__isnull=False)
    return await found.order_by("-pinned_at", "-id").limit(limit)


async def get(tenant: str, audiences: Sequence[str], entry_id: int) -> TimelineEntry | None:
    """With its contact, which is live."""
    found = TimelineEntry.filter(
        tenant=tenant, id=entry_id, deleted_at=None, audience__in=list(audiences), contact__state=LIVE
    ).select_related("contact")
    return await found.first()


async def contact_of(tenant: str, entry_id: int) -> int | None:
    """The id of the live contact in whose timeline it is."""
    found = await TimelineEntry.filter(
        tenant=tenant, id=entry_id, deleted_at=None, contact__state=LIVE
    ).values("contact_id")
    return found[0]["contact_id"] if found else None


async def together(tenant: str, entry: TimelineEntry) -> list[TimelineEntry]:
    """The entry, and those of the others who took part in the same."""
    if not entry.together:
        return [entry]
    return await TimelineEntry.filter(
        tenant=tenant, together=entry.together, user_id=entry.user_id, deleted_at=None
    ).order_by("contact_id")


async def channels(tenant: str, contact_id: int) -> list[str]:
    """The ids of the channels whose members alone see something on this contact."""
    found = (
        await TimelineEntry.filter(tenant=tenant, contact_id=contact_id, deleted_at=None)
        .exclude(audience="")
        .distinct()
        .values_list("audience", flat=True)
    )
    return [str(audience) for audience in found if str(audience)[0] not in NO_CHANNEL]


async def change(
    tenant: str, entry: TimelineEntry, values: Mapping[str, Any], changed_by: str, now: datetime
) -> None:
    """Set these columns, and keep what stood there before, its kind among its data. Within a transaction."""
    await EntryRevision.create(
        tenant=tenant,
        entry=entry,
        occurred_at=entry.occurred_at,
        text=entry.text,
        data={**entry.data, "kind": entry.kind},
        rich=entry.rich,
        audience=entry.audience,
        replaced_by=changed_by,
        replaced_at=now,
    )
    found_by = {"search_text": of_entry(values["text"])} if "text" in values else {}
    await TimelineEntry.filter(tenant=tenant, id=entry.id).update(**values, **found_by)


async def revisions(tenant: str, entry_id: int, audiences: Sequence[str], limit: int) -> list[EntryRevision]:
    """What an entry was before, the newest first, as far as these audiences could see it then."""
    found = EntryRevision.filter(tenant=tenant, entry_id=entry_id, audience__in=list(audiences))
    return await found.order_by("-id").limit(limit)


async def of_origin(tenant: str, contact_id: int, origin: str) -> list[TimelineEntry]:
    return await TimelineEntry.filter(tenant=tenant, contact_id=contact_id, origin=origin).order_by("id")


async def set_data(tenant: str, entry_id: int, data: dict[str, object]) -> None:
    """Without a revision: what it said is not kept."""
    await TimelineEntry.filter(tenant=tenant, id=entry_id).update(data=data)


async def set_pinned(tenant: str, entry_id: int, at: datetime | None) -> None:
    await TimelineEntry.filter(tenant=tenant, id=entry_id).update(pinned_at=at)


async def set_last_activity(tenant: str, contact_id: int, kinds: Sequence[str]) -> None:
    """When the last entry of those kinds happened that everybody may see, after one was corrected or deleted."""
    last = await latest(tenant, contact_id, kinds)
    await Contact.filter(tenant=tenant, id=contact_id).update(last_activity_at=last and last.occurred_at)


async def count_since(tenant: str, kinds: Sequence[str], since: datetime) -> int:
    """Of those that everybody may see."""
    return await TimelineEntry.filter(
        tenant=tenant, kind__in=list(kinds), recorded_at__gte=since, deleted_at=None, audience=""
    ).count()


def _of(tenant: str, contact_id: int, wanted: Wanted) -> QuerySet[TimelineEntry]:
    found = TimelineEntry.filter(
        tenant=tenant, contact_id=contact_id, deleted_at=None, audience__in=list(wanted.audiences)
    )
    if wanted.kinds:
        found = found.filter(kind__in=list(wanted.kinds))
    return found.filter(user_id=wanted.user_id) if wanted.user_id else found
