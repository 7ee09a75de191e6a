"""SQLite as Tortoise's engine: its one writer is waited for in a line of our own.

A deferred transaction that reads first and writes later dies with "database is locked" when another process wrote in between; one that
begins as a writer waits its turn instead. What a person waits for goes before what a job writes, of which there may be much.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from heapq import heappop, heappush
from itertools import count
from typing import Literal

from tortoise.backends.base.client import TransactionContext
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
)

_is_patient: ContextVar[bool] = ContextVar("is_patient", default=False)


@contextmanager
def patient() -> Iterator[None]:
    """Whoever is within lets others go first."""
    before = _is_patient.set(True)
    try:
        yield
    finally:
        _is_patient.reset(before)


class Line(asyncio.Lock):
    """A lock for which the patient wait until nobody else does; among equals, who came first is next."""

    def __init__(self) -> None:
        self._is_held = False
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []
        self._numbers = count()

    def locked(self) -> bool:
        return self._is_held

    async def acquire(self) -> Literal[True]:
        if not self._is_held:
            self._is_held = True
            return True
        turn = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (_is_patient.get(), next(self._numbers), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # it was handed over in this moment
                self.release()
            raise
        return True

    def release(self) -> None:
        """It is handed over to who is next, and free only where nobody waits."""
        while self._waiting:
            _, _, turn = heappop(self._waiting)
            if not turn.done():
                turn.set_result(None)
                return
        self._is_held = False


class _Transaction(SqliteTransactionWrapper):
    async def begin(self) -> None:
        try:
            await self.execute_query("BEGIN IMMEDIATE")
        except BaseException:  # whoever is cut off does not know whether it has begun
            await self._connection.rollback()
            raise


class Client(SqliteClient):
    def __init__(self, file_path: str, **settings: object) -> None:
        super().__init__(file_path, **settings)
        self._lock = Line()

    def _in_transaction(self) -> TransactionContext:
        return SqliteTransactionContext(_Transaction(self), self._lock)


client_class = Client
