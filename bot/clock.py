"""The clock of one replica: it only wakes those who look for themselves, so a tick that is missed only delays."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC

from apscheduler.schedulers.asyncio import (  # type: ignore[import-untyped] # it ships no types
    AsyncIOScheduler,
)

from bot.looking import Lookout


@asynccontextmanager
async def ticking(every: tuple[tuple[float, Lookout], ...]) -> AsyncIterator[None]:
    """(seconds, whom to wake). On leaving, the last one of the tuple stops first."""
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    async with AsyncExitStack() as lookouts:
        for seconds, lookout in every:
            scheduler.add_job(lookout.wake, "interval", seconds=seconds)
            await lookouts.enter_async_context(lookout.looking())
        scheduler.start()
        try:
            yield
        finally:
            scheduler.shutdown(wait=False)
