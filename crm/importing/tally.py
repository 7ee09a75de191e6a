"""What the rows of a file come to, one after the other: whom it gives, who is in it again, what cannot be read."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crm.importing.matching import Book
from crm.importing.rows import PersonRow

SHOWN_PEOPLE = 5
SHOWN_ROWS = 20
"""Of those that cannot be read."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """`line` as in `reading.Row`. `reason` is a sentence."""

    line: int
    reason: str


@dataclass(slots=True, eq=False)
class _Person:
    """As little as is needed to tell people apart: the whole file's are held in memory.

    `facts` are what rows without an identity may repeat: eight bytes each, a hash.
    """

    name: str
    facts: bytes = b""

    def knows(self, row: PersonRow) -> bool:
        return set(_facts(row)) <= self._known()

    def take(self, row: PersonRow) -> None:
        if new := set(_facts(row)) - self._known():
            self.facts += array("q", new).tobytes()

    def _known(self) -> set[int]:
        return set(array("q", self.facts))


def _facts(row: PersonRow) -> Iterator[int]:
    texts = (
        row.headline,
        row.location,
        row.photo_url,
        row.note,
        row.company.casefold(),
        row.title.casefold(),
    )
    yield from (hash(each) for each in enumerate(texts) if each[1])
    for part in (row.positions, row.education, row.certifications, row.skills, row.tags, row.own):
        yield from map(hash, part)


@dataclass(slots=True)
class Tally:
    """`again` are rows of people of earlier rows. `unreadable` are the first ones, `first_left_out` says where and what."""

    people: int = 0
    again: int = 0
    first_people: list[PersonRow] = field(default_factory=list)
    unreadable_rows: int = 0
    unreadable: list[Unreadable] = field(default_factory=list)
    values_left_out: int = 0
    first_left_out: str = ""
    _book: Book[_Person] = field(default_factory=Book)

    def count(self, row: PersonRow) -> bool:
        """Whether it is the first of its person. Raises RowRejected where it means two people."""
        person = self._book.meant(row)
        is_first = person is None
        if person is None:
            person = _Person(row.called)
            self.people += 1
            if len(self.first_people) < SHOWN_PEOPLE:
                self.first_people.append(row)
        else:
            self.again += 1
        person.take(row)
        self._book.learn(row, person)
        return is_first

    def leave_out(self, line: int, values: Iterable[tuple[str, str]]) -> None:
        for column, sentence in values:
            self.values_left_out += 1
            where = f"line {line}, {column}" if column else f"line {line}"
            self.first_left_out = self.first_left_out or f"{where}: {sentence}"

    @property
    def left_out(self) -> str:
        """A sentence for people, "" where all that the rows say is taken."""
        if not self.values_left_out:
            return ""
        values = "1 value is" if self.values_left_out == 1 else f"{self.values_left_out:,} values are"
        return f"{values} left out, the first in {self.first_left_out}"

    def reject(self, line: int, reason: str) -> None:
        self.unreadable_rows += 1
        if len(self.unreadable) < SHOWN_ROWS:
            self.unreadable.append(Unreadable(line, reason))
