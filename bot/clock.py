"""The clock of one replica. A tick only asks for work or looks after what stands still; missed, it only delays."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from apscheduler.schedulers.asyncio import (  # type: ignore[import-untyped] # it ships no types
    AsyncIOScheduler,
)

from bot.jobs import JobEngine
from crm import jobs, ticks, tidying
from crm.replicas import Replicas
from handlers.ticks import Tick

BEAT_SECONDS = 1
SWEEP_SECONDS = 10
DAY_HOURS = 24

log = logging.getLogger("roster")

Work = Callable[[], Coroutine[Any, Any, None]]


class Clock:
    """`ticks`: what to ask for at which period. `replicas`: whom to watch."""

    def __init__(self, engine: JobEngine, replicas: Replicas, ticks: tuple[Tick, ...]) -> None:
        self._engine = engine
        self._replicas = replicas
        self._ticks = ticks
        self._relaying = asyncio.Lock()
        self._woken: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """A job was asked for: do not wait for the next beat."""
        task = asyncio.create_task(_logged(self.relay)())
        self._woken.add(task)
        task.add_done_callback(self._woken.discard)

    @asynccontextmanager
    async def ticking(self) -> AsyncIterator[None]:
        """Look after everything while the engine is at work."""
        logging.getLogger("apscheduler").setLevel(logging.WARNING)
        scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        scheduler.add_job(_logged(self.beat), "interval", seconds=BEAT_SECONDS)
        scheduler.add_job(_logged(self.sweep), "interval", seconds=SWEEP_SECONDS)
        scheduler.add_job(_logged(self.tidy), "interval", hours=DAY_HOURS)
        for tick in self._ticks:
            scheduler.add_job(_logged(self._asked_for(tick)), "interval", seconds=tick.seconds)
        scheduler.start()
        try:
            yield
        finally:
            scheduler.shutdown(wait=False)

    async def beat(self) -> None:
        """Show that this replica lives, take over from those that do not, and give the engine what is asked for."""
        await self._replicas.beat()
        for name in await self._replicas.dead():
            taken = await self._engine.take_over(name)
            await self._replicas.bury(name)
            log.warning("replica %s is gone; took over %s", name, ", ".join(taken) or "nothing")
        await self.relay()

    async def relay(self) -> None:
        """Give the engine the jobs that were asked for. A kill in between is made good by the next one who asks."""
        async with self._relaying:
            for job in await jobs.not_enqueued():
                await self._engine.enqueue(job)
                await jobs.note_enqueued(job)

    async def sweep(self) -> None:
        """Take up again what stands still, here or with a replica that nobody has on record."""
        for workflow_id in await self._engine.resume_stranded():
            log.warning("took up again %s, which stood still", workflow_id)
        for workflow_id in await self._engine.adopt_orphans(await self._replicas.living()):
            log.warning("took up %s, which nobody was doing", workflow_id)
        await self._replicas.free_the_forgotten()

    async def tidy(self) -> None:
        """Delete what only takes room."""
        await self._engine.forget_finished()
        await tidying.forget_old_everywhere()

    def _asked_for(self, tick: Tick) -> Work:
        async def ask() -> None:
            for slot in await ticks.missed(tick.name, tick.seconds):
                if await tick.is_due(datetime.fromtimestamp(slot, UTC)):
                    await self._engine.enqueue_tick(tick.name, slot)
                await ticks.note(tick.name, slot)

        ask.__name__ = tick.name
        return ask


def _logged(work: Work) -> Work:
    """A tick that fails is tried again at the next."""

    async def run() -> None:
        try:
            await work()
        except Exception:
            log.exception("%s failed", getattr(work, "__name__", work))

    return run
