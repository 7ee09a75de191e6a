"""What happened with a person: appended, and read a page at a time, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from storage.models import TimelineEntry


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ends: an entry, by what it is ordered by."""

    occurred_at: datetime
    id: int


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
        data=data or {},
    )


async def older(
    tenant: str, contact_id: int, kinds: Sequence[str], before: Place | None, limit: int
) -> list[TimelineEntry]:
    """Newest first, from just before `before` on, or from the newest."""
    found = _of(tenant, contact_id, kinds)
    if before is not None:
        found = found.filter(
            Q(occurred_at__lt=before.occurred_at) | Q(occurred_at=before.occurred_at, id__lt=before.id)
        )
    return await found.order_by("-occurred_at", "-id").limit(limit)


async def newer(
    tenant: str, contact_id: int, kinds: Sequence[str], after: Place, limit: int
) -> list[TimelineEntry]:
    """Oldest first, from just after `after` on."""
    found = _of(tenant, contact_id, kinds).filter(
        Q(occurred_at__gt=after.occurred_at) | Q(occurred_at=after.occurred_at, id__gt=after.id)
    )
    return await found.order_by("occurred_at", "id").limit(limit)


async def latest(tenant: str, contact_id: int, kinds: Sequence[str]) -> TimelineEntry | None:
    found = await older(tenant, contact_id, kinds, None, 1)
    return found[0] if found else None


async def count_since(tenant: str, kinds: Sequence[str], since: datetime) -> int:
    return await TimelineEntry.filter(
        tenant=tenant, kind__in=list(kinds), recorded_at__gte=since, deleted_at=None
    ).count()


def _of(tenant: str, contact_id: int, kinds: Sequence[str]) -> QuerySet[TimelineEntry]:
    found = TimelineEntry.filter(tenant=tenant, contact_id=contact_id, deleted_at=None)
    return found.filter(kind__in=list(kinds)) if kinds else found
