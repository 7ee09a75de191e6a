"""Everyone, or those who match, as a CSV file (RFC 4180, UTF-8 with a mark for Excel) that imports to the same contacts."""

import csv
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

from crm.assembling import contact_of
from crm.errors import UserError
from crm.exporting.columns import HEADER, row_of
from crm.search import find_all
from crm.types import Author, ExportRun, ExportStatus, Tenant
from storage import models
from storage.queries import exports

BATCH = 500


async def start(tenant: Tenant, author: Author, text: str, channel_id: str) -> ExportRun:
    """`text` is whom to find, as in `crm.search`; "" is everyone. The file is to go to that channel."""
    row = await exports.create(
        tenant.key, user_id=author.user_id, text=text, channel_id=channel_id, now=datetime.now(UTC)
    )
    return _run_of(row)


async def get(tenant: Tenant, run_id: int) -> ExportRun:
    """Raises UserError."""
    row = await exports.get(tenant.key, run_id)
    if row is None:
        raise UserError("That export is no longer kept; ask for it again.")
    return _run_of(row)


async def write_csv(tenant: Tenant, run_id: int, target: Path, default_region: str = "") -> int:
    """Write the file, a batch at a time. Returns how many people are in it: all of them, or it raises."""
    run = await get(tenant, run_id)
    rows = 0
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        async for batch in _batches(tenant, run.text, default_region):
            writer.writerows(row_of(contact_of(contact, None)) for contact in batch)
            rows += len(batch)
    return rows


async def finish(tenant: Tenant, run_id: int, rows: int) -> None:
    await exports.finish(
        tenant.key, run_id, status=ExportStatus.DONE, rows=rows, finished_at=datetime.now(UTC)
    )


async def fail(tenant: Tenant, run_id: int, problem: str) -> None:
    await exports.finish(
        tenant.key, run_id, status=ExportStatus.FAILED, problem=problem, finished_at=datetime.now(UTC)
    )


async def unfinished() -> tuple[tuple[Tenant, int], ...]:
    """Every run under way, whoever's: its job may never have been enqueued."""
    return tuple((Tenant.of_key(key), run_id) for key, run_id in await exports.unfinished())


async def _batches(tenant: Tenant, text: str, default_region: str) -> AsyncIterator[list[models.Contact]]:
    if not text:
        async for batch in exports.everyone(tenant.key, BATCH):
            yield batch
        return
    ids = sorted(await find_all(tenant, text, default_region))
    for first in range(0, len(ids), BATCH):
        yield await exports.these(tenant.key, ids[first : first + BATCH])


def _run_of(row: models.ExportRun) -> ExportRun:
    return ExportRun(
        id=row.id,
        status=ExportStatus(row.status),
        user_id=row.user_id,
        text=row.text,
        rows=row.rows,
        problem=row.problem,
        channel_id=row.channel_id,
        created_at=row.created_at,
    )
