"""The largest table of a web page: what many programs call an Excel export. The standard library's parser reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from crm.errors import UnreadableFile
from crm.importing.reading import layout
from crm.importing.reading.encodings import Encoding
from crm.importing.reading.source import Source, megabytes
from crm.importing.reading.table import Limits, Row, Table
from crm.importing.reading.texts import lines_of
from crm.types import Recognised

_BREAKS = frozenset({"br", "p", "div", "li"})
_NOT_SHOWN = frozenset({"script", "style", "title"})
_CELLS = frozenset({"td", "th"})
_MOST_SPANNED = 100


@dataclass(slots=True)
class _Open:
    """A table that has begun and not ended; tables stand within tables."""

    number: int
    row: list[str] | None = None
    cell: list[str] | None = None
    span: int = 1


class _Tables(HTMLParser):
    """Collects the rows that have ended in `ended`, as (number of the table, cells), to be taken away by the reader."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ended: list[tuple[int, list[str]]] = []
        self._open: list[_Open] = []
        self._begun = 0
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append(_Open(self._begun))
            self._begun += 1
        elif tag in _NOT_SHOWN:
            self._hidden += 1
        elif self._open:
            self._begin(self._open[-1], tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in _NOT_SHOWN:
            self._hidden = max(0, self._hidden - 1)
        elif not self._open:
            return
        elif tag in _CELLS:
            _end_cell(self._open[-1])
        elif tag == "tr":
            self._end_row(self._open[-1])
        elif tag == "table":
            self._end_row(self._open.pop())

    def handle_data(self, data: str) -> None:
        if self._open and not self._hidden and self._open[-1].cell is not None:
            self._open[-1].cell.append(data)

    def end(self) -> None:
        self.close()
        while self._open:
            self._end_row(self._open.pop())

    def _begin(self, table: _Open, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "tr":
            self._end_row(table)
            table.row = []
        elif tag in _CELLS:
            _end_cell(table)
            table.row = [] if table.row is None else table.row
            table.cell = []
            span = attributes.get("colspan") or "1"
            table.span = min(int(span), _MOST_SPANNED) if span.isdecimal() else 1
        elif tag in _BREAKS and table.cell:
            table.cell.append("\n")

    def _end_row(self, table: _Open) -> None:
        _end_cell(table)
        if table.row:
            self.ended.append((table.number, table.row))
        table.row = None


def read_html(source: Source, encoding: Encoding, limits: Limits) -> Table:
    """Goes through the whole page twice. Raises UnreadableFile."""
    counts: dict[int, int] = {}
    for number, cells in _all_rows(source, encoding, limits):
        counts[number] = counts.get(number, 0) + len(cells)
    if not counts:
        raise UnreadableFile(
            "This is a web page with no table in it. Download the list itself and drop it again."
        )
    largest = max(counts, key=lambda number: counts[number])

    def rows() -> Iterator[Row]:
        of_largest = (cells for number, cells in _all_rows(source, encoding, limits) if number == largest)
        for line, cells in enumerate(of_largest, start=1):
            if any(cells):
                yield Row(line, cells)

    others = len(counts) - 1
    left_out = (f"The page has {len(counts)} tables; only the largest was read.",) if others else ()
    recognised = Recognised("html", encoding.name, problems=(*encoding.problems, *left_out))
    return layout.table_of(rows, recognised, limits)


def _all_rows(source: Source, encoding: Encoding, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    parser = _Tables()
    for line in lines_of(source, encoding, limits.cell_bytes):
        parser.feed(line)
        if len(parser.rawdata) > limits.cell_bytes:
            raise UnreadableFile(
                f"Line {parser.getpos()[0]}: what begins there is larger than {megabytes(limits.cell_bytes)}, or never ends."
            )
        yield from parser.ended
        parser.ended.clear()
    parser.end()
    yield from parser.ended


def _end_cell(table: _Open) -> None:
    if table.row is not None and table.cell is not None:
        table.row += [_shown("".join(table.cell)), *[""] * (table.span - 1)]
    table.cell = None


def _shown(text: str) -> str:
    """As a browser shows it: any blanks are one, but for line breaks that were meant."""
    return "\n".join(line for line in (" ".join(part.split()) for part in text.split("\n")) if line)
