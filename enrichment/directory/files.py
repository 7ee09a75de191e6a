"""An operator's files, row by row: CSV, JSON (a list of objects, or one a line) and SQLite."""

import csv
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from enrichment.directory import columns

Rows = Iterator[Mapping[str, Any]]
_DELIMITERS = ",;\t|"


class UnreadableFile(Exception):
    """The message is a sentence for the operator, and holds nothing of the file's contents."""


def files(path: Path) -> tuple[Path, ...]:
    """The file, or those of the folder and of the folders in it. Raises FileNotFoundError where there is neither."""
    if not path.exists():
        raise FileNotFoundError(path)
    found = sorted(path.rglob("*")) if path.is_dir() else [path]
    return tuple(each for each in found if each.suffix.lower() in _READERS and each.is_file())


def rows(file: Path) -> Rows:
    """Raises UnreadableFile, after the rows before the trouble."""
    try:
        yield from _READERS[file.suffix.lower()](file)
    except (OSError, ValueError, RecursionError, csv.Error, sqlite3.Error):
        raise UnreadableFile(f"{file.name} cannot be read to its end.") from None


def _csv(file: Path) -> Rows:
    with file.open(encoding=_encoding(file), newline="") as lines:
        first = lines.readline()
        lines.seek(0)
        delimiter = max(_DELIMITERS, key=first.count)
        yield from csv.DictReader(lines, delimiter=delimiter)


def _encoding(file: Path) -> str:
    """What Excel saves without being asked is the other one."""
    try:
        with file.open(encoding="utf-8-sig") as lines:
            for _ in lines:
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _json(file: Path) -> Rows:
    with file.open(encoding="utf-8-sig") as text:
        found = json.load(text)
    yield from (each for each in (found if isinstance(found, list) else [found]) if isinstance(each, dict))


def _json_lines(file: Path) -> Rows:
    with file.open(encoding="utf-8-sig") as lines:
        for line in lines:
            if line.strip() and isinstance(found := json.loads(line), dict):
                yield found


def _sqlite(file: Path) -> Rows:
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
        tables = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
        ]
        for table in tables:
            quoted = table.replace('"', '""')
            found = database.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608 - a name of a table cannot be a parameter
            headers = [column[0] for column in found.description]
            if any(map(columns.is_known, headers)):
                yield from (dict(zip(headers, each, strict=True)) for each in found)


_READERS: dict[str, Callable[[Path], Rows]] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".json": _json,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".sqlite": _sqlite,
    ".sqlite3": _sqlite,
    ".db": _sqlite,
}
