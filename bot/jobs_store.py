"""Where jobs are recorded, and the lock that keeps a second process away from a file.

With SQLite that is `jobs.db` beside the database, with PostgreSQL the schema `dbos` of the same database.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from bot.errors import CannotStart
from storage.database import sqlite_path

_FOR_LIBPQ = frozenset({"host", "port", "sslmode", "sslrootcert", "connect_timeout"})


class AlreadyRunning(CannotStart):
    def __init__(self) -> None:
        super().__init__(
            "Roster is already running with this database; stop the other one first. (Several replicas need PostgreSQL.)"
        )


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


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """No other process works on that file of SQLite meanwhile. Raises AlreadyRunning.

    The system gives the lock back however the process ends. Replicas share PostgreSQL instead.
    """
    jobs = jobs_file(database)
    jobs.parent.mkdir(parents=True, exist_ok=True)
    with jobs.with_suffix(".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning from error
        yield
