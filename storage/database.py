"""Opening the database, and transactions.

SQLite is in write-ahead mode, with one connection that writes and one that reads, each behind a lock of its own: who reads
does not wait for the end of somebody's transaction. PostgreSQL is a pool. The rest of the code sees no difference but in
`storage.queries.search` and `storage.migrations`.
"""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import asyncpg  # type: ignore[import-untyped] # it ships no types
from tortoise import Tortoise
from tortoise.backends.base.client import BaseDBAsyncClient, TransactionalDBClient, TransactionContext
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.connection import get_connection, get_connections
from tortoise.exceptions import IntegrityError, TransactionManagementError
from tortoise.models import Model
from tortoise.transactions import in_transaction

CONNECTION = "default"
READING = "reading"
MIGRATING = "migrating"
MIGRATIONS = "storage.migrations"
SQLITE_CACHE_KB = 32_000
SQLITE_MAPPED_BYTES = 2 * 2**30
"""Who reads sees so much of the file in the memory that the system keeps of it. An error of the disk there ends the process, which goes
on where it was, as after any other end."""
SQLITE_BUSY_TIMEOUT_MS = 5_000
IDLE_TRANSACTION_SECONDS = 5.0
"""PostgreSQL ends a session that does nothing within a transaction for so long: a process that stands still would keep its
locks, and whoever takes over its work would stand still behind them."""


class InvalidDatabaseUrl(ValueError):
    """The message is a sentence that says what a database URL looks like."""


class AlreadyThere(Exception):
    """A row breaks a unique constraint: somebody else was first."""


def config(url: str) -> dict[str, Any]:
    """Tortoise's configuration for `sqlite://path` or `postgres://user:password@host:port/database`."""
    file = sqlite_path(url)
    return {
        "connections": _sqlite_connections(file) if file else _postgres_connections(url),
        "routers": [_BesideTransactions] if file else [],
        "apps": {
            "roster": {
                "models": ["storage.models"],
                "migrations": MIGRATIONS,
                "default_connection": CONNECTION,
            }
        },
        "use_tz": True,
        "timezone": "UTC",
    }


def sqlite_path(url: str) -> Path | None:
    """The file behind a `sqlite://` address; None for PostgreSQL."""
    scheme, _, path = url.partition("://")
    return Path(path) if scheme == "sqlite" and path else None


async def open_database(url: str) -> None:
    """Connect. Raises InvalidDatabaseUrl, and the driver's own error where nobody answers."""
    if path := sqlite_path(url):
        path.parent.mkdir(parents=True, exist_ok=True)
    # The job engine calls us from tasks that were not begun by the task that opens the database.
    await Tortoise.init(config=config(url), _enable_global_fallback=True)
    await connection().execute_query("SELECT 1")


async def close_database() -> None:
    await Tortoise.close_connections()
    EXECUTOR_CACHE.clear()  # statements are kept by the connection's name, in the words of the database that had it


def connection() -> BaseDBAsyncClient:
    """The connection of the current task: its transaction's, where there is one."""
    return get_connection(CONNECTION)


def _reading() -> BaseDBAsyncClient:
    """For a statement that changes nothing."""
    return connection() if in_a_transaction() or not is_sqlite() else get_connection(READING)


def migrating() -> BaseDBAsyncClient:
    """For steps of a migration: between two statements Tortoise may think for longer than a transaction may stand still."""
    return connection() if is_sqlite() else get_connection(MIGRATING)


def in_a_transaction() -> bool:
    return isinstance(connection(), TransactionalDBClient)


def is_sqlite() -> bool:
    return connection().capabilities.dialect == "sqlite"


