"""Queries under a name: each person's own, and everybody's."""

from collections.abc import Sequence
from datetime import datetime

from tortoise.expressions import Q

from storage import bulk
from storage.models import SavedSearch

SHARED = ""


async def save(
    tenant: str, user_id: str, name: str, folded: str, query: str, saved_by: str, now: datetime
) -> None:
    """In the place of the one of that name, of the same person or of everybody (`user_id` SHARED)."""
    values = {"name": name, "query": query, "saved_by": saved_by, "saved_at": now}
    await bulk.insert(
        tenant,
        SavedSearch,
        [{"user_id": user_id, "folded": folded, **values}],
        conflict=("tenant", "user_id", "folded"),
        update=tuple(values),
    )


async def count(tenant: str, user_id: str) -> int:
    return await SavedSearch.filter(tenant=tenant, user_id=user_id).count()


async def seen_by(tenant: str, user_id: str, limit: int) -> Sequence[SavedSearch]:
    """Their own and everybody's, in alphabetical order."""
    found = SavedSearch.filter(Q(user_id=user_id) | Q(user_id=SHARED), tenant=tenant)
    return await found.order_by("folded", "user_id").limit(limit)


async def get(tenant: str, search_id: int) -> SavedSearch | None:
    return await SavedSearch.get_or_none(tenant=tenant, id=search_id)


async def everyones(tenant: str) -> Sequence[SavedSearch]:
    """Whoever's, for a name in them that changes."""
    return await SavedSearch.filter(tenant=tenant).order_by("id")


async def rewrite(tenant: str, search_id: int, query: str) -> None:
    """The same under another name of what it asks for."""
    await SavedSearch.filter(tenant=tenant, id=search_id).update(query=query)


async def delete(tenant: str, search_id: int) -> None:
    await SavedSearch.filter(tenant=tenant, id=search_id).delete()
