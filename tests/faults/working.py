"""People at work for as long as something goes on that should not disturb them."""

import asyncio
import random
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from tests.faults import counting
from tests.faults.colleagues import Asked, Colleague
from tests.faults.fleet import Fleet
from tests.waiting import patiently

PATIENCE_SECONDS = 8.0
REST_SECONDS = 120.0


async def people_work(bots: Fleet, asked: Asked, seed: str, meanwhile: Coroutine[Any, Any, None]) -> None:
    """As long as that lasts, and until what they have begun is done."""
    over = asyncio.Event()
    async with asyncio.TaskGroup() as work:
        for name, channel in (("ada", "recruiting"), ("ben", "general")):
            person = bots.slack.person(name, patience=PATIENCE_SECONDS)
            colleague = Colleague(person, channel, asked, random.Random(f"{seed} {name}"))
            work.create_task(colleague.works(over))
        await meanwhile
        over.set()


async def comes_to_rest() -> None:
    """Waits until nothing is left to do."""
    async for attempt in patiently(REST_SECONDS):
        with attempt:
            assert await counting.left_over() == []


@asynccontextmanager
async def in_the_background(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as group:
        task = group.create_task(work)
        yield
        task.cancel()
