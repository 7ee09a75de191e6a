"""Work that is cut off between two statements of a transaction, as a kill does it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tortoise.backends.asyncpg.client import TransactionWrapper as PostgresTransaction
from tortoise.backends.sqlite.client import SqliteTransactionWrapper as SqliteTransaction


class CutOff(Exception):
    """As if the process were killed: nobody goes on, and the database takes back what was not committed."""


@contextmanager
def cut_off_after(statements: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """So many of a transaction are still carried out."""
    left = [statements]
    with monkeypatch.context() as patched:
        for wrapper in (SqliteTransaction, PostgresTransaction):
            for name in ("execute_query", "execute_query_dict", "execute_insert", "execute_many"):
                patched.setattr(wrapper, name, _counted(getattr(wrapper, name), left))
        yield


def _counted(original: Any, left: list[int]) -> Any:
    async def counted(self: Any, *arguments: Any, **named: Any) -> Any:
        if left[0] == 0:
            async with (
                self.acquire_connection()
            ):  # several of one transaction may be under way: those are carried out
                raise CutOff
        left[0] -= 1
        return await original(self, *arguments, **named)

    return counted
