"""An import of 200,000 rows and its undo, beside the plainest way to get the same rows into a database.

The rows are those of `benchmarks.people`: eleven columns, seventeen rows in eleven tables for each person. Two floors:

- **the same rows**: everything that the import has left in the database, provenance, timeline and undo data included, written
  into empty tables of the same schema by `executemany` (SQLite, write-ahead mode) or COPY (PostgreSQL);
- **bare tables**: only the people with their parts, into tables without any index but the one that keeps e-mail addresses
  apart, and without search.
"""

import asyncio
import sqlite3
import tempfile
import time
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped] # it ships no types

from benchmarks.databases import POSTGRES
from benchmarks.people import people_csv
from benchmarks.results import Figure, at_least, under
from benchmarks.shell import roster
from crm import importing, jobs
from crm.importing import undoing
from crm.types import Author, ImportRun, Tenant
from storage.database import rows
from tests.databases import empty_postgres, opened, postgres_server

PEOPLE = 200_000
TAKEN_BACK = 100_000
BENCHMARK = "import"
TENANT = Tenant("T1")
ADA = Author("UADA")
SECRET = bytes(32)
PARTS = (
    *("contact", "contact_email", "contact_phone", "contact_profile", "contact_position"),
    *("contact_skill", "contact_tag"),
)
ALL = ("tag", *PARTS, "field_source", "timeline_entry", "import_run", "import_change", "name_word")
"""In an order in which no row names one that comes later."""
GOAL_OF_FLOOR = 0.33
GOAL_MB = 300
GOAL_PREVIEW_SECONDS = 2.0

Tables = dict[str, tuple[list[str], list[tuple[Any, ...]]]]
"""Columns and rows by table."""


async def measure() -> list[Figure]:
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite://{folder}/roster.db"
        figures += await _on(url, f"sqlite://{folder}/floor.db", Path(folder), "sqlite")
    with postgres_server(**POSTGRES) as server, tempfile.TemporaryDirectory() as folder:
        async with empty_postgres(server) as url, empty_postgres(server) as floor:
            figures += await _on(url, floor, Path(folder), "postgres")
    return figures


async def _on(url: str, floor_url: str, folder: Path, name: str) -> list[Figure]:
    file = folder / "people.csv"
    file.write_bytes(await asyncio.to_thread(people_csv, PEOPLE))
    seconds, megabytes = await _imported_by_command(url, file)
    async with opened(floor_url):
        pass
    tables = await _read(url)
    same = await _floor(floor_url, tables, bare=False)
    bare = await _floor(floor_url, tables, bare=True)
    preview, undo = await _undone(url, folder)
    ours = PEOPLE / seconds
    faster = TAKEN_BACK / undo / ours

    def figure(
        what: str, value: float, unit: str, goal: tuple[str, bool | None] = ("", None), against: str = ""
    ) -> Figure:
        promised, met = goal
        return Figure(BENCHMARK, what, value, unit, name, PEOPLE, against, promised, met)

    return [
        figure("roster import", ours, "rows/s"),
        figure("floor: the same rows", PEOPLE / same, "rows/s"),
        figure("floor: bare tables", PEOPLE / bare, "rows/s"),
        figure(
            "roster import, of the floor",
            same / seconds,
            "times",
            at_least(GOAL_OF_FLOOR, same / seconds),
            "the same rows",
        ),
        figure(
            "roster import, of the plainest floor",
            bare / seconds,
            "times",
            at_least(GOAL_OF_FLOOR, bare / seconds),
            "bare tables",
        ),
        figure("memory of its own, at most", megabytes, "MB", under(GOAL_MB, megabytes, "MB")),
        figure("preview", preview, "s", under(GOAL_PREVIEW_SECONDS, preview, "s")),
        figure(f"undo of {TAKEN_BACK:,}", TAKEN_BACK / undo, "rows/s"),
        figure("undo, of the import", faster, "times", at_least(1, faster), "the import"),
    ]


