"""A transaction that cannot be begun leaves nothing behind: no connection that nobody can use any more, no lock."""

import asyncio

import psycopg
import pytest
from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt

from crm.faults import database_is_away
from storage.database import in_a_transaction, is_sqlite, rows, transaction

TIMES = 12
"""More than there are connections."""
TERMINATE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


async def test_one_that_is_cut_off_while_it_begins(database: str) -> None:
    async def one() -> None:
        async with transaction():
            await rows("SELECT 1 AS one")

    for steps in range(TIMES):
        task = asyncio.create_task(one())
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    async with asyncio.timeout(10):
        await one()


async def test_one_whose_connection_is_dead_without_anybody_knowing(database: str) -> None:
    if is_sqlite():
        return
    for _ in range(TIMES):
        await rows("SELECT 1 AS one")
        with psycopg.connect(database) as other:  # in one go: our own side has no moment to notice
            other.execute(TERMINATE)
        with pytest.raises(Exception) as error:  # noqa: PT011 - the driver's own, and that is what is looked at
            async with transaction():
                await rows("SELECT 1 AS one")
        assert database_is_away(error.value)
        assert not in_a_transaction()
        as_long_as_away = AsyncRetrying(
            retry=retry_if_exception(database_is_away), stop=stop_after_attempt(TIMES)
        )
        async for attempt in as_long_as_away:  # as many are dead as there were
            with attempt:
                async with transaction():
                    assert await rows("SELECT 1 AS one") == [{"one": 1}]
