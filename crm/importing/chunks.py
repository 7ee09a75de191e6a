"""An import, chunk by chunk.

A chunk is one transaction that also moves the job on. So a kill at any line leaves no contact twice and none half-written,
and each row is counted once: added + updated + unchanged + rejected = what the job has done.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from crm import jobs
from crm.drafts import cleaned_tags
from crm.errors import UserError
from crm.importing import kept_files, mapping
from crm.importing.matching import Book, look_up
from crm.importing.person import Person
from crm.importing.reading import Row
from crm.importing.rejected import RowRejected
from crm.importing.rows import PersonRow, RowReader
from crm.importing.runs import existing, run_of
from crm.importing.undoing import reference_of
from crm.importing.writing import write
from crm.types import Author, ImportRun, ImportStatus, JobStatus, Origin, Tenant
from storage.database import AlreadyThere, transaction
from storage.queries import imports

CHUNK = 250
"""Rows in one transaction. With SQLite, whoever wants to write waits for its end, and Slack's ack may wait for them."""
_TRIES = 5


@dataclass(slots=True)
class ReadRows:
    """Rows that say who is meant, and those that cannot be read, with the reason. Rows that say nothing are `blank`."""

    readable: list[tuple[Row, PersonRow]] = field(default_factory=list)
    rejected: list[tuple[Row, str]] = field(default_factory=list)
    blank: int = 0


async def import_next(tenant: Tenant, job_id: int, default_region: str = "") -> bool:
    """Import one chunk; whether there is more. Ends the job where there is not. Whoever calls twice does no harm."""
    job = await jobs.get(tenant, job_id)
    if job.status is not JobStatus.RUNNING:
        return False
    if job.done >= job.total:
        await jobs.finish(tenant, job_id)
        await kept_files.forget(tenant, job.reference)
        return False
    run = run_of(await existing(tenant, job.reference))
    if run.status is ImportStatus.UNDONE:
        raise UserError("This import was taken back: drop the file again.")
    rows = await kept_files.rows_of(tenant, run.id, job.done, CHUNK)
    read = await asyncio.to_thread(read_rows, reader_of(run, default_region), rows, run.options.tags)
    for attempt in range(_TRIES):
        try:
            async with transaction():
                if await jobs.advance(tenant, job, job.done + len(rows)):
                    await _write(tenant, run, read)
            break
        except AlreadyThere:  # somebody added one of these people in this very moment: look again
            if attempt == _TRIES - 1:
                raise
    return True


def reader_of(run: ImportRun, default_region: str) -> RowReader:
    return mapping.reader(run.columns, run.options.region or default_region)


def read_rows(reader: RowReader, rows: Sequence[Row], tags: Sequence[str]) -> ReadRows:
    """`tags` are for everybody."""
    read = ReadRows()
    for row in rows:
        try:
            person = reader.read(row.cells)
        except RowRejected as error:
            read.rejected.append((row, str(error)))
            continue
        if person is None:
            read.blank += 1
        else:
            tagged = replace(person, tags=cleaned_tags((*person.tags, *tags))) if tags else person
            read.readable.append((row, tagged))
    return read


async def _write(tenant: Tenant, run: ImportRun, read: ReadRows) -> None:
    """All that a chunk of rows comes to."""
    book = await look_up(tenant, [person for _, person in read.readable], run.options.existing)
    rejected = list(read.rejected)
    people, counts = _fold(book, read.readable, rejected)
    author = Author(run.user_id, Origin.IMPORT, reference_of(run.id))
    await write(tenant, author, run.id, run.filename, people)
    given_back = [*rejected, *_incomplete(read.readable, {row.line for row, _ in rejected})]
    await imports.reject(tenant.key, run.id, [(row.line, row.cells, reason) for row, reason in given_back])
    counts["unchanged"] += read.blank
    await imports.count(tenant.key, run.id, {**counts, "rejected": len(rejected)})


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