async def _imported_by_command(url: str, file: Path) -> tuple[float, float]:
    """Seconds that its job took, and the most memory that the command held."""
    async with opened(url):
        pass
    megabytes = await asyncio.to_thread(roster, "import", str(file), "--team", TENANT.team_id, url=url)
    async with opened(url):
        (job,) = await jobs.recent(TENANT, 1)
    assert job.done == PEOPLE
    assert job.started_at is not None
    assert job.finished_at is not None
    return (job.finished_at - job.started_at).total_seconds(), megabytes


async def _read(url: str) -> Tables:
    async with opened(url):
        tables: Tables = {}
        for table in ALL:
            found = await rows(f"SELECT * FROM {table}")
            tables[table] = (list(found[0]), [tuple(row.values()) for row in found])
        return tables


async def _floor(url: str, tables: Tables, *, bare: bool) -> float:
    """Seconds, in one transaction."""
    write = _floor_of_sqlite if url.startswith("sqlite") else _floor_of_postgres
    return await write(url, tables, bare=bare)


async def _floor_of_sqlite(url: str, tables: Tables, *, bare: bool) -> float:
    connection = sqlite3.connect(url.removeprefix("sqlite://"))
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if bare:
            for table in PARTS:
                connection.execute(f"CREATE TABLE bare_{table} AS SELECT * FROM {table} WHERE 0")
            connection.execute("CREATE UNIQUE INDEX bare_email ON bare_contact_email (tenant, normalised)")
        begun = time.perf_counter()
        for table in PARTS if bare else ALL:
            columns, values = tables[table]
            places = ", ".join("?" * len(columns))
            into = f"{'bare_' if bare else ''}{table}"
            connection.executemany(f"INSERT INTO {into} ({', '.join(columns)}) VALUES ({places})", values)
        connection.commit()
        return time.perf_counter() - begun
    finally:
        connection.close()


async def _floor_of_postgres(url: str, tables: Tables, *, bare: bool) -> float:
    connection = await asyncpg.connect(url)
    try:
        if bare:
            for table in PARTS:
                await connection.execute(f"CREATE TABLE bare_{table} (LIKE {table})")
            await connection.execute(
                "CREATE UNIQUE INDEX bare_email ON bare_contact_email (tenant, normalised)"
            )
        begun = time.perf_counter()
        async with connection.transaction():
            for table in PARTS if bare else ALL:
                columns, values = tables[table]
                into = f"{'bare_' if bare else ''}{table}"
                await connection.copy_records_to_table(into, records=values, columns=columns)
        return time.perf_counter() - begun
    finally:
        await connection.close()


async def _undone(url: str, folder: Path) -> tuple[float, float]:
    """Seconds until what is in a file of as many rows is known, and until the import of half as many is taken back."""
    async with opened(url):
        begun = time.perf_counter()
        run = await _received(folder / "people.csv", "F-preview")
        await importing.expect(TENANT, run, SECRET)
        preview = time.perf_counter() - begun
        more = folder / "more.csv"
        others = people_csv(PEOPLE + TAKEN_BACK).splitlines()
        more.write_bytes(b"\n".join([others[0], *others[PEOPLE + 1 :]]))
        run = await _received(more, "F-more")
        job = await importing.start(TENANT, ADA, run.id)
        await jobs.begin(TENANT, job.id, job.attempt)
        while await importing.import_next(TENANT, job.id, SECRET):
            pass
        job = await undoing.start(TENANT, ADA, run.id)
        await jobs.begin(TENANT, job.id, job.attempt)
        begun = time.perf_counter()
        while await undoing.undo_next(TENANT, job.id):
            pass
        assert (await jobs.get(TENANT, job.id)).done == TAKEN_BACK
        return preview, time.perf_counter() - begun


async def _received(path: Path, file_id: str) -> ImportRun:
    with path.open("rb") as file:
        return await importing.receive(
            TENANT, ADA, file_id, path.name, file, "C1", "1.1", importing.Limits(bytes=10**9)
        )
