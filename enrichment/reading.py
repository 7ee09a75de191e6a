"""JSON of others, read so that no shape of it can hurt: what is missing, or is not what it should be, reads as nothing.

Vendors give `true` for what an account may not see, a string where a list was, a number where a string was.
"""

import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

_FIRST_YEAR = 1900


class Record:
    """A JSON object. A path leads into objects within it: `record.text("organization", "name")`."""

    def __init__(self, data: Any) -> None:
        self._data: Mapping[str, Any] = data if isinstance(data, dict) else {}

    def __bool__(self) -> bool:
        return bool(self._data)

    def text(self, *path: str) -> str:
        """A string, or a whole number as one; "" for anything else."""
        return _text(self._at(path))

    def texts(self, *path: str) -> tuple[str, ...]:
        """Those of a list; one string is a list of one."""
        found = self._at(path)
        return tuple(filter(None, map(_text, found if isinstance(found, list) else [found])))

    def number(self, *path: str) -> float | None:
        found = self._at(path)
        if isinstance(found, bool) or not isinstance(found, int | float):
            return None
        try:
            number = float(found)
        except OverflowError:
            return None
        return number if math.isfinite(number) else None

    def true(self, *path: str) -> bool:
        return self._at(path) is True

    def day(self, *path: str) -> date | None:
        """The day of an ISO date or moment."""
        return day(self.text(*path))

    def record(self, *path: str) -> "Record":
        return Record(self._at(path))

    def records(self, *path: str) -> "tuple[Record, ...]":
        """The objects of a list; of an object of objects its values."""
        found = self._at(path)
        if isinstance(found, dict):
            found = list(found.values())
        return records(found)

    def items(self) -> Iterator[tuple[str, Any]]:
        return iter(self._data.items())

    def _at(self, path: tuple[str, ...]) -> Any:
        found: Any = self._data
        for name in path:
            found = found.get(name) if isinstance(found, dict) else None
        return found


def records(data: Any) -> tuple[Record, ...]:
    return tuple(Record(each) for each in data if isinstance(each, dict)) if isinstance(data, list) else ()


def day(text: str) -> date | None:
    """The day of an ISO date or moment; None for anything else, and for years that are no use of dates."""
    try:
        found = datetime.fromisoformat(text).date()
    except ValueError:
        return None
    return found if found.year >= _FIRST_YEAR else None


def _text(found: Any) -> str:
    if isinstance(found, str):
        # JSON may hold halves of characters, which nothing else takes.
        return found.encode(errors="ignore").decode().strip()
    return str(found) if isinstance(found, int) and not isinstance(found, bool) else ""