async def rows(sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
    """Run one statement. Its parameters are written `?` and turned into `$1` for PostgreSQL."""
    client = _reading() if sql.lstrip().startswith("SELECT") else connection()
    found: list[dict[str, Any]] = await client.execute_query_dict(placeholders(sql), list(values))
    return [dict(row) for row in found]


async def tuples(sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """The same, each row as its values in their order: for very many of them."""
    client = _reading() if sql.lstrip().startswith("SELECT") else connection()
    _, found = await client.execute_query(placeholders(sql), list(values))
    return [tuple(row) for row in found]


def placeholders(sql: str) -> str:
    if is_sqlite():
        return sql
    head, *rest = sql.split("?")
    return head + "".join(f"${number}{part}" for number, part in enumerate(rest, start=1))


def among(column: str, values: Sequence[str | int]) -> tuple[str, object]:
    """A condition, and its one parameter: the statement is the same for however many values, and need not be made anew."""
    if is_sqlite():
        return f"{column} IN (SELECT value FROM json_each(?))", json.dumps(values)  # noqa: S608 - the name is ours
    return f"{column} = ANY(?)", values


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """All or nothing. Raises AlreadyThere where a unique constraint was broken; nests as a savepoint."""
    outside = connection()
    try:
        async with _begun(in_transaction(CONNECTION)):
            yield
    except IntegrityError as error:
        raise AlreadyThere(str(error)) from error
    finally:
        if (
            connection() is not outside
        ):  # Tortoise goes on showing the broken connection it could not give back
            get_connections().set(CONNECTION, outside)


@asynccontextmanager
async def _begun(context: TransactionContext) -> AsyncIterator[None]:
    """Where BEGIN fails, Tortoise keeps the connection it has taken for it, for good: the way out gives it back."""
    try:
        await context.__aenter__()
    except BaseException:
        if hasattr(context, "token"):
            await context.__aexit__(TransactionManagementError, None, None)  # there is nothing to roll back
        raise
    try:
        yield
    except BaseException as error:
        await context.__aexit__(type(error), error, error.__traceback__)
        raise
    else:
        await context.__aexit__(None, None, None)


class _BesideTransactions:
    """Tells Tortoise which connection of SQLite to take."""

    def db_for_read(self, model: type[Model]) -> str:
        return CONNECTION if in_a_transaction() else READING

    def db_for_write(self, model: type[Model]) -> str:
        return CONNECTION


def _sqlite_connections(path: Path) -> dict[str, Any]:
    shared = {"file_path": str(path), "busy_timeout": SQLITE_BUSY_TIMEOUT_MS, "cache_size": -SQLITE_CACHE_KB}
    writing = {"journal_mode": "WAL", "synchronous": "NORMAL", "foreign_keys": "ON"}
    reading = {"mmap_size": SQLITE_MAPPED_BYTES, "query_only": "ON"}
    return {
        CONNECTION: {"engine": "storage.sqlite", "credentials": {**shared, **writing}},
        READING: {"engine": "storage.sqlite", "credentials": {**shared, **reading}},
    }


def _postgres_connections(url: str) -> dict[str, Any]:
    if urlsplit(url).scheme not in ("postgres", "postgresql"):
        raise InvalidDatabaseUrl(
            "A database address looks like sqlite://data/roster.db or postgres://user:password@host/database."
        )
    idle = f"{IDLE_TRANSACTION_SECONDS * 1_000:.0f}"
    # To compile a statement takes longer than any of ours takes to run; to start workers, longer than nearly all: words that next to
    # nobody has are taken for common. The default is 1,000.
    # Of whom a third have a word in notes is put together once in that memory; with the default, anew for each row, for minutes.
    settings = {
        "idle_in_transaction_session_timeout": idle,
        "jit": "off",
        "parallel_setup_cost": "10000",
        "work_mem": "64MB",
    }
    return {
        CONNECTION: _postgres(url, settings),
        MIGRATING: _postgres(url, {}),
    }


class _Connection(asyncpg.Connection):  # type: ignore[misc] # it ships no types
    """One that is given back to its pool as it is. We leave nothing behind in a session (no SET, LISTEN, cursor or lock
    outlives its transaction), and asking the server to forget it all is half of the round trips of short questions."""

    def get_reset_query(self) -> str:
        return ""


def _postgres(url: str, settings: dict[str, str]) -> dict[str, Any]:
    credentials = _postgres_credentials(url)
    return {
        "engine": "tortoise.backends.asyncpg",
        "credentials": {**credentials, "server_settings": settings, "connection_class": _Connection},
    }


def _postgres_credentials(url: str) -> dict[str, Any]:
    """The host may be a folder with a Unix socket: `postgres://user@/database?host=/run/postgresql`."""
    parts = urlsplit(url)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "host": query.pop("host", parts.hostname or "localhost"),
        "port": parts.port or int(query.pop("port", 5432)),
        "user": unquote(parts.username or "postgres"),
        "password": unquote(parts.password) if parts.password else None,
        "database": unquote(parts.path.lstrip("/")) or "postgres",
        **query,
    }
