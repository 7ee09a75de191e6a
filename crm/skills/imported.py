"""Skills that an operator has imported beside ours, in one SQLite file.

They are looked up name by name: fourteen thousand of them cost neither a start nor an import anything. Calls block for some
hundredths of a millisecond.
"""

import json
import logging
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from crm.skills.known import KnownSkill
from storage.folding import of_skill

NAME = "skills.db"
_FORMAT = 1
"""Counts how spellings are folded."""
_TABLES = """
    CREATE TABLE skill (name TEXT PRIMARY KEY, kind TEXT, aliases TEXT) WITHOUT ROWID;
    CREATE TABLE spelling (key TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
"""
_AFTER_ALL = "\U0010ffff"

log = logging.getLogger("roster")


@dataclass(frozen=True, slots=True)
class _File:
    folder: Path
    database: sqlite3.Connection


_used: list[_File] = []


def use(folder: Path) -> None:
    """The file in there, if there is one, and no other from now on."""
    while _used:
        _used.pop().database.close()
    path = folder / NAME
    if not path.exists():
        return
    # Whoever imports anew puts another file in its place: this one does not change.
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    database = sqlite3.connect(uri, uri=True, check_same_thread=False)
    if _is_ours(database):
        _used.append(_File(folder, database))
    else:
        database.close()
        log.warning("%s cannot be read: roster import-skills makes it anew", path)


def _is_ours(database: sqlite3.Connection) -> bool:
    try:
        return bool(database.execute("PRAGMA user_version").fetchone() == (_FORMAT,))
    except sqlite3.DatabaseError:
        return False


def folder() -> Path | None:
    """Where the one is that is used."""
    return _used[0].folder if _used else None


def spelt(key: str) -> KnownSkill | None:
    """By the folded form of any of its spellings."""
    for file in _used:
        sql = "SELECT skill.name, kind, aliases FROM spelling JOIN skill ON skill.name = spelling.name WHERE key = ?"
        if found := file.database.execute(sql, [key]).fetchone():
            name, kind, aliases = found
            return KnownSkill(name, kind, tuple(json.loads(aliases)))
    return None


def beginning_with(key: str, most: int) -> tuple[str, ...]:
    """The names of those of which a spelling begins so, when folded."""
    for file in _used:
        sql = "SELECT DISTINCT name FROM spelling WHERE key >= ? AND key < ? LIMIT ?"
        found = file.database.execute(sql, [key, key + _AFTER_ALL, most])
        return tuple(name for (name,) in found)
    return ()


def write(folder: Path, skills: Iterable[KnownSkill]) -> None:
    """Instead of those that were there. No two share a spelling. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f".{NAME}.{os.getpid()}"
    try:
        with closing(sqlite3.connect(beside)) as database:
            database.executescript(f"{_TABLES} PRAGMA user_version = {_FORMAT};")
            for each in skills:
                aliases = json.dumps(each.aliases, ensure_ascii=False)
                database.execute("INSERT INTO skill VALUES (?, ?, ?)", [each.name, each.kind, aliases])
                keys = dict.fromkeys(map(of_skill, each.spellings))
                database.executemany("INSERT INTO spelling VALUES (?, ?)", [(key, each.name) for key in keys])
            database.commit()
        beside.replace(folder / NAME)
    except sqlite3.OperationalError as error:
        raise OSError(f"{folder / NAME} cannot be written: {error}") from error
    finally:
        beside.unlink(missing_ok=True)
