"""On SQLite one writes at a time: people first, then jobs, each in the order in which they came."""

import asyncio
from contextlib import nullcontext

from storage.database import rows, transaction
from storage.sqlite import patient
from tests.databases import opened


async def test_people_go_before_jobs(sqlite_url: str) -> None:
    done: list[str] = []
    all_wait = asyncio.Event()

    async def hold() -> None:
        async with transaction():
            await all_wait.wait()

    async def write(name: str, *, is_job: bool) -> None:
        with patient() if is_job else nullcontext():
            async with transaction():
                await rows("SELECT 1 AS one")
                done.append(name)

    async with opened(sqlite_url), asyncio.timeout(10), asyncio.TaskGroup() as writers:
        writers.create_task(hold())
        for name, is_job in ("a job", True), ("another job", True), ("Ada", False), ("Bo", False):
            writers.create_task(write(name, is_job=is_job))
        await asyncio.sleep(0)
        all_wait.set()
    assert done == ["Ada", "Bo", "a job", "another job"]


async def test_whoever_gives_up_when_it_is_their_turn_passes_it_on(sqlite_url: str) -> None:
    async def write() -> None:
        async with transaction():
            await rows("SELECT 1 AS one")

    async with opened(sqlite_url), asyncio.timeout(10):
        for steps in range(40):
            first, second, third = (asyncio.create_task(write()) for _ in range(3))
            for _ in range(steps):
                await asyncio.sleep(0)
            second.cancel()
            await asyncio.gather(first, second, third, return_exceptions=True)
            assert third.exception() is None
