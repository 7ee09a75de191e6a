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
import pytest

from bot.jobs import JobEngine
from storage.database import close_database, open_database
from storage.migrate import migrate
from workspace.postgres import postgres

BACKENDS = ("sqlite", "postgres")
on_one_database = pytest.mark.parametrize("backend", BACKENDS[:1], indirect=True)
"""For what is read, refused or drawn before or after a database has its say. What is kept and found is tested on both."""


@contextmanager
def postgres_server(**settings: str) -> Iterator[str]:
    """The address of a server, ending in a database to connect to. `settings`: of that from pip."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    folder = tempfile.TemporaryDirectory(prefix="roster-postgres-")
    with folder, postgres(Path(folder.name), **settings) as url:
        yield url


@asynccontextmanager
async def empty_postgres(server: str, template: str = "template0") -> AsyncIterator[str]:
    """The address of a database of its own, dropped afterwards."""
    name = f"roster_test_{uuid4().hex[:12]}"
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            await connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    finally:
        await connection.close()


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[str]:
    """The database as it is."""
    await open_database(url)
    try:
        yield url
    finally:
        await close_database()


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[str]:
    """The database, migrated and connected to."""
    async with connected(url):
        await migrate(url)
        yield url


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
