"""Export runs, and everybody in order, so many at a time."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from storage.models import Contact, ExportRun
from storage.queries.contacts import load_many


async def create(tenant: str, *, user_id: str, text: str, channel_id: str, now: datetime) -> ExportRun:
    return await ExportRun.create(
        tenant=tenant, status="running", user_id=user_id, text=text, channel_id=channel_id, created_at=now
    )


async def get(tenant: str, run_id: int) -> ExportRun | None:
    return await ExportRun.get_or_none(tenant=tenant, id=run_id)


async def finish(tenant: str, run_id: int, **values: Any) -> None:
    await ExportRun.filter(tenant=tenant, id=run_id, status="running").update(**values)


async def everyone(tenant: str, batch: int) -> AsyncIterator[list[Contact]]:
    """By id, from one to the next: the millionth batch costs what the first does."""
    last = 0
    while True:
        found = await Contact.filter(tenant=tenant, id__gt=last).order_by("id").limit(batch).values("id")
        if not found:
            return
        ids = [row["id"] for row in found]
        yield await these(tenant, ids)
        last = ids[-1]


async def these(tenant: str, contact_ids: Sequence[int]) -> list[Contact]:
    """With all their parts, in the order of their ids."""
    return sorted(await load_many(tenant, contact_ids), key=lambda contact: contact.id)


async def unfinished() -> list[tuple[str, int]]:
    """(tenant, id) of every run under way, whoever's: for taking up what was left behind."""
    found = await ExportRun.filter(status="running").values("tenant", "id")
    return [(row["tenant"], row["id"]) for row in found]
