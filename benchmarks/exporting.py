"""Exporting 1,000,000 people (`PEOPLE`) as CSV, beside a bare cursor that writes the same file, and the memory it takes.

`roster export` is measured from its start to its end; the job that people ask for in Slack from its first part to the file,
with every part kept until then.
"""

import asyncio
import csv
import os
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped] # it ships no types

from benchmarks.book import AUTHOR, TENANT
from benchmarks.databases import POSTGRES
from benchmarks.full_book import fill
from benchmarks.results import Figure, at_least, under
from benchmarks.shell import roster
from crm import exporting, jobs
from crm.exporting.columns import HEADER
from crm.exporting.formats.delimited import PLAIN
from crm.exporting.whom import chosen
from crm.exporting.writers import Writers
from crm.querying.asking import Asker
from crm.types import Reader
from storage.database import sqlite_path
from tests.databases import empty_postgres, opened, postgres_server

PEOPLE = 1_000_000
AT_ONCE = 1_000
GOAL_OF_CURSOR = 0.5
GOAL_MB = 300


async def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite://{folder}/roster.db"
        async with opened(url):
            await fill(PEOPLE)
        found = await figures(PEOPLE, "sqlite", url)
    with postgres_server(**POSTGRES) as server:
        async with empty_postgres(server) as url:
            async with opened(url):
                await fill(PEOPLE)
            return [*found, *await figures(PEOPLE, "postgres", url)]


async def figures(people: int, database: str, url: str) -> list[Figure]:
    """With the book filled and closed."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours.csv", Path(folder) / "theirs.csv"
        bare = await _bare(url, theirs)
        seconds, megabytes = await _by_command(url, ours)
        if ours.read_bytes() != theirs.read_bytes():
            raise AssertionError("the two files differ")
        by_job = await _by_job(url, people)
    figure = partial(Figure, "exporting", database=database, rows=people)
    command_goal, command_met = at_least(GOAL_OF_CURSOR, bare / seconds)
    job_goal, job_met = at_least(GOAL_OF_CURSOR, bare / by_job)
    memory_goal, memory_met = under(GOAL_MB, megabytes, "MB")
    cursor = "a bare cursor"
    return [
        figure("a bare cursor that writes the same file", people / bare, "people/s"),
        figure("roster export", people / seconds, "people/s"),
        figure(
            "roster export, of the cursor",
            bare / seconds,
            "times",
            against=cursor,
            goal=command_goal,
            met=command_met,
        ),
        figure(
            "export as a job, of the cursor",
            bare / by_job,
            "times",
            against=cursor,
            goal=job_goal,
            met=job_met,
        ),
        figure("memory of its own, at most", megabytes, "MB", goal=memory_goal, met=memory_met),
    ]


async def _by_command(url: str, file: Path) -> tuple[float, float]:
    """Seconds, and the most memory that it held in megabytes."""
    begun = time.perf_counter()
    export = ("export", "-o", str(file), "--format", PLAIN.key, "--team", TENANT.team_id)
    megabytes = await asyncio.to_thread(partial(roster, *export, url=url))
    return time.perf_counter() - begun, megabytes


async def _by_job(url: str, people: int) -> float:
    async def whom(line: str) -> list[int]:
        return await chosen(TENANT, line, Asker(Reader(AUTHOR.user_id), datetime.now(UTC)))

    async with opened(url):
        begun = time.perf_counter()
        job = await exporting.start(TENANT, AUTHOR, "", "D1", PLAIN.key)
        await jobs.begin(TENANT, job.id, job.attempt)
        with closing(Writers(url, os.cpu_count() or 1)) as writers:
            while await exporting.write_next(TENANT, job.id, whom, writers):
                pass
        with tempfile.TemporaryFile() as file:
            written = await exporting.read(TENANT, job.reference, file)
        assert written is not None
        assert written.people == people
        await exporting.finish(job)
        return time.perf_counter() - begun


async def _bare(url: str, file: Path) -> float:
    """Seconds of one statement, read by a cursor and written row after row."""
    begun = time.perf_counter()
    path = sqlite_path(url)
    with file.open("w", encoding="utf-8", newline="") as opened_file:
        writer = csv.writer(opened_file)
        writer.writerow(HEADER)
        if path:
            _write_of_sqlite(path, writer.writerows)
        else:
            await _write_of_postgres(url, writer.writerows)
    return time.perf_counter() - begun


def _write_of_sqlite(path: Path, write: Any) -> None:
    connection = sqlite3.connect(path)
    try:
        write(connection.execute(_statement(_list_of_sqlite)))
    finally:
        connection.close()


async def _write_of_postgres(url: str, write: Any) -> None:
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction():
            cursor = await connection.cursor(_statement(_list_of_postgres))
            while found := await cursor.fetch(AT_ONCE):
                write(found)
    finally:
        await connection.close()


def _list_of_sqlite(value: str, table: str, order: str) -> str:
    return (
        f"(SELECT group_concat(one, ' | ') FROM (SELECT {value} AS one FROM {table}"
        f" WHERE part.contact_id = contact.id ORDER BY {order}))"
    )


def _list_of_postgres(value: str, table: str, order: str) -> str:
    return f"(SELECT string_agg({value}, ' | ' ORDER BY {order}) FROM {table} WHERE part.contact_id = contact.id)"


def _statement(list_of: Any) -> str:
    """What an export writes of the book's people, who have no marks in their texts that would be escaped."""
    in_order = "part.position, part.id"
    position = f"FROM contact_position part WHERE part.contact_id = contact.id ORDER BY {in_order} LIMIT 1"
    station = "company || ' ; ' || title || CASE WHEN is_current THEN '' ELSE ' ;  ;  ; past' END"
    columns = (
        *("name", "headline", "location", "photo_url"),
        list_of("address || ' ; ' || kind", "contact_email part", in_order),
        list_of("number || ' ; ' || kind", "contact_phone part", in_order),
        f"(SELECT company {position})",
        f"(SELECT title {position})",
        list_of("url", "contact_profile part", in_order),
        list_of(station, "contact_position part", in_order),
        list_of("institution", "contact_education part", in_order),
        list_of("name", "contact_certification part", in_order),
        list_of("name || ' ; ' || kind", "contact_skill part", in_order),
        list_of("tag.name", "contact_tag part JOIN tag ON tag.id = part.tag_id", "lower(tag.name)"),
    )
    return f"SELECT {', '.join(columns)} FROM contact WHERE tenant = '{TENANT.key}' AND state = 'live' ORDER BY contact.id"
