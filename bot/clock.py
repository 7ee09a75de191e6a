"""The clock: what is to be looked after every now and then. A tick that is missed only delays."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC
from typing import Any

from apscheduler.schedulers.asyncio import (  # type: ignore[import-untyped] # it ships no types
    AsyncIOScheduler,
)

from bot.jobs import JobEngine
from crm import deliveries, exporting, importing

SWEEP_SECONDS = 30
DAY_HOURS = 24

log = logging.getLogger("roster")


@asynccontextmanager
async def ticking(jobs: JobEngine) -> AsyncIterator[None]:
    """Look after `jobs` while they are worked on."""
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    scheduler.add_job(_logged(sweep), "interval", args=[jobs], seconds=SWEEP_SECONDS)
    scheduler.add_job(_logged(tidy), "interval", args=[jobs], hours=DAY_HOURS)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


async def sweep(jobs: JobEngine) -> None:
    """Take up again what stands still: jobs that were left behind, and runs whose job was never enqueued."""
    for workflow_id in await jobs.resume_stranded():
        log.warning("took up again %s, which stood still", workflow_id)
    for tenant, run_id in await importing.unfinished():
        await jobs.enqueue("import", tenant, run_id)
    for tenant, run_id in await exporting.unfinished():
        await jobs.enqueue("export", tenant, run_id)


async def tidy(jobs: JobEngine) -> None:
    """Delete what only takes room."""
    await jobs.forget_finished()
    await deliveries.forget_old_everywhere()


def _logged(tick: Callable[[JobEngine], Awaitable[None]]) -> Callable[[JobEngine], Awaitable[Any]]:
    """APScheduler takes the name of the function for its own logs; a tick that fails is tried again at the next."""

    async def run(jobs: JobEngine) -> None:
        try:
            await tick(jobs)
        except Exception:
            log.exception("%s failed", tick.__name__)

    return run
