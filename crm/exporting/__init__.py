"""Everyone, those who match or who were picked, as a file that imports to the same contacts, as far as its format can hold them.

It is chosen once who is in it. What is written is kept, part by part, until the file is given: a kill begins nothing anew.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

from crm import contacts, jobs
from crm.errors import ContactNotFound, UserError
from crm.exporting.columns import Columns, columns_of
from crm.exporting.formats import EXCEL, Format, format_of
from crm.exporting.formats.format import Written
from crm.exporting.rows import Rows
from crm.exporting.writers import Writers
from crm.holding import those_left
from crm.identity import fold
from crm.profile import custom
from crm.types import THOSE_CHOSEN, Author, ExportRun, Job, JobStatus, Tenant
from storage import models
from storage.database import transaction
from storage.queries import exports

KIND = "export"
Whom = Callable[[str], Awaitable[list[int]]]
"""The ids of whom a line means to who asked for the export (`whom.chosen`)."""
SHELL = ""
"""Who asked for it at the command line: nobody of Slack's."""
EVERYONE = "everyone"
AT_ONCE = 250
PARTS_BESIDE = 64
"""So many parts are written one after the other where processes write them beside each other, and are busy until the last one."""
KEPT_TOGETHER = 8
"""So many parts are kept in one transaction, while the next ones are written."""
DELETED_AGAIN = timedelta(hours=1)
"""So long after Slack has kept a file that was to go, it is asked again."""
KEPT = timedelta(days=7)
"""How long what was written waits for somebody to have a stopped export go on. It is people's data."""


async def start(
    tenant: Tenant,
    author: Author,
    text: str,
    channel_id: str,
    format_key: str = EXCEL.key,
    fields: Sequence[str] | None = None,
    chosen_ids: Sequence[int] | None = None,
) -> Job:
    """The job that exports them, for that channel. `fields` as in `columns_of`.

    `text` is a line of the query language; `chosen_ids` are those who were picked one by one instead. Whether the author may is the caller's to ask. Raises UserError where there is no such format.
    """
    format_of(format_key)
    async with transaction():
        row = await exports.create(
            tenant.key,
            user_id=author.user_id,
            text=text,
            chosen_ids=chosen_ids,
            format_key=format_key,
            chosen_fields=fields,
            now=datetime.now(UTC),
        )
        title = text or (EVERYONE if chosen_ids is None else THOSE_CHOSEN)
        return await jobs.ask_for(tenant, author, KIND, row.id, title, channel_id)


async def get(tenant: Tenant, run_id: int) -> ExportRun:
    """Raises UserError."""
    row = await exports.get(tenant.key, run_id)
    if row is None:
        raise UserError("That export is no longer kept; ask for it again.")
    return _run_of(row)


async def no_longer_there(tenant: Tenant, run: ExportRun) -> tuple[str, ...]:
    """The names of those who were picked, and were deleted or merged since; who was removed for good has none any more."""
    picked = run.chosen_ids or ()
    there = {each.id for each in await contacts.summaries(tenant, picked)}
    names = []
    for contact_id in picked:
        if contact_id not in there:
            with suppress(ContactNotFound):
                names.append(await contacts.name_of(tenant, contact_id))
    return tuple(names)


async def write_next(tenant: Tenant, job_id: int, whom: Whom, writers: Writers) -> bool:
    """Write the next people; whether there is more, which is for `finish` where there is not. Whoever calls twice does no harm.

    Raises UserError where somebody does not fit.
    """
    job = await jobs.get(tenant, job_id)
    if job.status is not JobStatus.RUNNING:
        return False
    run = await get(tenant, job.reference)
    if run.columns is None:
        await _choose(tenant, job, run, whom)
        return True
    parts = await exports.first_unwritten(
        tenant.key, run.id, PARTS_BESIDE if writers.are_worth(job.total) else 1
    )
    if not parts:
        await exports.count_written(tenant.key, run.id)
        return False
    columns = await _columns(tenant, run)
    ids = [part.contact_ids for part in parts]
    async with aclosing(writers.rows(tenant, ids, run.format, columns, job.total)) as rows:
        for first in range(0, len(parts), KEPT_TOGETHER):
            some = parts[first : first + KEPT_TOGETHER]
            written = [await anext(rows) for _ in some]
            if not await _keep(tenant, job, some, written):
                break
            job = replace(job, done=job.done + _people_of(some))
    return True


async def _keep(
    tenant: Tenant, job: Job, parts: Sequence[models.ExportPart], written: Sequence[Rows]
) -> bool:
    """False where it was stopped, or somebody else is at it: then nothing is kept."""
    async with transaction():
        if not await jobs.advance(tenant, job, job.done + _people_of(parts)):
            return False
        for part, (content, people) in zip(parts, written, strict=True):
            await exports.write(tenant.key, part.id, content, people)
        return True


def _people_of(parts: Sequence[models.ExportPart]) -> int:
    return sum(len(part.contact_ids) for part in parts)


async def read(tenant: Tenant, run_id: int, target: BinaryIO) -> Written | None:
    """Write the file of what was written; `target` can be read as well. None where nothing of it is kept any more.

    Raises UserError where somebody is missing in the file.
    """
    run = await get(tenant, run_id)
    if run.columns is None:
        return None
    format_, columns = format_of(run.format), await _columns(tenant, run)
    with format_.parts(target) as parts:
        parts.write(format_.head(columns))
        async for content in exports.written(tenant.key, run_id):
            parts.write(content.encode())
        people = await asyncio.to_thread(format_.finish, parts, target)
    return checked(people, run.people, format_, columns)


