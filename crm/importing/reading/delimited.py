"""CSV of every dialect. `csv` parses; what is ours is to choose the dialect and to say what is wrong.

The dialect is the one in which the first rows agree best on their number of cells. Detectors that guess it from
characters alone (csv.Sniffer, clevercsv) take a long note with semicolons, or a file of few rows, for something else.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from crm.errors import UnreadableFile
from crm.importing.reading.encodings import Encoding
from crm.importing.reading.source import Source, megabytes
from crm.importing.reading.table import Limits, Row
from crm.importing.reading.texts import lines_of

_DELIMITERS = ",;\t|^~"
_QUOTE_BEHIND_BLANK = re.compile(r'[,;\t|^~] +"')
_HINT = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_LINES_FOR_A_ROW = 20
"""Blank ones, and those of notes with many."""
_SAMPLE_ROWS = 100
_SAMPLE_LINES = 1_000
_SAMPLE_LENGTH = 2_000_000


@dataclass(frozen=True, slots=True)
class Dialect:
    """`hint_lines`: 1 where a first line "sep=;" says the delimiter. `skips_blanks`: those between delimiter and cell."""

    delimiter: str
    quote: str = '"'
    escape: str | None = None
    skips_blanks: bool = False
    hint_lines: int = 0

    @property
    def options(self) -> dict[str, Any]:
        """As `csv.reader` takes them."""
        return {
            "delimiter": self.delimiter,
            "quotechar": self.quote,
            "escapechar": self.escape,
            "skipinitialspace": self.skips_blanks,
            "strict": True,
        }


def dialect_of(source: Source, encoding: Encoding, limits: Limits) -> Dialect:
    sample = list(_beginning(lines_of(source, encoding, limits.cell_bytes)))
    hint = _HINT.fullmatch(sample[0]) if sample else None
    if hint:
        return Dialect(hint[1], hint_lines=1)
    csv.field_size_limit(limits.cell_bytes)
    escapes = (None, "\\") if any('\\"' in line for line in sample) else (None,)
    blanks = (True, False) if any(map(_QUOTE_BEHIND_BLANK.search, sample)) else (False,)
    possible = [
        Dialect(delimiter, escape=escape, skips_blanks=skips)
        for escape, skips, delimiter in product(escapes, blanks, _DELIMITERS)
    ]
    best = max(possible, key=lambda dialect: _agreement(sample, dialect))
    return Dialect(best.delimiter, "'") if _is_quoted_singly(sample, best.delimiter) else best


def rows_of(source: Source, encoding: Encoding, dialect: Dialect, limits: Limits) -> Iterator[Row]:
    """Those that are not blank. Raises UnreadableFile with the line of what cannot be read."""
    csv.field_size_limit(limits.cell_bytes)
    reader = csv.reader(lines_of(source, encoding, limits.cell_bytes), **dialect.options)
    line, most_lines = 1, _LINES_FOR_A_ROW * limits.rows
    try:
        for cells in reader:
            if any(map(str.strip, cells)) and line > dialect.hint_lines:
                yield Row(line, cells)
            line = reader.line_num + 1
            if line > most_lines:
                raise UnreadableFile(f"This file has more than {most_lines:,} lines. Split it, please.")
    except csv.Error as error:
        raise UnreadableFile(_what_is_wrong(str(error), line, limits)) from error


def _beginning(lines: Iterator[str]) -> Iterator[str]:
    length = 0
    for line in islice(lines, _SAMPLE_LINES):
        yield line
        length += len(line)
        if length > _SAMPLE_LENGTH:
            return


def _parsed(sample: list[str], dialect: Dialect) -> tuple[list[list[str]], bool]:
    """The first rows, and whether they are written in this dialect without a fault."""
    rows: list[list[str]] = []
    try:
        rows.extend(islice(filter(None, csv.reader(sample, **dialect.options)), _SAMPLE_ROWS))
    except csv.Error as error:
        return rows, "end of data" in str(error) and bool(rows)
    return rows, True


def _agreement(sample: list[str], dialect: Dialect) -> tuple[float, int]:
    """The share of rows that have the most usual number of cells, lowered for faults; then that number."""
    rows, is_whole = _parsed(sample, dialect)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0, 0
    width, count = max(widths.items(), key=lambda each: (each[1], each[0]))
    share = count / len(rows)
    return (share if is_whole else share / 2), width


def _is_quoted_singly(sample: list[str], delimiter: str) -> bool:
    """Apostrophes before and behind most cells; some programs put one before a phone number only."""
    unquoted = csv.reader(sample, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    try:
        cells = [cell for row in islice(unquoted, _SAMPLE_ROWS) for cell in map(str.strip, row) if cell]
    except csv.Error:  # what is one cell here is longer than any cell may be
        return False
    begun = sum(cell.startswith("'") for cell in cells)
    return begun == sum(cell.endswith("'") for cell in cells) and begun > len(cells) / 2


def _what_is_wrong(fault: str, line: int, limits: Limits) -> str:
    if "field limit" in fault or "field larger" in fault:
        return f"Line {line}: a cell is larger than {megabytes(limits.cell_bytes)}, or a quote that opens there is never closed."
    if "end of data" in fault:
        return f"Line {line}: a quote opens there and is never closed. Close it, or drop the file anew if it was cut off."
    return f"Line {line}: a quote stands where none belongs. Quotes within a cell are doubled; mend it and drop the file again."
