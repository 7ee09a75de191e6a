"""Which faults are the database's own, and pass: it restarts, its disk is full, another holds its lock."""

import asyncpg  # type: ignore[import-untyped] # it ships no types
from tortoise.exceptions import DBConnectionError, OperationalError, TransactionManagementError

_OF_SQLITE = ("disk is full", "disk I/O error", "database is locked", "unable to open database file")
"""SQLite has one class of errors for these and for mistakes in a statement. https://sqlite.org/rescode.html"""
_OF_POSTGRES = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # the server has said goodbye, and the connection is not closed yet
    asyncpg.exceptions.OperatorInterventionError,  # it shuts down, or starts up
    asyncpg.exceptions.InsufficientResourcesError,  # the disk is full, or there are too many connections
    asyncpg.exceptions.TransactionRollbackError,  # a deadlock, which one of the two has to give way to
    asyncpg.exceptions.IdleInTransactionSessionTimeoutError,  # we stood still for too long
)


def is_unavailable(error: BaseException) -> bool:
    """The same again, later, may go well."""
    if isinstance(error, OperationalError):
        return any(words in str(error) for words in _OF_SQLITE)
    if isinstance(error, TransactionManagementError):  # Tortoise's name for some of PostgreSQL's
        return isinstance(error.__cause__, _OF_POSTGRES)
    return isinstance(error, (DBConnectionError, OSError, TimeoutError, *_OF_POSTGRES))
