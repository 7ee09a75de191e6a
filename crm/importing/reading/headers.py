"""What tells a header from a title above it, and from a row of people."""

import re
from collections.abc import Sequence

from crm.importing.fields import field_called, key_of

_LONGEST_NAME = 100
_LONGEST_VALUE = 200
_VALUE = re.compile(
    r"[^@\s]+@[^@\s]+\.\w+|https?://\S+|www\.\S+|(?=(?:\D*\d){7})(?!\d{4}-\d\d-\d\d)\+?[\d\s().\-/]{7,}"
)
"""An e-mail address, a link, a phone number: people have them, headers have not."""


def name_of(cell: str) -> str:
    """On one line, with plain blanks, without the marks of byte order that programs leave there."""
    return " ".join(cell.replace("\ufeff", "").replace("\u200b", "").split())


def filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def counts_known_names(cells: Sequence[str]) -> int:
    """How many names of columns stand in these cells, each counted once."""
    keys = {key_of(cell) for cell in cells if cell and len(cell) <= _LONGEST_NAME}
    return sum(field_called(key) is not None for key in keys)


def has_value(cells: Sequence[str]) -> bool:
    values = (cell.strip() for cell in cells if len(cell) <= _LONGEST_VALUE)
    return any(_VALUE.fullmatch(value) for value in values)
