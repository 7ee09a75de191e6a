"""Taking in a dropped file: received, mapped, decided upon, and then imported chunk by chunk.

A chunk is one transaction that also moves the job on. So a kill at any line leaves no contact twice and none half-written,
and each row is counted once: added + updated + unchanged + rejected = what the job has done.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from crm import jobs
from crm.errors import UserError
from crm.importing import mapping
from crm.importing.fields import BY_KEY
from crm.importing.matching import Book, look_up
from crm.importing.person import Person
from crm.importing.presets import detect
from crm.importing.reading import Limits, Row, table_of
from crm.importing.rejected import RowRejected
from crm.importing.rejections import written
from crm.importing.rows import PersonRow, RowReader
from crm.importing.writing import write
from crm.types import Author, Column, ImportRun, ImportStatus, Job, JobStatus, Origin, Tenant
from storage import models
from storage.database import AlreadyThere, transaction
from storage.queries import imports

__all__ = [
    "CHUNK",
    "KIND",
    "MOST_BYTES",
    "cancel",
    "get",
    "import_next",
    "receive",
    "rejections_csv",
    "set_mapping",
    "start",
]

KIND = "import"
MOST_BYTES = Limits().bytes
CHUNK = 250
"""Rows in one transaction. With SQLite, whoever wants to write waits for its end, and Slack's ack may wait for them."""
KEPT_TABLES = 2
_TRIES = 5
LONGEST_FILENAME = 255

_tables: OrderedDict[tuple[str, int], list[Row]] = OrderedDict()
"""The rows of files that are being imported; what is lost with the process is read again."""


async def receive(
    tenant: Tenant,
    author: Author,
    file_id: str,
    filename: str,
    content: bytes,
    channel_id: str,
    thread_ts: str,
) -> ImportRun:
    """Keep the file and say what is in it. The same file again is the same run. Raises UnreadableFile."""
    if there := await imports.of_file(tenant.key, file_id):
        return _run_of(there)
    table = await asyncio.to_thread(table_of, content)
    rows = await asyncio.to_thread(list, table.rows())
    columns = mapping.guess(table.header, [row.cells for row in rows[: mapping.SAMPLE_ROWS]])
    try:
        async with transaction():
            row = await imports.create(
                tenant.key,
                user_id=author.user_id,
                file_id=file_id,
                filename=filename[:LONGEST_FILENAME],
                columns=[asdict(column) for column in columns],
                row_count=len(rows),
                channel_id=channel_id,
                thread_ts=thread_ts,
                content=content,
                now=datetime.now(UTC),
            )
    except AlreadyThere:
        there = await imports.of_file(tenant.key, file_id)
        if there is None:
            raise
        return _run_of(there)
    _keep(tenant, row.id, rows)
    return _run_of(row)


async def get(tenant: Tenant, run_id: int) -> ImportRun:
    """Raises UserError."""
    return _run_of(await _existing(tenant, run_id))


async def set_mapping(tenant: Tenant, run_id: int, fields: Sequence[str]) -> ImportRun:
    """A field (a key of `fields.FIELDS`, or "") for each column. Raises UserError once the run is decided upon."""
    run = await get(tenant, run_id)
    columns = [
        Column(column.header, name if name in BY_KEY else "", column.sample)
        for column, name in zip(run.columns, fields, strict=True)
    ]
    _refuse_twice(columns)
    if not await imports.set_columns(tenant.key, run_id, [asdict(column) for column in columns]):
        raise UserError("This import has already been decided.")
    return await get(tenant, run_id)


async def start(tenant: Tenant, author: Author, run_id: int) -> Job:
    """The job that imports it, the same one whoever asks again. Raises UserError where the mapping names nobody."""
    run = await get(tenant, run_id)
    if not mapping.names_somebody([column.field for column in run.columns]):
        raise UserError(
            "No column holds a name or an e-mail address, a phone number or a profile. Map the columns first."
        )
    async with transaction():
        if await imports.change_status(tenant.key, run_id, ImportStatus.READY, ImportStatus.STARTED):
            return await jobs.ask_for(
                tenant, author, KIND, run_id, run.filename, run.channel_id, run.thread_ts, run.rows
            )
    job = await jobs.of(tenant, KIND, run_id)
    if job is None:
        raise UserError("This import was cancelled; drop the file again.")
    return job


async def cancel(tenant: Tenant, run_id: int) -> bool:
    """True for the one who cancelled it. The file is of no use any more."""
    cancelled = await imports.change_status(tenant.key, run_id, ImportStatus.READY, ImportStatus.CANCELLED)
    if cancelled:
        await _forget_file(tenant, run_id)
    return cancelled


async def import_next(tenant: Tenant, job_id: int, default_region: str = "") -> bool:
    """Import one chunk; whether there is more. Ends the job where there is not. Whoever calls twice does no harm."""
    job = await jobs.get(tenant, job_id)
    if job.status is not JobStatus.RUNNING:
        return False
    if job.done >= job.total:
        await jobs.finish(tenant, job_id)
        await _forget_file(tenant, job.reference)
        return False
    row = await _existing(tenant, job.reference)
    rows = await _rows(tenant, row.id)
    reader = mapping.reader([Column(**column) for column in row.columns], default_region)
    chunk = rows[job.done : job.done + CHUNK]
    readable, rejected = await asyncio.to_thread(_read_rows, reader, chunk)
    for attempt in range(_TRIES):
        try:
            async with transaction():
                if await jobs.advance(tenant, job, job.done + len(chunk)):
                    blank = len(chunk) - len(readable) - len(rejected)
                    await _write_chunk(tenant, row, readable, rejected, blank)
            break
        except AlreadyThere:  # somebody added one of these people in this very moment: look again
            if attempt == _TRIES - 1:
                raise
    return True


