"""What one replica looks after besides its own work: jobs that were asked for, clocks, and the work of replicas that are gone."""

import logging
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.jobs import JobEngine, job_in
from bot.looking import Lookout
from crm import jobs, ticks, tidying
from crm.replicas import Replicas
from handlers.ticks import Tick

BEAT_SECONDS = 1.0
SWEEP_SECONDS = 3.0
DAY_SECONDS = 24 * 60 * 60.0
AT_WORK_SECONDS = 15.0

log = logging.getLogger("roster")


class Overseer:
    """`every`: what to look after, and how often in seconds."""

    def __init__(self, engine: JobEngine, replicas: Replicas, clocks: Sequence[Tick]) -> None:
        self._engine = engine
        self._replicas = replicas
        self._beaten_at = time.monotonic()
        self._relay = Lookout(self.relay)
        self.every = (
            (BEAT_SECONDS, self._relay),
            (BEAT_SECONDS, Lookout(self.beat)),
            (SWEEP_SECONDS, Lookout(self.sweep)),
            (DAY_SECONDS, Lookout(self.tidy)),
            *((float(tick.seconds), Lookout(_Asking(engine, tick).ask)) for tick in clocks),
        )

    def wake(self) -> None:
        """A job was asked for: do not wait for the clock."""
        self._relay.wake()

    async def is_at_work(self) -> bool:
        """Whether it has shown lately that it lives."""
        return time.monotonic() - self._beaten_at < AT_WORK_SECONDS

    async def orphans(self) -> float:
        """How many jobs are recorded as under way with nobody who does them."""
        return float(len(await self._engine.orphans(await self._replicas.living())))

    async def relay(self) -> None:
        """Give the engine the jobs that were asked for. A kill in between is made good by the next one who looks."""
        for job in await jobs.not_enqueued():
            await self._engine.enqueue(job)
            await jobs.note_enqueued(job)

    async def beat(self) -> None:
        """Show that this replica lives, and take over from those that do not."""
        await self._replicas.beat()
        self._beaten_at = time.monotonic()
        for name in await self._replicas.dead():
            taken = await self._engine.take_over(name)
            if await self._replicas.bury(name) or taken:
                log.warning("replica %s is gone; took over %s", name, ", ".join(taken) or "no job")

    async def sweep(self) -> None:
        """Take up again what stands still: what another version left, here, or with a replica that nobody has on record."""
        await self._begin_anew_what_other_versions_left()
        for workflow_id in await self._engine.resume_stranded():
            log.warning("took up again %s, which stood still", workflow_id)
        for workflow_id in await self._engine.adopt_orphans(await self._replicas.living()):
            log.warning("took up %s, which nobody was doing", workflow_id)
        await self._replicas.free_the_forgotten()

    async def _begin_anew_what_other_versions_left(self) -> None:
        """In this order: a kill in between has the job begun anew twice, which does no harm, and not never."""
        for workflow_id in await self._engine.of_other_versions(await self._replicas.living()):
            if job := job_in(workflow_id):
                await jobs.begin_anew(*job)
            await self._engine.drop(workflow_id)
            log.warning("%s was begun by another version, and is begun anew where it was", workflow_id)

    async def tidy(self) -> None:
        """Delete what only takes room."""
        await self._engine.forget_finished()
        await tidying.forget_old_everywhere()


class _Asking:
    """Has the slots of one clock acted on that have come since anybody looked."""

    def __init__(self, engine: JobEngine, tick: Tick) -> None:
        self._engine = engine
        self._tick = tick

    async def ask(self) -> None:
        for slot in await ticks.missed(self._tick.name, self._tick.seconds, self._tick.catches_up):
            if await self._tick.is_due(datetime.fromtimestamp(slot, UTC)):
                one_at_a_time = self._tick.catches_up == 1
                await self._engine.enqueue_tick(self._tick.name, slot, one_at_a_time=one_at_a_time)
            await ticks.note(self._tick.name, slot)
