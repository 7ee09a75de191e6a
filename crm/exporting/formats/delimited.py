"""CSV, as RFC 4180 says. The one for spreadsheets begins with a mark of UTF-8, and nothing in it is run by them."""

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO

from crm import cells
from crm.exporting.columns import Columns
from crm.exporting.formats.format import Format, as_it_is
from crm.exporting.person import Person


def _lines(rows: Iterable[Sequence[str]], escape: Callable[[str], str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([escape(cell) for cell in row] for row in rows)
    return text.getvalue()


def _count(file: BinaryIO) -> int:
    """The header is no row."""
    text = io.TextIOWrapper(file, "utf-8", newline="")
    try:
        return sum(1 for _ in csv.reader(text, strict=True)) - 1
    finally:
        text.detach()


def _format(key: str, label: str, escape: Callable[[str], str], mark: bytes) -> Format:
    def rows(people: Sequence[Person], columns: Columns) -> str:
        return _lines(map(columns.cells, people), escape)

    return Format(
        key=key,
        label=label,
        head=lambda columns: mark + _lines([columns.labels], escape).encode(),
        rows=rows,
        finish=as_it_is(_count),
        ending="csv",
    )


EXCEL = _format("csv", "CSV for Excel and other spreadsheets", cells.defused, codecs.BOM_UTF8)
PLAIN = _format("plain", "Plain CSV, for programs", cells.kept, b"")
