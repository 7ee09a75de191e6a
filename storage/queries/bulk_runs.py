"""Actions on many people: whom, part by part, and what was changed of each."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tortoise.expressions import F

from storage import bulk
from storage.database import is_sqlite, rows
from storage.models import BulkPart, BulkRun


async def create(tenant: str, **values: Any) -> BulkRun:
    return await BulkRun.create(tenant=tenant, **values)


async def get(tenant: str, run_id: int) -> BulkRun | None:
    return await BulkRun.get_or_none(tenant=tenant, id=run_id)


async def hold(tenant: str, run_id: int) -> BulkRun | None:
    """As it is until the transaction ends. Runs are held before tags by everybody who holds both."""
    if not is_sqlite():
        await rows("SELECT id FROM bulk_run WHERE tenant = ? AND id = ? FOR NO KEY UPDATE", [tenant, run_id])
    return await get(tenant, run_id)


async def hold_all(tenant: str, status: str) -> list[BulkRun]:
    """Those of that status: nobody else changes one, or goes on with one, until the transaction ends."""
    if not is_sqlite():
        await rows(
            "SELECT id FROM bulk_run WHERE tenant = ? AND status = ? ORDER BY id FOR NO KEY UPDATE",
            [tenant, status],
        )
    return await BulkRun.filter(tenant=tenant, status=status).order_by("id")


async def set_options(tenant: str, run_id: int, options: Mapping[str, Any]) -> None:
    await BulkRun.filter(tenant=tenant, id=run_id).update(options=dict(options))


async def choose(tenant: str, run_id: int, parts: Sequence[Sequence[int]]) -> None:
    """Who is meant, part by part."""
    rows = [
        {"run_id": run_id, "number": number, "contact_ids": list(ids), "changes": None, "is_undone": False}
        for number, ids in enumerate(parts)
    ]
    await bulk.insert(tenant, BulkPart, rows)


async def is_chosen(tenant: str, run_id: int) -> bool:
    return await BulkPart.filter(tenant=tenant, run_id=run_id).exists()


async def next_part(tenant: str, run_id: int) -> BulkPart | None:
    """The first with which nothing was done yet."""
    return await BulkPart.filter(tenant=tenant, run_id=run_id, changes=None).order_by("number").first()


async def last_done(tenant: str, run_id: int) -> BulkPart | None:
    """The last that was done, and not undone yet."""
    found = BulkPart.filter(tenant=tenant, run_id=run_id, changes__isnull=False, is_undone=False)
    return await found.order_by("-number").first()


async def note_done(tenant: str, part: BulkPart, changes: Mapping[str, Any]) -> None:
    await BulkPart.filter(tenant=tenant, id=part.id).update(changes=dict(changes))
    await BulkRun.filter(tenant=tenant, id=part.run_id).update(changed=F("changed") + len(changes))  # type: ignore[attr-defined] # Tortoise's own column


async def note_undone(tenant: str, part_id: int) -> None:
    await BulkPart.filter(tenant=tenant, id=part_id).update(is_undone=True)


async def change_status(tenant: str, run_id: int, before: str, after: str) -> bool:
    """True for the one who changed it."""
    return await BulkRun.filter(tenant=tenant, id=run_id, status=before).update(status=after) == 1


async def forget_before(tenant: str, moment: datetime) -> None:
    """Runs that can no longer be taken back."""
    await BulkRun.filter(tenant=tenant, created_at__lt=moment).delete()
