"""Bytes to rows. This version reads UTF-8, with or without a byte order mark, and commas."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from crm.errors import UnreadableFile
from crm.exporting.defusing import restored
from crm.identity import clean_line

MOST_BYTES = 50_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 500
LONGEST_CELL = 64 * 1024
SAMPLE_ROWS = 50
LONGEST_SAMPLE = 60

_SAVE_AS = "Save it as “CSV UTF-8 (comma delimited)” and drop it again."
_BINARY = {
    b"PK\x03\x04": "This is an Excel workbook or a zip archive, not a CSV file, whatever its name says.",
    b"\xd0\xcf\x11\xe0": "This is an old Excel workbook, not a CSV file, whatever its name says.",
    b"%PDF": "This is a PDF, not a CSV file, whatever its name says.",
}
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml")
_SEPARATOR_LINE = ["sep=", ""]


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is the line of the file where the row begins, from 1."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Shape:
    """What is in a file: the headers, the first value of each column, how many rows beside the header."""

    headers: tuple[str, ...]
    samples: tuple[str, ...]
    rows: int


def inspect(content: bytes) -> Shape:
    """Read it all once. Raises UnreadableFile with what is wrong and what would work."""
    _refuse_what_is_no_text(content)
    found = all_rows(content)
    header = next(found, None)
    if header is None:
        raise UnreadableFile("This file is empty.")
    headers = tuple(clean_line(restored(cell)) for cell in header.cells)
    _refuse_headers(headers)
    samples = [""] * len(headers)
    rows = 0
    for rows, row in enumerate(found, start=1):
        if rows > MOST_ROWS:
            raise UnreadableFile(
                f"This file has more than {MOST_ROWS:,} rows, more than Roster imports at once. Split it, please."
            )
        if rows <= SAMPLE_ROWS:
            for place, cell in enumerate(row.cells[: len(headers)]):
                samples[place] = samples[place] or clean_line(restored(cell))[:LONGEST_SAMPLE]
    if not rows:
        raise UnreadableFile("This file has a line of headers, and nobody below it.")
    return Shape(headers, tuple(samples), rows)


def all_rows(content: bytes) -> Iterator[Row]:
    """Every row, the headers first; lines with nothing on them are none. Raises UnreadableFile."""
    text = io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline="")
    reader = csv.reader(text, strict=True)
    line = 1
    first = True
    try:
        for cells in reader:
            if cells and not (first and cells == _SEPARATOR_LINE):
                _refuse_long_cells(line, cells)
                yield Row(line, cells)
                first = False
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(_what_is_wrong(error, line)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(_not_utf8(content)) from error


def _refuse_what_is_no_text(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise UnreadableFile(
            f"This file is larger than {MOST_BYTES // 1_000_000} MB, more than Roster imports at once. Split it, please."
        )
    if not content.removeprefix(codecs.BOM_UTF8).strip():
        raise UnreadableFile("This file is empty.")
    for signature, sentence in _BINARY.items():
        if content.startswith(signature):
            raise UnreadableFile(f"{sentence} {_SAVE_AS}")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableFile(f"This file is written in UTF-16. {_SAVE_AS}")
    if content.lstrip()[:20].lower().startswith(_MARKUP):
        raise UnreadableFile(f"This is a web page, not a CSV file, whatever its name says. {_SAVE_AS}")
    if b"\0" in content:
        raise UnreadableFile(f"This is no text, so it cannot be a CSV file. {_SAVE_AS}")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableFile(_not_utf8(content)) from error


def _refuse_headers(headers: tuple[str, ...]) -> None:
    if len(headers) > MOST_COLUMNS:
        raise UnreadableFile(f"This file has more than {MOST_COLUMNS} columns. Remove those you do not need.")
    if not any(headers):
        raise UnreadableFile("The first line has to name the columns, and it is blank.")
    if len(headers) == 1 and any(mark in headers[0] for mark in ";\t|"):
        raise UnreadableFile(f"The columns of this file are not divided by commas. {_SAVE_AS}")


def _refuse_long_cells(line: int, cells: list[str]) -> None:
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise UnreadableFile(
            f"Line {line} has a cell of more than {LONGEST_CELL // 1024} KB. Is a quotation mark missing at its end?"
        )


def _what_is_wrong(error: csv.Error, line: int) -> str:
    if "end of data" in str(error):
        return (
            f"This file ends in the middle of the row that begins in line {line}: a quotation mark is opened there"
            " and never closed. Was it cut off? Save it anew and drop it again."
        )
    if "limit" in str(error):
        return f"Line {line} has a cell without an end. Is a quotation mark missing there?"
    return f"Line {line} has a quotation mark where none can be. Double it within a cell, or save the file anew."


def _not_utf8(content: bytes) -> str:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        if "unexpected end" in error.reason:
            return "This file ends in the middle of a letter. Was it cut off? Save it anew and drop it again."
        line = content.count(b"\n", 0, error.start) + 1
        return f"This file is not written in UTF-8 (the first foreign letter is in line {line}). {_SAVE_AS}"
    return f"This file is not written in UTF-8. {_SAVE_AS}"
