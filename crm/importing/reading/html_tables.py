"""The largest table of a web page: what many programs call an Excel export. lxml reads it, piece by piece."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from crm.errors import UnreadableFile
from crm.importing.reading import layout
from crm.importing.reading.encodings import Encoding
from crm.importing.reading.packed import PackedRows
from crm.importing.reading.source import Source
from crm.importing.reading.table import Limits, Recognised, Row, Table
from crm.importing.reading.texts import pieces_of

_TAGS = ("table", "tr", "td", "th", "script", "style", "title", "p", "div", "li")
_CELLS = frozenset({"td", "th"})
_HIDDEN = frozenset({"script", "style", "title"})
_TEXTS_AND_BREAKS = etree.XPath(".//text() | .//br | .//p | .//div | .//li")
_MOST_SPANNED = 100
_MOST_NESTED = 50
_Event = tuple[str, etree._Element]  # noqa: SLF001 - it has no other name


@dataclass(slots=True)
class _Open:
    """A table that has begun and not ended; tables stand within tables."""

    number: int
    row: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Found:
    """A table's rows, counting from 1; `size` in cells."""

    rows: PackedRows = field(default_factory=PackedRows)
    count: int = 0
    size: int = 0

    def add(self, cells: list[str]) -> None:
        self.count += 1
        self.size += len(cells)
        if any(cells):
            self.rows.add(Row(self.count, cells))


def read_html(source: Source, encoding: Encoding, limits: Limits) -> Table:
    """Raises UnreadableFile."""
    found: defaultdict[int, _Found] = defaultdict(_Found)
    for number, cells in _all_rows(source, encoding):
        found[number].add(cells)
    if not found:
        raise UnreadableFile(
            "This is a web page with no table in it. Download the list itself and drop it again."
        )
    largest = max(found.values(), key=lambda table: table.size)
    left_out = (f"The page has {len(found)} tables; only the largest was read.",) if len(found) > 1 else ()
    recognised = Recognised("html", encoding.name, problems=(*encoding.problems, *left_out))
    return layout.table_of(largest.rows, recognised, limits)


def _all_rows(source: Source, encoding: Encoding) -> Iterator[tuple[int, list[str]]]:
    """With the number of their table. What has been read is given up, so that a long page takes no more than a short one."""
    parser = etree.HTMLPullParser(events=("start", "end"), tag=_TAGS, encoding="utf-8", no_network=True)
    open_tables: list[_Open] = []
    begun = 0
    for event, element in _events(parser, source, encoding):
        if element.tag == "table" and event == "start":
            open_tables.append(_Open(begun))
            begun += 1
            _refuse_nested(len(open_tables))
        elif event == "start":
            continue
        elif element.tag in _CELLS:
            if open_tables:
                open_tables[-1].row += _cells(element)
        elif element.tag in {"tr", "table"}:
            if open_tables and open_tables[-1].row:
                yield open_tables[-1].number, open_tables[-1].row
                open_tables[-1].row = []
            if element.tag == "table" and open_tables:
                open_tables.pop()
            _give_up(element, with_what_precedes=element.tag == "tr" or not open_tables)
        elif element.tag in _HIDDEN or not open_tables:
            _give_up(element, with_what_precedes=not open_tables)


def _events(parser: "etree.HTMLPullParser", source: Source, encoding: Encoding) -> Iterator[_Event]:
    try:
        for piece in pieces_of(source, encoding):
            parser.feed(piece.encode("utf-8", errors="replace"))
            yield from cast(Iterator[_Event], parser.read_events())
        parser.close()
        yield from cast(Iterator[_Event], parser.read_events())
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise UnreadableFile(
            f"Line {line} of this web page cannot be read. Download the list as CSV and drop that."
        ) from error


def _cells(element: etree._Element) -> list[str]:
    """As a browser shows it: any blanks are one, but for line breaks that were meant."""
    if not len(element):  # an element is false when it has none within
        return _spanned(element, " ".join((element.text or "").split()))
    pieces = (
        each if isinstance(each, str) else "\0" for each in cast(list[object], _TEXTS_AND_BREAKS(element))
    )
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\0"))
    return _spanned(element, "\n".join(filter(None, lines)))


def _spanned(element: etree._Element, text: str) -> list[str]:
    """With a blank cell for each further column that it stands over."""
    span = element.get("colspan") or "1"
    return [text, *[""] * (min(int(span), _MOST_SPANNED) - 1 if span.isascii() and span.isdigit() else 0)]


def _give_up(element: etree._Element, *, with_what_precedes: bool) -> None:
    element.clear(keep_tail=True)  # type: ignore[call-arg]  # the stubs do not know it
    parent = element.getparent()
    while with_what_precedes and parent is not None and element.getprevious() is not None:
        del parent[0]


def _refuse_nested(depth: int) -> None:
    if depth > _MOST_NESTED:
        raise UnreadableFile(
            "This web page has tables within tables without end. Download the list as CSV and drop that."
        )
