"""Reads a workbook in a process of its own, which imports nothing of Roster: standard input in, lines of JSON out.

A workbook of a few bytes can make a reader take all memory and abort (one cell at the far end of a sheet), and a large
one keeps Python's lock for seconds. Here both harm nobody.

Arguments: memory in bytes, processor time in seconds. The first line says what was found: {"sheet", "others"}, or
{"fault"}. Each further line is a row that is not blank: its number, its cells as a person sees them.
"""

import io
import json
import resource
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TextIO

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

Value = int | float | str | bool | time | date | datetime | timedelta
Cells = dict[tuple[int, int], tuple[int, int]]

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The name of the part in which an encrypted .xlsx keeps all of itself."""
_LOOKED_AT = 50
_FEWEST = 2
_TABLE, _LIST_OF_PEOPLE = 2, 3
_MOST_MERGED = 200_000
_WHOLE = 1e21
"""Longer numbers are no phone numbers, nor of any use as digits."""


def main() -> None:
    memory, seconds = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        content = sys.stdin.buffer.read()
        if _ENCRYPTED in content:
            raise PasswordError  # noqa: TRY301 - the library says so of .xls only
        _write(CalamineWorkbook.from_filelike(io.BytesIO(content)), sys.stdout)
    except PasswordError:
        _say(sys.stdout, {"fault": "password"})
    except BaseException as error:  # noqa: BLE001 - a panic of the library is a BaseException
        _say(sys.stdout, {"fault": type(error).__name__})


def _write(workbook: CalamineWorkbook, out: TextIO) -> None:
    visible = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
    ]
    name, sheet = _table_among(workbook, visible or workbook.sheet_names)
    if sheet is None:
        _say(out, {"fault": "empty"})
        return
    _say(out, {"sheet": name, "others": [other for other in visible if other != name]})
    for number, values in enumerate(_unmerged(sheet), start=1):
        cells = [value if isinstance(value, str) else _shown(value) for value in values]
        if any(map(str.strip, cells)):
            _say(out, [number, *cells])


def _table_among(workbook: CalamineWorkbook, names: Iterable[str]) -> tuple[str, CalamineSheet | None]:
    """The first sheet that is most like a list of people: codes or instructions may stand before it."""
    found: tuple[str, CalamineSheet | None] = ("", None)
    most = 0
    for name in names:
        sheet = workbook.get_sheet_by_name(name)
        likeness = _likeness(sheet)
        if likeness > most:
            found, most = (name, sheet), likeness
        if likeness == _LIST_OF_PEOPLE:
            break
    return found


def _likeness(sheet: CalamineSheet) -> int:
    """0 where it is blank; more for two rows of two cells, and for an address in one of them."""
    filled = ([value for value in row if value != ""] for row in sheet.iter_rows())
    rows = list(islice(filter(None, filled), _LOOKED_AT))
    if sum(len(row) >= _FEWEST for row in rows) < _FEWEST:
        return min(len(rows), 1)
    return _LIST_OF_PEOPLE if any("@" in str(value) for row in rows for value in row) else _TABLE


def _unmerged(sheet: CalamineSheet) -> Iterator[list[Value]]:
    """A cell that is merged over several rows is meant for each of them; one over several columns is a title."""
    first_column = sheet.start[1] if sheet.start else 0
    covered = _covered(sheet, first_column)
    kept: dict[tuple[int, int], Value] = {}
    origins = set(covered.values())
    for number, values in enumerate(sheet.iter_rows()):
        for column in range(len(values)) if covered else ():
            at = (number, column)
            if at in origins:
                kept[at] = values[column]
            elif values[column] == "" and at in covered:
                values[column] = kept.get(covered[at], "")
        yield values


def _covered(sheet: CalamineSheet, first_column: int) -> Cells:
    covered: Cells = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if left == right and bottom - top + len(covered) < _MOST_MERGED:
            covered |= {
                (row, left - first_column): (top, left - first_column) for row in range(top + 1, bottom + 1)
            }
    return covered


def _shown(value: Value) -> str:
    """As a person sees it, but for what only a format of the cell says."""
    match value:
        case bool():
            return str(value).upper()
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < _WHOLE else format(value, ".15g")
        case datetime():
            return str(value.date()) if value.time() == time() else _trimmed(value.isoformat(" ", "seconds"))
        case time():
            return _trimmed(value.isoformat("seconds"))
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return _trimmed(f"{minutes // 60}:{minutes % 60:02}:{seconds:02}")
        case _:
            return str(value)


def _trimmed(clock: str) -> str:
    """Without seconds where there are none."""
    return clock.removesuffix(":00") if clock.count(":") > 1 else clock


def _say(out: TextIO, said: dict[str, object] | list[object]) -> None:
    out.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main()
