"""What a format of an export declares."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from crm.exporting.columns import Columns
from crm.exporting.person import Person


@dataclass(frozen=True, slots=True)
class Written:
    """A file that is whole. `ending` of its name; `note`: what is to be said of it, "" nothing."""

    people: int
    ending: str
    note: str


Finish = Callable[[BinaryIO, BinaryIO], int]
"""Makes the file out of the head and the rows behind each other, where it is not just these, and counts who is in it."""


@dataclass(frozen=True, slots=True)
class Format:
    """`head`: what comes before all rows. `rows`: some of the people, as they are kept until the file is given; raises
    UserError for who does not fit. `ending` of the file's name.

    `is_made_at_the_end`: out of the head and the rows, which are not the file yet.

    `holds`: the keys of the columns that it has a place for, None all of them. `most`: how many people it takes, 0 any number.
    """

    key: str
    label: str
    head: Callable[[Columns], bytes]
    rows: Callable[[Sequence[Person], Columns], str]
    finish: Finish
    ending: str
    holds: frozenset[str] | None = None
    most: int = 0
    is_made_at_the_end: bool = False

    @contextmanager
    def parts(self, target: BinaryIO) -> Iterator[BinaryIO]:
        """Where the head and the rows are written, before it is finished."""
        if not self.is_made_at_the_end:
            yield target
            return
        with tempfile.TemporaryFile() as file:
            yield file


def as_it_is(count: Callable[[BinaryIO], int]) -> Finish:
    """The head and the rows are the file. `count`: the people in it, read from its first byte on."""

    def finish(parts: BinaryIO, target: BinaryIO) -> int:
        target.flush()
        target.seek(0)
        return count(target)

    return finish
