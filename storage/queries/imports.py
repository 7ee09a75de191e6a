"""Dropped files, how far their imports are, and the rows that were rejected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import F

from storage.database import transaction
from storage.models import ImportFile, ImportRejection, ImportRun


@dataclass(frozen=True, slots=True)
class Rejection:
    """`line` is where the row begins in the file, from 1."""

    line: int
    cells: Sequence[str]
    reason: str


async def create(tenant: str, content: bytes, **values: Any) -> ImportRun:
    """A run with its file. Raises `storage.database.AlreadyThere` where the file has one."""
    async with transaction():
        run = await ImportRun.create(tenant=tenant, **values)
        await ImportFile.create(tenant=tenant, run=run, content=content)
        return run


async def get(tenant: str, run_id: int) -> ImportRun | None:
    return await ImportRun.get_or_none(tenant=tenant, id=run_id)


async def of_file(tenant: str, file_id: str) -> ImportRun | None:
    return await ImportRun.get_or_none(tenant=tenant, file_id=file_id)


async def content(tenant: str, run_id: int) -> bytes:
    """The bytes of the file; empty once they were forgotten."""
    file = await ImportFile.get_or_none(tenant=tenant, run_id=run_id)
    return bytes(file.content) if file else b""


async def forget_content(tenant: str, run_id: int) -> None:
    await ImportFile.filter(tenant=tenant, run_id=run_id).delete()


async def change(tenant: str, run_id: int, status: Sequence[str], **values: Any) -> bool:
    """Set columns, if the run still has one of these statuses."""
    changed = await ImportRun.filter(tenant=tenant, id=run_id, status__in=list(status)).update(**values)
    return changed == 1


async def move_cursor(tenant: str, run_id: int, *, status: str, cursor: int, to: int) -> bool:
    """Claim the rows from `cursor` to `to`. False: they were claimed before, or the run has ended."""
    changed = await ImportRun.filter(tenant=tenant, id=run_id, status=status, cursor=cursor).update(cursor=to)
    return changed == 1


async def count(
    tenant: str, run_id: int, *, added: int, updated: int, unchanged: int, rejected: int
) -> None:
    """Add to what is counted."""
    await ImportRun.filter(tenant=tenant, id=run_id).update(
        added=F("added") + added,
        updated=F("updated") + updated,
        unchanged=F("unchanged") + unchanged,
        rejected=F("rejected") + rejected,
    )


async def add_rejections(tenant: str, run_id: int, rejections: Iterable[Rejection]) -> None:
    await ImportRejection.bulk_create(
        [
            ImportRejection(
                tenant=tenant, run_id=run_id, line=each.line, cells=list(each.cells), reason=each.reason
            )
            for each in rejections
        ]
    )


async def rejections(tenant: str, run_id: int) -> list[Rejection]:
    """In the order of the file."""
    found = await ImportRejection.filter(tenant=tenant, run_id=run_id).order_by("line")
    return [Rejection(each.line, each.cells, each.reason) for each in found]


async def with_status(tenant: str, status: str, started_before: datetime) -> list[int]:
    found = await ImportRun.filter(tenant=tenant, status=status, started_at__lt=started_before).values("id")
    return [row["id"] for row in found]
