"""Everyone, or those who match, as a CSV file (RFC 4180, UTF-8 with a mark for Excel) that imports to the same contacts.

It is chosen once who is in it. What is written is kept, part by part, until the file is given: a kill begins nothing anew.
"""

import codecs
import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

from crm import jobs
from crm.assembling import contact_of
from crm.errors import UserError
from crm.exporting.columns import header_with, row_of
from crm.profile import custom
from crm.search import find_all
from crm.types import Author, Contact, CustomField, ExportRun, Job, JobStatus, Tenant
from storage import models
from storage.database import transaction
from storage.queries import exports

KIND = "export"
EVERYONE = "everyone"
AT_ONCE = 250
KEPT = timedelta(days=7)
"""How long what was written waits for somebody to have a stopped export go on. It is people's data."""


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


async def write_next(tenant: Tenant, job_id: int, default_region: str = "") -> bool:
    """Write the next people; whether there is more. Ends the job where there is not. Whoever calls twice does no harm."""
    job = await jobs.get(tenant, job_id)
    if job.status is not JobStatus.RUNNING:
        return False
    run = await get(tenant, job.reference)
    if run.columns is None:
        await _choose(tenant, job, run, default_region)
        return True
    part = await exports.first_unwritten(tenant.key, run.id)
    if part is None:
        await jobs.finish(tenant, job_id)
        return False
    people = [contact_of(row, None) for row in await exports.these(tenant.key, part.contact_ids)]
    content = _csv(people, await _own_fields(tenant, run.columns))
    async with transaction():
        if await jobs.advance(tenant, job, job.done + len(part.contact_ids)):
            await exports.write(tenant.key, part.id, content)
    return True


async def read(tenant: Tenant, run_id: int, target: BinaryIO) -> bool:
    """Write the file of what was written. False where nothing of it is kept any more."""
    run = await get(tenant, run_id)
    if run.columns is None:
        return False
    target.write(codecs.BOM_UTF8)
    target.write(_lines([header_with(await _own_fields(tenant, run.columns))]).encode())
    async for content in exports.written(tenant.key, run_id):
        target.write(content.encode())
    target.flush()
    return True


async def forget(tenant: Tenant, run_id: int) -> None:
    """The file is given: nothing of it is kept."""
    await exports.forget(tenant.key, run_id)


async def forget_old(tenant: Tenant, now: datetime) -> None:
    """Whoever has one of them go on later gets it from its first row on."""
    for run_id in await exports.written_before(tenant.key, now - KEPT):
        await exports.forget(tenant.key, run_id)


async def _choose(tenant: Tenant, job: Job, run: ExportRun, default_region: str) -> None:
    """Who is in it, in the order of their ids. Where two do that at once, the first one counts."""
    ids = (
        sorted(await find_all(tenant, run.text, default_region))
        if run.text
        else await exports.everyone(tenant.key)
    )
    own = [field.id for field in await custom.fields(tenant) if not field.is_archived]
    async with transaction():
        if not await jobs.start_over(tenant, job, len(ids)):
            return
        if (await get(tenant, run.id)).columns is None:
            parts = [ids[first : first + AT_ONCE] for first in range(0, len(ids), AT_ONCE)]
            await exports.choose(tenant.key, run.id, own, parts)


async def _own_fields(tenant: Tenant, ids: Sequence[int]) -> list[CustomField]:
    """Also those that were archived since: every row has the same columns."""
    fields = {field.id: field for field in await custom.fields(tenant)}
    return [fields[id_] for id_ in ids if id_ in fields]


def _csv(people: Sequence[Contact], own: Sequence[CustomField]) -> str:
    return _lines([row_of(person, own) for person in people])


def _lines(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _run_of(row: models.ExportRun) -> ExportRun:
    columns = None if row.columns is None else tuple(row.columns)
    return ExportRun(id=row.id, user_id=row.user_id, text=row.text, columns=columns)
