"""A workbook. It cannot be appended to: the rows are kept as JSON, and it is made of them at the end, row after row."""

import json
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from crm import cells, workbooks
from crm.errors import UserError
from crm.exporting.columns import Columns
from crm.exporting.formats.format import Format
from crm.exporting.person import Person


def _line(row: Sequence[str]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _rows(people: Sequence[Person], columns: Columns) -> str:
    return "".join(_line(_row(each, columns)) for each in people)


def _row(person: Person, columns: Columns) -> list[str]:
    """Raises UserError."""
    row = [cells.kept(cell) for cell in columns.cells(person)]
    if not workbooks.fits(row):
        field = next(
            name for name, cell in zip(columns.labels, row, strict=True) if not workbooks.fits([cell])
        )
        raise UserError(
            f"{field} of {person.name} is longer than the {workbooks.LONGEST_CELL:,} characters that a cell of a workbook holds."
            " Choose CSV instead, please, or leave that field out."
        )
    return row


def _finish(parts: BinaryIO, target: BinaryIO) -> int:
    parts.seek(0)
    rows: Iterator[list[str]] = (json.loads(line) for line in parts)
    people = workbooks.write(target, next(rows), rows)
    target.flush()
    return people


WORKBOOK = Format(
    key="xlsx",
    label="Excel workbook (XLSX)",
    head=lambda columns: _line(columns.labels).encode(),
    rows=_rows,
    finish=_finish,
    ending="xlsx",
    most=workbooks.MOST_ROWS - 1,
    is_made_at_the_end=True,
)
