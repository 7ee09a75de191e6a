"""An import, chunk by chunk.

A chunk is one transaction that also moves the job on. So a kill at any line leaves no contact twice and none half-written,
and each row is counted once: added + updated + unchanged + skipped + rejected = what the job has done.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from crm import jobs
from crm.errors import UserError
from crm.importing import kept_files
from crm.importing.apart import FEW_ROWS
from crm.importing.matching import Book, look_up
from crm.importing.person import Person
from crm.importing.read_rows import ReadRows, way_of
from crm.importing.reading import Row
from crm.importing.rejected import RowRejected
from crm.importing.rows import PersonRow
from crm.importing.runs import existing, run_of
from crm.importing.suppressed import without_suppressed
from crm.importing.undoing import reference_of
from crm.importing.writing import write
from crm.lists.people import held_static
from crm.types import Author, ImportRun, ImportStatus, JobStatus, Origin, Tenant
from storage import models
from storage.database import AlreadyThere, is_sqlite, transaction
from storage.queries import imports
from storage.statistics import have_postgres_look

_ROWS_OF_SQLITE = 100
"""Whoever wants to write waits for the end of the transaction, and Slack's ack may wait for them."""
_ROWS_OF_POSTGRES = 500
"""A statement for as many rows takes little longer than for a hundred."""
_TRIES = 5
_GROWN = (1_000, 10_000, 100_000)
"""After so many rows the planner of the database has another book before it."""


def rows_at_once() -> int:
    """So many rows are one transaction."""
    return _ROWS_OF_SQLITE if is_sqlite() else _ROWS_OF_POSTGRES


async def import_next(tenant: Tenant, job_id: int, secret: bytes, default_region: str = "") -> bool:
    """Import one chunk; whether there is more. Ends the job where there is not. Whoever calls twice does no harm.

    `secret` is the operator's: with it those are recognised who are not to be kept.
    """
    job = await jobs.get(tenant, job_id)
    if job.status is not JobStatus.RUNNING:
        return False
    if job.done >= job.total:
        await jobs.finish(tenant, job_id)
        await kept_files.forget(tenant, job.reference)
        await imports.forget_candidates(tenant.key, job.reference)
        return False
    run = run_of(await existing(tenant, job.reference))
    if run.status is ImportStatus.UNDONE:
        raise UserError("This import was taken back: drop the file again.")
    opened = await kept_files.opened(tenant, run.id)
    read = await opened.read_on(
        await way_of(tenant, run, default_region), job.done, rows_at_once(), apart=run.rows > FEW_ROWS
    )
    for attempt in range(_TRIES):
        try:
            async with transaction():
                if await jobs.advance(tenant, job, job.done + read.rows):
                    # Who holds lists and people holds the lists first.
                    list_id = run.options.list_id
                    on_list = await held_static(tenant, list_id) if list_id else None
                    await _write(tenant, secret, run, read, on_list)
            break
        except AlreadyThere:  # somebody added one of these people in this very moment: look again
            if attempt == _TRIES - 1:
                raise
    if any(job.done < rows <= job.done + read.rows for rows in _GROWN):
        await have_postgres_look()
    return True


async def _write(
    tenant: Tenant, secret: bytes, run: ImportRun, read: ReadRows, on_list: models.PeopleList | None
) -> None:
    """All that a chunk of rows comes to."""
    book = await look_up(tenant, run.id, [person for _, person in read.readable], run.options.existing)
    # Asked once they are held: whoever is removed for good in this moment is on the list by then.
    read = await without_suppressed(tenant, secret, read)
    rejected = list(read.rejected)
    people, counts = _fold(book, read.readable, rejected)
    author = Author(run.user_id, Origin.IMPORT, reference_of(run.id))
    await write(tenant, author, run.id, run.filename, people, on_list)
    numbered = {number: person.id for number, person in book.person_ids.items() if person.id is not None}
    await imports.remember_candidates(tenant.key, run.id, numbered)
    given_back = [*rejected, *_incomplete(read.readable, {row.line for row, _ in rejected})]
    await imports.reject(tenant.key, run.id, [(row.line, row.cells, reason) for row, reason in given_back])
    counts["unchanged"] += read.blank
    changes = Counter(name for person in people for name in person.changed_fields)
    await imports.count(tenant.key, run.id, {**counts, "rejected": len(rejected)}, changes)


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
    counts = {"added": 0, "updated": 0, "unchanged": 0, "skipped": 0}
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
        known = "skipped" if person.is_left else "updated" if says_more else "unchanged"
        counts["added" if is_new else known] += 1
    return list(people.values()), counts
