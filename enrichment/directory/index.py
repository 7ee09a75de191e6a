"""An index of an operator's files: one SQLite file beside them, made anew whenever one of them has changed."""

import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

from enrichment.directory import columns, files
from enrichment.values import Kind

_FORMAT = 1
"""Counts how rows are understood."""
_SUFFIX = ".roster-index"
_TABLES = """
    CREATE TABLE person (id INTEGER PRIMARY KEY, place TEXT, source TEXT, collected_at TEXT, lawful_basis TEXT, said TEXT);
    CREATE TABLE key (kind TEXT, value TEXT, person INTEGER, PRIMARY KEY (kind, value, person)) WITHOUT ROWID;
    CREATE TABLE made_of (stamp TEXT, people INTEGER, problems TEXT);
"""


@dataclass(frozen=True, slots=True)
class Contents:
    """`problems` are sentences for the operator."""

    people: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """`by` has the kinds of keys that matched; `place` is the file, and the how manieth record of it."""

    by: frozenset[str]
    values: tuple[tuple[Kind, str], ...]
    place: str
    source: str
    collected_at: date | None
    lawful_basis: str


@dataclass(frozen=True, slots=True)
class Index:
    """Of the file or folder at `path`. `region` is for phone numbers without a country code. Calls block: they read and write files."""

    path: Path
    region: str = ""

    def make_if_changed(self) -> None:
        """Raises OSError or sqlite3.Error where the files cannot be read, or the index cannot be written."""
        stamp = self._stamp()
        if self._made_of() != stamp:
            self._make(stamp)

    def contents(self) -> Contents:
        self.make_if_changed()
        with closing(self._opened()) as database:
            people, problems = database.execute("SELECT people, problems FROM made_of").fetchone()
        return Contents(people, tuple(json.loads(problems)))

    def find(self, keys: Iterable[tuple[str, str]]) -> tuple[Found, ...]:
        """Everybody in the index who has one of them, in the files' order. Raises sqlite3.Error where there is no index."""
        with closing(self._opened()) as database:
            rows = database.execute(
                "SELECT person.id, key.kind, place, source, collected_at, lawful_basis, said FROM json_each(?) AS asked"
                " JOIN key ON key.kind = json_extract(asked.value, '$[0]')"
                " AND key.value = json_extract(asked.value, '$[1]')"
                " JOIN person ON person.id = key.person ORDER BY person.id",
                (json.dumps(list(keys)),),
            ).fetchall()
        found: dict[int, Found] = {}
        for number, kind, place, source, collected_at, lawful_basis, said in rows:
            known = found.get(number)
            found[number] = (
                replace(known, by=known.by | {kind})
                if known
                else Found(
                    by=frozenset({kind}),
                    values=tuple((Kind(each), text) for each, text in json.loads(said)),
                    place=place,
                    source=source,
                    collected_at=date.fromisoformat(collected_at) if collected_at else None,
                    lawful_basis=lawful_basis,
                )
            )
        return tuple(found.values())

    @property
    def file(self) -> Path:
        return self.path.with_name(self.path.name + _SUFFIX)

    def _opened(self) -> sqlite3.Connection:
        return sqlite3.connect(f"{self.file.resolve().as_uri()}?mode=ro", uri=True)

    def _stamp(self) -> str:
        found = [
            (str(each.relative_to(self.path.parent)), each.stat().st_size, each.stat().st_mtime_ns)
            for each in files.files(self.path)
        ]
        return json.dumps([_FORMAT, self.region, found])

    def _made_of(self) -> str:
        if not self.file.exists():
            return ""
        try:
            with closing(self._opened()) as database:
                return str(database.execute("SELECT stamp FROM made_of").fetchone()[0])
        except sqlite3.Error:
            return ""

    def _make(self, stamp: str) -> None:
        """Beside the old one, which it then replaces at once: whoever reads meanwhile, in this process or another, has one of both."""
        with NamedTemporaryFile(dir=self.file.parent, prefix=f".{self.file.name}.", delete=False) as new:
            pass
        try:
            with closing(sqlite3.connect(new.name)) as database:
                # What is lost in a crash is made anew.
                database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES}")
                self._fill(database, stamp)
                database.commit()
            os.replace(new.name, self.file)  # noqa: PTH105 - both are names here
        except BaseException:
            Path(new.name).unlink(missing_ok=True)
            raise

    def _fill(self, database: sqlite3.Connection, stamp: str) -> None:
        people, problems = 0, []
        for file in files.files(self.path):
            try:
                for number, row in enumerate(files.rows(file), start=1):
                    person = columns.person(row, self.region)
                    if person is not None:
                        people += 1
                        _add(database, people, f"{file.name}, record {number}", person)
            except files.UnreadableFile as error:
                problems.append(str(error))
        database.execute("INSERT INTO made_of VALUES (?, ?, ?)", (stamp, people, json.dumps(problems)))


def _add(database: sqlite3.Connection, number: int, place: str, person: columns.Person) -> None:
    collected_at = person.collected_at.isoformat() if person.collected_at else ""
    said = json.dumps(person.values, ensure_ascii=False)
    database.execute(
        "INSERT INTO person VALUES (?, ?, ?, ?, ?, ?)",
        (number, place, person.source, collected_at, person.lawful_basis, said),
    )
    database.executemany("INSERT INTO key VALUES (?, ?, ?)", ((*key, number) for key in person.keys))
