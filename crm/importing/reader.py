"""The bytes of a dropped file, read as a table: a header and rows, each with the line it begins at.

This first reader takes UTF-8 with commas. Parsing is the standard library's; what is ours is to say what is wrong.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from crm.errors import UnreadableFile

MOST_BYTES = 50_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 500
MOST_CELL = 64 * 1024
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Row:
    """`line` counts from 1 and is where the row begins in the file; a cell may hold line breaks."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    header: list[str]
    rows: list[Row]


def read_table(content: bytes) -> Table:
    """Every row that is not blank. Raises UnreadableFile. Takes a while for a large file: call it in a thread."""
    rows = _parsed(_decoded(content))
    header = next(rows, None)
    if header is None:
        raise UnreadableFile("This file is empty.")
    names = [name.strip() for name in header.cells]
    if len(names) > MOST_COLUMNS:
        raise UnreadableFile(f"This file has {len(names)} columns; at most {MOST_COLUMNS} can be read.")
    if len(names) == 1 and any(mark in names[0] for mark in ";\t"):
        raise UnreadableFile(
            'The columns of this file are not parted by commas. Save it as "CSV UTF-8 (comma delimited)" and drop it again.'
        )
    found = list(_limited(rows))
    if not found:
        raise UnreadableFile("This file has a header, but no rows under it.")
    return Table(names, found)


def _decoded(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise UnreadableFile(
            f"This file is larger than {MOST_BYTES // 1_000_000} MB, more than Roster imports at once. Split it, please."
        )
    if not content.removeprefix(_BOM).strip():
        raise UnreadableFile("This file is empty.")
    if content.startswith(_SPREADSHEETS):
        raise UnreadableFile('This is a spreadsheet named .csv. Save it as "CSV UTF-8" and drop it again.')
    if content.lstrip()[:64].lower().startswith(_MARKUP):
        raise UnreadableFile("This is a web page named .csv. Download the list itself and drop it again.")
    if b"\x00" in content:
        raise UnreadableFile('This is not a text file (or UTF-16). Save it as "CSV UTF-8" and drop it again.')
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if "unexpected end" in error.reason:
            raise UnreadableFile(
                "This file ends in the middle of a letter: it was cut off. Drop it anew."
            ) from error
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            f'Line {line} is not UTF-8, so letters like ü or é would be lost. Save it as "CSV UTF-8" and drop it again.'
        ) from error


def _parsed(text: str) -> Iterator[Row]:
    csv.field_size_limit(MOST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableFile(_what_is_wrong(str(error), line)) from error
        if any(cell.strip() for cell in cells):
            yield Row(line, cells)
        line = reader.line_num + 1


def _what_is_wrong(fault: str, line: int) -> str:
    if "field limit" in fault or "field larger" in fault:
        return f"Line {line}: a cell is larger than {MOST_CELL // 1024} KB, or a quote that opens there is never closed."
    if "end of data" in fault:
        return f"Line {line}: a quote opens there and is never closed. The file may be cut off."
    return f"Line {line}: a quote stands where none belongs. Quotes within a cell are doubled."


def _limited(rows: Iterator[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise UnreadableFile(f"This file has more than {MOST_ROWS:,} rows. Split it, please.")
        yield row
