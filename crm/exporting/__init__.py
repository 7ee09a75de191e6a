"""Everyone, or those who match, as a CSV file (RFC 4180, UTF-8 with a mark for Excel) that imports to the same contacts."""

import csv
import io
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import BinaryIO

from crm import jobs
from crm.assembling import contact_of
from crm.errors import UserError
from crm.exporting.columns import header_with, row_of
from crm.profile import custom
from crm.search import find_all
from crm.types import Author, ExportRun, Job, Tenant
from storage import models
from storage.database import transaction
from storage.queries import exports

KIND = "export"
EVERYONE = "everyone"
BATCH = 200

Tell = Callable[[Job], Awaitable[None]]


async def start(tenant: Tenant, author: Author, text: str, channel_id: str) -> Job:
    """The job that exports them. `text` is whom to find, as in `crm.search`; "" is everyone. The file is for that channel."""
    async with transaction():
        row = await exports.create(tenant.key, user_id=author.user_id, text=text, now=datetime.now(UTC))
        return await jobs.ask_for(tenant, author, KIND, row.id, text or EVERYONE, channel_id)


async def get(tenant: Tenant, run_id: int) -> ExportRun:
    """Raises UserError."""
    row = await exports.get(tenant.key, run_id)
    if row is None:
        raise UserError("That export is no longer kept; ask for it again.")
    return _run_of(row)


async def write_csv(
    tenant: Tenant, job_id: int, target: BinaryIO, tell: Tell, default_region: str = ""
) -> int | None:
    """Write the file from its first row on, and `tell` after each batch how far it is.

    How many people are in it. None where the job was stopped, or is done by another by now: then the file is nothing.
    """
    job = await jobs.get(tenant, job_id)
    run = await get(tenant, job.reference)
    ids = await _chosen(tenant, run.text, default_region)
    if not await jobs.start_over(tenant, job, len(ids)):
        return None
    job = replace(job, done=0)
    own = [field for field in await custom.fields(tenant) if not field.is_archived]
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow(header_with(own))
        for first in range(0, len(ids), BATCH):
            batch = await exports.these(tenant.key, ids[first : first + BATCH])
            writer.writerows(row_of(contact_of(contact, None), own) for contact in batch)
            done = first + len(ids[first : first + BATCH])
            if not await jobs.advance(tenant, job, done):
                return None
            job = replace(job, done=done)
            await tell(await jobs.get(tenant, job_id))
    finally:
        text.detach()  # flushes, and leaves the file open to be read
    return len(ids)


async def _chosen(tenant: Tenant, text: str, default_region: str) -> list[int]:
    """In the order of their ids."""
    return (
        sorted(await find_all(tenant, text, default_region)) if text else await exports.everyone(tenant.key)
    )


def _run_of(row: models.ExportRun) -> ExportRun:
    return ExportRun(id=row.id, user_id=row.user_id, text=row.text)