def checked(people: int, promised: int | None, format_: Format, columns: Columns) -> Written:
    """With all that is to be said of it. Raises UserError where somebody is missing in the file."""
    if people != promised:
        raise UserError(
            f"The file came out with {people:,} people instead of {promised or 0:,}, so it is not given. "
            "Ask for it again, please."
        )
    return Written(people, format_.ending, left_out(format_, columns))


async def columns_named(tenant: Tenant, names: Sequence[str]) -> Columns:
    """By their keys or labels, in that order; none are all of them. Raises UserError."""
    every = columns_of(None, [field for field in await custom.fields(tenant) if not field.is_archived])
    known = {fold(label): key for key, label in zip(every.keys, every.labels, strict=True)}
    keys = [name if name in every.keys else known.get(fold(name), "") for name in map(str.strip, names)]
    if "" in keys:
        raise UserError(f"There is no field {names[keys.index('')]}. There are {', '.join(every.labels)}.")
    return replace(every, keys=tuple(dict.fromkeys(keys))) if keys else every


async def note_from_shell(tenant: Tenant, text: str, format_: Format, columns: Columns, people: int) -> None:
    """For the audit trail: nobody in Slack asked for it, and it is written."""
    await exports.create(
        tenant.key,
        user_id=SHELL,
        text=text,
        format_key=format_.key,
        chosen_fields=columns.keys,
        now=datetime.now(UTC),
        people=people,
    )


async def finish(job: Job) -> None:
    """The file is given: nothing of it is kept. What was stopped meanwhile can still be had go on."""
    async with transaction():
        if await jobs.finish(job.tenant, job.id):
            await exports.forget(job.tenant.key, job.reference)


async def forget_old(tenant: Tenant, now: datetime) -> None:
    """Whoever has one of them go on later gets it from its first row on."""
    for run_id in await exports.written_before(tenant.key, now - KEPT):
        await exports.forget(tenant.key, run_id)


async def note_file(tenant: Tenant, run_id: int, file_id: str, kept_hours: int) -> None:
    """It was given, and stays so many hours; 0 is for ever."""
    until = datetime.now(UTC) + timedelta(hours=kept_hours) if kept_hours else None
    await exports.set_file(tenant.key, run_id, file_id, until)


async def any_expired(now: datetime) -> bool:
    return bool(await exports.expired(now, 1))


async def expired(now: datetime) -> list[tuple[Tenant, int, str]]:
    """Some of the files that are to be deleted by now, whoever's: tenant, run, file."""
    return [(Tenant.of_key(row.tenant), row.id, row.file_id) for row in await exports.expired(now, AT_ONCE)]


async def put_off(tenant: Tenant, run_id: int, file_id: str, now: datetime) -> None:
    """It could not be deleted: it is to be later, and holds up no other until then."""
    await exports.set_file(tenant.key, run_id, file_id, now + DELETED_AGAIN)


async def note_deleted(tenant: Tenant, run_id: int) -> None:
    await exports.set_file(tenant.key, run_id, "", None)


async def recent(tenant: Tenant, limit: int = 20) -> list[ExportRun]:
    """The last ones that anybody asked for, newest first."""
    return [_run_of(row) for row in await exports.recent(tenant.key, limit)]


def refuse_too_many(format_: Format, people: int) -> None:
    """Raises UserError where the format does not hold so many."""
    if 0 < format_.most < people:
        raise UserError(
            f"These are {people:,} people, and {format_.label} holds {format_.most:,}. Choose CSV, please."
        )


def left_out(format_: Format, columns: Columns) -> str:
    """A sentence with the columns that the format has no place for, "" where there are none."""
    pairs = zip(columns.keys, columns.labels, strict=True)
    labels = [name for key, name in pairs if format_.holds is not None and key not in format_.holds]
    return f"A {format_.label.split(',')[0]} has no place for: {', '.join(labels)}." if labels else ""


async def _choose(tenant: Tenant, job: Job, run: ExportRun, whom: Whom) -> None:
    """Who is in it, in the order of their ids. Where two do that at once, the first one counts. Raises UserError."""
    if run.chosen_ids is None:
        ids = await whom(run.text)
    else:
        ids = sorted(await those_left(tenant, run.chosen_ids))
    format_ = format_of(run.format)
    refuse_too_many(format_, len(ids))
    own = [field for field in await custom.fields(tenant) if not field.is_archived]
    if not columns_of(run.chosen_fields, own).keys:
        raise UserError(
            "The fields that were chosen are in the archive by now. Ask for the export again, please."
        )
    async with transaction():
        if not await jobs.start_over(tenant, job, len(ids)):
            return
        if (await get(tenant, run.id)).columns is None:
            parts = [ids[first : first + AT_ONCE] for first in range(0, len(ids), AT_ONCE)]
            await exports.choose(tenant.key, run.id, [field.id for field in own], parts)


async def _columns(tenant: Tenant, run: ExportRun) -> Columns:
    """Also those that were archived since: every row has the same columns."""
    own = {field.id: field for field in await custom.fields(tenant)}
    return columns_of(run.chosen_fields, [own[id_] for id_ in run.columns or () if id_ in own])


def _run_of(row: models.ExportRun) -> ExportRun:
    return ExportRun(
        id=row.id,
        user_id=row.user_id,
        text=row.text,
        chosen_ids=None if row.chosen_ids is None else tuple(row.chosen_ids),
        columns=None if row.columns is None else tuple(row.columns),
        format=row.format,
        chosen_fields=None if row.chosen_fields is None else tuple(row.chosen_fields),
        people=row.people,
        created_at=row.created_at.astimezone(UTC),
    )
