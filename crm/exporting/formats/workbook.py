"""A workbook. It cannot be appended to: the rows are kept as JSON, and it is made of them at the end, row after row."""

import codecs
import json
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from crm import cells, workbooks
from crm.exporting.columns import Columns
from crm.exporting.formats import delimited
from crm.exporting.formats.format import Format, Written
from crm.exporting.person import Person

TOO_LONG = (
    f"A cell of a workbook holds {workbooks.LONGEST_CELL:,} characters, and somebody has more in one: "
    "it is a CSV file instead, with all of it."
)


def _line(row: Sequence[str]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _rows(people: Sequence[Person], columns: Columns) -> str:
    return "".join(_line([cells.kept(cell) for cell in columns.cells(each)]) for each in people)


def _finish(parts: BinaryIO, target: BinaryIO) -> Written:
    if not all(workbooks.fits(row) for row in _read(parts)):
        return _delimited(parts, target)
    rows = _read(parts)
    people = workbooks.write(target, next(rows), rows)
    target.flush()
    return Written(people, "xlsx")


def _delimited(parts: BinaryIO, target: BinaryIO) -> Written:
    target.write(codecs.BOM_UTF8)
    target.writelines(delimited.lines([[cells.fused(cell) for cell in row]]).encode() for row in _read(parts))
    target.flush()
    target.seek(0)
    return Written(delimited.count(target), "csv", TOO_LONG)


def _read(parts: BinaryIO) -> Iterator[list[str]]:
    """With the header."""
    parts.seek(0)
    return (json.loads(line) for line in parts)


WORKBOOK = Format(
    key="xlsx",
    label="Excel workbook (XLSX)",
    head=lambda columns: _line(columns.labels).encode(),
    rows=_rows,
    finish=_finish,
    most=workbooks.MOST_ROWS - 1,
)
