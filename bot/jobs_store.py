"""Where jobs are recorded, and the lock that keeps a second process away from them.

With SQLite that is `jobs.db` beside the database, with PostgreSQL the schema `dbos` of the same database.
"""

import fcntl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import psycopg

from storage.database import sqlite_path

LOCK_NUMBER = 7301
_FOR_LIBPQ = frozenset({"host", "port", "sslmode", "sslrootcert", "connect_timeout"})


class AlreadyRunning(Exception):
    """The message is a sentence for the operator."""

    def __init__(self) -> None:
        super().__init__("Roster is already running with this database; stop the other one first.")


def address(database_url: str) -> str:
    """Where DBOS records its jobs, in SQLAlchemy's words."""
    path = sqlite_path(database_url)
    return f"sqlite:///{jobs_file(path)}" if path else libpq_address(database_url)


def jobs_file(database: Path) -> Path:
    return database.absolute().parent / "jobs.db"


def libpq_address(database_url: str) -> str:
    """The address of the PostgreSQL database without what only asyncpg and Tortoise understand."""
    parts = urlsplit(database_url)
    given = {"sslmode" if name == "ssl" else name: value for name, value in parse_qsl(parts.query)}
    kept = {name: value for name, value in given.items() if name in _FOR_LIBPQ}
    who_and_where = parts.netloc if "@" in parts.netloc else f"postgres@{parts.netloc}"
    query = f"?{urlencode(kept, quote_via=quote)}" if kept else ""
    return f"postgresql://{who_and_where}{parts.path if parts.path.strip('/') else '/postgres'}{query}"


@asynccontextmanager
async def alone(database_url: str, executor_id: str) -> AsyncIterator[None]:
    """Nobody else works on these jobs under this name meanwhile. Raises AlreadyRunning, OSError."""
    path = sqlite_path(database_url)
    lock = _file_locked(jobs_file(path)) if path else _name_locked(libpq_address(database_url), executor_id)
    async with lock:
        yield


@asynccontextmanager
async def _file_locked(jobs: Path) -> AsyncIterator[None]:
    """The system gives the lock back however the process ends."""
    jobs.parent.mkdir(parents=True, exist_ok=True)
    with jobs.with_suffix(".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning from error
        yield


@asynccontextmanager
async def _name_locked(libpq: str, executor_id: str) -> AsyncIterator[None]:
    """Replicas may share a PostgreSQL database, each under a name of its own: it takes up the jobs of that name again."""
    try:
        connection = await psycopg.AsyncConnection.connect(libpq, autocommit=True)
    except psycopg.OperationalError as error:
        raise OSError(f"PostgreSQL cannot be reached: {error}") from error
    async with connection:
        row = await (
            await connection.execute(
                "SELECT pg_try_advisory_lock(%s, hashtext(%s))", (LOCK_NUMBER, executor_id)
            )
        ).fetchone()
        if not row or not row[0]:
            raise AlreadyRunning
        yield