async def rejections_csv(tenant: Tenant, run_id: int) -> bytes:
    """The rejected rows in the shape of the upload, with the line and the reason behind; b"" where there are none.

    Those that were imported without some of their values are among them.
    """
    run = await get(tenant, run_id)
    rows = await imports.rejections(tenant.key, run_id)
    return written([column.header for column in run.columns], rows) if rows else b""


async def _write_chunk(
    tenant: Tenant,
    run: models.ImportRun,
    readable: Sequence[tuple[Row, PersonRow]],
    unreadable: Sequence[tuple[Row, str]],
    blank: int,
) -> None:
    """All that a chunk of rows comes to. `blank` rows say nothing, so they change nothing."""
    book = await look_up(tenant, [person for _, person in readable])
    rejected = list(unreadable)
    people, counts = _fold(book, readable, rejected)
    author = Author(run.user_id, Origin.IMPORT, f"import:{run.id}")
    await write(tenant, author, run.filename, people)
    given_back = [*rejected, *_incomplete(readable, {row.line for row, _ in rejected})]
    await imports.reject(tenant.key, run.id, [(row.line, row.cells, reason) for row, reason in given_back])
    counts["unchanged"] += blank
    await imports.count(tenant.key, run.id, {**counts, "rejected": len(rejected)})


async def _forget_file(tenant: Tenant, run_id: int) -> None:
    await imports.forget_content(tenant.key, run_id)
    _tables.pop((tenant.key, run_id), None)


def _read_rows(
    reader: RowReader, rows: Sequence[Row]
) -> tuple[list[tuple[Row, PersonRow]], list[tuple[Row, str]]]:
    """Those that can be read, and those that cannot, with the reason. Rows that say nothing are in neither."""
    readable, rejected = [], []
    for row in rows:
        try:
            if person := reader.read(row.cells):
                readable.append((row, person))
        except RowRejected as error:
            rejected.append((row, str(error)))
    return readable, rejected


def _incomplete(
    readable: Sequence[tuple[Row, PersonRow]], rejected_lines: set[int]
) -> Iterator[tuple[Row, str]]:
    """Rows that were imported without some of their values, and without which: they can be mended as well."""
    for row, person in readable:
        if person.left_out and row.line not in rejected_lines:
            sentences = (
                f"{column}: {sentence}" if column else sentence for column, sentence in person.left_out
            )
            yield row, f"Imported, but for what follows. {' '.join(sentences)}"


def _fold(
    book: Book[Person], readable: Sequence[tuple[Row, PersonRow]], rejected: list[tuple[Row, str]]
) -> tuple[list[Person], dict[str, int]]:
    """Each person once, with what all their rows say; and how the rows count."""
    people: dict[int, Person] = {}
    counts = {"added": 0, "updated": 0, "unchanged": 0}
    for row, read in readable:
        try:
            person = book.meant(read)
        except RowRejected as error:
            rejected.append((row, str(error)))
            continue
        is_new = person is None
        person = person or Person.named(read)
        says_more = person.take(read)
        book.learn(read, person)
        people[id(person)] = person
        counts["added" if is_new else "updated" if says_more else "unchanged"] += 1
    return list(people.values()), counts


async def _rows(tenant: Tenant, run_id: int) -> list[Row]:
    kept = _tables.get((tenant.key, run_id))
    if kept is None:
        content = await imports.content(tenant.key, run_id)
        kept = await asyncio.to_thread(lambda: list(table_of(content).rows()))
        _keep(tenant, run_id, kept)
    return kept


def _keep(tenant: Tenant, run_id: int, rows: list[Row]) -> None:
    _tables[tenant.key, run_id] = rows
    while len(_tables) > KEPT_TABLES:
        _tables.popitem(last=False)


async def _existing(tenant: Tenant, run_id: int) -> models.ImportRun:
    row = await imports.get(tenant.key, run_id)
    if row is None:
        raise UserError("That import is no longer kept; drop the file again.")
    return row


def _refuse_twice(columns: Sequence[Column]) -> None:
    """A person has one name; two columns for it would leave one out in silence."""
    used = [column.field for column in columns if column.field and column.field not in mapping.MANY]
    twice = sorted({BY_KEY[field].label for field in used if used.count(field) > 1})
    if twice:
        raise UserError(f"Two columns are mapped to {', '.join(twice)}; choose one of them.")


def _run_of(row: models.ImportRun) -> ImportRun:
    return ImportRun(
        id=row.id,
        status=ImportStatus(row.status),
        user_id=row.user_id,
        filename=row.filename,
        columns=tuple(Column(**column) for column in row.columns),
        preset=preset.name if (preset := detect([column["header"] for column in row.columns])) else "",
        rows=row.rows,
        added=row.added,
        updated=row.updated,
        unchanged=row.unchanged,
        rejected=row.rejected,
        channel_id=row.channel_id,
        thread_ts=row.thread_ts,
    )
