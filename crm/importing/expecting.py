"""What an import would come to, before anybody presses a button: the same reading and matching, and nothing written."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from crm.importing import kept_files, mapping
from crm.importing.kept_files import OpenFile
from crm.importing.matching import Book, look_up
from crm.importing.person import Person
from crm.importing.read_rows import Way, way_of
from crm.importing.rejected import RowRejected
from crm.importing.rows import PersonRow
from crm.importing.suppressed import without_suppressed
from crm.importing.tally import Tally
from crm.types import Expected, ImportRun, Tenant

AT_ONCE = 100
"""Rows: between them it can be seen whether there is time for more."""
MOST_SECONDS = 0.3
"""For the beginning of a file: somebody waits for the answer."""


@dataclass(slots=True)
class Expecting:
    """What the rows so far come to, the first `rows` of a run. The ids are of people in the book.

    `apart` as in `OpenFile.read_on`.
    """

    tenant: Tenant
    run: ImportRun
    secret: bytes
    way: Way
    file: OpenFile
    apart: bool
    rows: int = 0
    new: int = 0
    changed: set[int] = field(default_factory=set)
    known: set[int] = field(default_factory=set)
    tally: Tally = field(default_factory=Tally)

    @classmethod
    async def of(
        cls, tenant: Tenant, run: ImportRun, secret: bytes, default_region: str, *, apart: bool
    ) -> Self:
        """It has a place of its own in the file."""
        file = (await kept_files.opened(tenant, run.id)).again()
        return cls(tenant, run, secret, await way_of(tenant, run, default_region), file, apart)

    async def go_on(self) -> None:
        """A chunk further."""
        read = await self.file.read_on(self.way, self.rows, AT_ONCE, apart=self.apart)
        read = await without_suppressed(self.tenant, self.secret, read)
        people = [person for _, person in read.readable]
        book = await look_up(self.tenant, self.run.id, people, self.run.options.existing)
        for row, person in read.readable:
            try:
                self._count(person, book)
                self.tally.leave_out(row.line, person.left_out)
            except RowRejected as error:
                self.tally.reject(row.line, str(error))
        for row, reason in read.rejected:
            self.tally.reject(row.line, reason)
        self.rows = min(self.rows + AT_ONCE, self.run.rows)

    def _count(self, row: PersonRow, book: Book[Person]) -> None:
        """Raises RowRejected where it means two people."""
        found = book.meant(row)
        is_first = self.tally.count(row)
        person = found or Person.named(row)
        says_more = person.take(row)
        book.learn(row, person)
        if person.id is None:
            self.new += is_first
        else:
            (self.changed if says_more else self.known).add(person.id)

    def expected(self) -> Expected:
        unreadable = self.tally.unreadable
        return Expected(
            rows=self.rows,
            new=self.new,
            changed=len(self.changed),
            known=len(self.known - self.changed),
            again=self.tally.again,
            unreadable=self.tally.unreadable_rows,
            problem=f"line {unreadable[0].line}: {unreadable[0].reason}" if unreadable else "",
            left_out=self.tally.left_out,
            people=tuple(_line(row) for row in self.tally.first_people),
        )


async def expect(tenant: Tenant, run: ImportRun, secret: bytes, default_region: str = "") -> Expected:
    """Of the first rows, as many as can be counted at once. Nobody is counted where no column says who is meant.

    `secret` as in `import_next`.
    """
    if not mapping.names_somebody([column.field for column in run.columns]):
        return Expected()
    expecting = await Expecting.of(tenant, run, secret, default_region, apart=False)
    begun = time.perf_counter()
    while expecting.rows < run.rows and time.perf_counter() - begun < MOST_SECONDS:
        await expecting.go_on()
    return expecting.expected()


def _line(row: PersonRow) -> str:
    post = " at ".join(filter(None, (row.title, row.company)))
    return " · ".join(filter(None, (row.called, post, row.location, *_reached(row), *_tagged(row))))


def _reached(row: PersonRow) -> Iterable[str]:
    yield from (address for _, address, _ in row.emails[:1])
    yield from (number for number, _, _ in row.phones[:1])


def _tagged(row: PersonRow) -> Iterable[str]:
    if tags := (*row.tags, *row.for_all.tags):
        yield ", ".join(dict.fromkeys(tags))
