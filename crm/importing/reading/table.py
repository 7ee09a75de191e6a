"""What every format is read as: a header, rows that can be gone through again, and what was recognised."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from crm.types import Recognised


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read. What is larger is refused with a sentence that names the limit."""

    bytes: int = 50_000_000
    rows: int = 200_000
    columns: int = 500
    cell_bytes: int = 1_000_000
    unpacked_bytes: int = 1_000_000_000
    """Of a workbook, which is a zip file: all that is in it, inflated."""


_ANY = 1 << 50
ALREADY_ACCEPTED = Limits(_ANY, _ANY, _ANY, _ANY, _ANY)
"""For a file that is read again, whatever the limits have become since."""


@dataclass(frozen=True, slots=True)
class Row:
    """`line` counts from 1 and is where the row begins: the line of a text file, the row of a sheet or of an HTML
    table, the line of BEGIN of a vCard. `cells` may be fewer or more than the header has, and hold line breaks.
    """

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """`header` has empty names where the file has none. `row_count` rows are not blank; only those are given."""

    recognised: Recognised
    header: list[str]
    row_count: int
    _rows: Callable[[], Iterator[Row]] = field(repr=False)

    def rows(self) -> Iterator[Row]:
        """All rows, from the first; a text is read anew. Raises UnreadableFile where the file has changed meanwhile."""
        return self._rows()
