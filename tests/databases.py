"""Real databases for the tests: a file of SQLite, and a PostgreSQL that comes from pip.

`TEST_DATABASE_URL` names another PostgreSQL instead; its databases `roster_test_*` are made and dropped.
"""

import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg  # type: ignore[import-untyped] # it ships no types

from bot.jobs import JobEngine
from storage.database import close_database, open_database
from storage.migrate import migrate
from workspace.postgres import postgres

BACKENDS = ("sqlite", "postgres")


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a server, ending in a database to connect to."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    with tempfile.TemporaryDirectory(prefix="roster-postgres-") as folder, postgres(Path(folder)) as url:
        yield url


@asynccontextmanager
async def empty_postgres(server: str, template: str = "template0") -> AsyncIterator[str]:
    """The address of a database of its own, dropped afterwards."""
    name = f"roster_test_{uuid4().hex[:12]}"
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            await connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    finally:
        await connection.close()


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[str]:
    """The database, migrated and connected to."""
    await open_database(url)
    try:
        await migrate(url)
        yield url
    finally:
        await close_database()


async def prepare(url: str) -> None:
    """Make all tables, ours and those of the job engine."""
    async with opened(url):
        pass
    async with JobEngine(url, "template").working({}):
        pass


@asynccontextmanager
async def prepared_postgres(server: str) -> AsyncIterator[str]:
    """The name of a database to copy others from, dropped afterwards."""
    async with empty_postgres(server) as url:
        await prepare(url)
        yield urlsplit(url).path.strip("/")
