"""What an import would come to, before anybody presses a button: the same reading and matching, and nothing written."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from crm.importing import kept_files, mapping
from crm.importing.chunks import CHUNK
from crm.importing.matching import Book, look_up
from crm.importing.person import Person
from crm.importing.read_rows import way_of
from crm.importing.rejected import RowRejected
from crm.importing.rows import PersonRow
from crm.importing.suppressed import without_suppressed
from crm.types import Expected, ImportRun, Tenant

MOST_ROWS = 5_000
"""Of the beginning of a file, so that the answer comes while somebody waits for it."""
SHOWN_PEOPLE = 5


@dataclass(slots=True)
class _Tally:
    """`in_file` are the people of the rows so far; the ids are of those whom the book knows."""

    in_file: Book[Person] = field(default_factory=Book)
    new: int = 0
    changed: set[int] = field(default_factory=set)
    known: set[int] = field(default_factory=set)
    again: int = 0
    unreadable: int = 0
    problem: str = ""
    people: list[str] = field(default_factory=list)

    def count(self, row: PersonRow, book: Book[Person]) -> None:
        """Raises RowRejected where it means two people."""
        earlier = self.in_file.meant(row)
        person = book.meant(row)
        self.again += earlier is not None
        if person is None:
            self.new += earlier is None
            person = earlier or Person.named(row)
            person.take(row)
        elif person.take(row) and person.id:
            self.changed.add(person.id)
        elif person.id:
            self.known.add(person.id)
        if earlier is None and len(self.people) < SHOWN_PEOPLE:
            self.people.append(_line(row))
        self.in_file.learn(row, earlier or person)
        book.learn(row, person)

    def reject(self, line: int, reason: str) -> None:
        self.unreadable += 1
        self.problem = self.problem or f"line {line}: {reason}"


async def expect(tenant: Tenant, run: ImportRun, secret: bytes, default_region: str = "") -> Expected:
    """As the book is now. Nobody is counted where no column says who is meant. `secret` as in `import_next`."""
    tally, opened = _Tally(), await kept_files.opened(tenant, run.id)
    if not mapping.names_somebody([column.field for column in run.columns]):
        return Expected()
    way, counted = way_of(run, default_region), min(run.rows, MOST_ROWS)
    for first in range(0, counted, CHUNK):
        read = await opened.read_on(way, first, CHUNK, apart=False)
        read = await without_suppressed(tenant, secret, read)
        book = await look_up(tenant, run.id, [person for _, person in read.readable], run.options.existing)
        for row, person in read.readable:
            try:
                tally.count(person, book)
            except RowRejected as error:
                tally.reject(row.line, str(error))
        for row, reason in read.rejected:
            tally.reject(row.line, reason)
    return Expected(
        rows=counted,
        new=tally.new,
        changed=len(tally.changed),
        known=len(tally.known - tally.changed),
        again=tally.again,
        unreadable=tally.unreadable,
        problem=tally.problem,
        people=tuple(tally.people),
    )


def _line(row: PersonRow) -> str:
    post = " at ".join(filter(None, (row.title, row.company)))
    return " · ".join(filter(None, (row.called, post, row.location, *_reached(row), *_tagged(row))))


def _reached(row: PersonRow) -> Iterable[str]:
    yield from (address for _, address, _ in row.emails[:1])
    yield from (number for number, _, _ in row.phones[:1])


def _tagged(row: PersonRow) -> Iterable[str]:
    if tags := (*row.tags, *row.for_all.tags):
        yield ", ".join(dict.fromkeys(tags))
