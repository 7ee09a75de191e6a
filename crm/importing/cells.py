"""Several values in one cell: how Roster writes them, and how it reads them, also as others write them.

A person's e-mail addresses and phone numbers stand one a line, their kind in brackets behind; positions and studies one a
line, their parts divided by bars. A backslash before a separator makes it part of the value.
"""

import re
from collections.abc import Sequence

from crm.identity import clean_line

LISTED = "\n;,"
LINES = "\n"
_GOOGLES_SEPARATOR = " ::: "
_ESCAPED = re.compile(r"\\([\\|;,])")
_SPECIAL = re.compile(r"([\\|;,])")
_KIND = re.compile(r"\s*\(\s*(personal|work|mobile|home|other)\s*\)$", re.IGNORECASE)
_BEFORE_PHONE = re.compile(r"\n|;(?!\s*ext=)", re.IGNORECASE)


def read_list(cell: str, separators: str = LISTED) -> list[str]:
    """The values, cleaned, without empty ones."""
    values = (clean_line(_unescaped(piece)) for piece in _split(cell, separators))
    return [value for value in values if value]


def read_parts(cell: str, separators: str = LINES) -> list[list[str]]:
    """The parts of each value; a value of nothing but blanks is none."""
    values = [
        [clean_line(_unescaped(part)) for part in _split(piece, "|")] for piece in _split(cell, separators)
    ]
    return [value for value in values if any(value)]


def read_emails(cell: str) -> list[tuple[str, str]]:
    """(address, kind), kind "" where none is said. A single address may stand behind a name with a comma."""
    pieces = [cell] if cell.count("@") <= 1 else re.split(r"[\n;,]|\s:::\s", cell)
    return [_with_kind(piece) for piece in pieces if piece.strip()]


def read_phones(cell: str) -> list[tuple[str, str]]:
    """(number, kind), kind "" where none is said."""
    pieces = _BEFORE_PHONE.split(cell.replace(_GOOGLES_SEPARATOR, "\n"))
    return [_with_kind(piece) for piece in pieces if piece.strip()]


def read_links(cell: str) -> list[str]:
    return cell.replace(_GOOGLES_SEPARATOR, "\n").split()


def write_list(values: Sequence[str]) -> str:
    return ", ".join(_escaped(value) for value in values)


def write_parts(values: Sequence[Sequence[str]], separator: str = "\n") -> str:
    """Parts that are empty at the end are left away."""
    return separator.join(_bars(value) for value in values)


def write_kind(value: str, kind: str) -> str:
    return f"{value} ({kind})" if kind else value


def _bars(parts: Sequence[str]) -> str:
    last = max((place for place, part in enumerate(parts) if part), default=0)
    return " | ".join(_escaped(part) for part in parts[: last + 1])


def _split(text: str, separators: str) -> list[str]:
    """Cut at separators that have no backslash before them; the backslashes stay."""
    pieces, start, place = [], 0, 0
    while place < len(text):
        if text[place] == "\\" and _ESCAPED.match(text, place):
            place += 2
            continue
        if text[place] in separators:
            pieces.append(text[start:place])
            start = place + 1
        place += 1
    return [*pieces, text[start:]]


def _escaped(value: str) -> str:
    return _SPECIAL.sub(r"\\\1", clean_line(value))


def _unescaped(piece: str) -> str:
    return _ESCAPED.sub(r"\1", piece)


def _with_kind(piece: str) -> tuple[str, str]:
    said = _KIND.search(piece.strip())
    if said is None:
        return clean_line(piece), ""
    return clean_line(piece.strip()[: said.start()]), said[1].lower()
