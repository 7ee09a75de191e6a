"""Counting what all rows of a larger file would come to, while somebody reads already what the first ones do.

Nothing is written but how far it is. What was counted so far is held in memory: after a kill it begins anew. It takes half of
the time at most, and leaves the rest to people.
"""

import asyncio
import time
from dataclasses import dataclass, replace

from crm import jobs
from crm.importing import runs
from crm.importing.apart import FEW_ROWS
from crm.importing.expecting import Expecting
from crm.types import Author, Expected, ImportRun, ImportStatus, Job, Tenant
from storage.database import AlreadyThere, transaction

KIND = "import_count"
NOTED_ROWS = 1_000
"""After so many it is noted how far it is."""


@dataclass(frozen=True, slots=True)
class Counted:
    """`run` as it was mapped, and with the options that it had."""

    run: ImportRun
    expected: Expected


async def ask(tenant: Tenant, run: ImportRun) -> None:
    """Have all its rows counted, by a job that says nothing of itself; anew where they were before."""
    job = await jobs.of(tenant, KIND, run.id)
    if job is not None:
        await jobs.repeat(tenant, job.id)
        return
    try:
        async with transaction():
            await jobs.ask_for(
                tenant,
                Author(run.user_id),
                KIND,
                run.id,
                run.filename,
                run.channel_id,
                run.thread_ts,
                run.rows,
            )
    except AlreadyThere:  # somebody has asked in this very moment
        return


async def count(tenant: Tenant, job: Job, secret: bytes, default_region: str = "") -> Counted | None:
    """`secret` as in `import_next`. None where the job was stopped, or the run decided upon or mapped otherwise meanwhile."""
    run = await runs.get(tenant, job.reference)
    if run.status is not ImportStatus.READY or not await jobs.start_over(tenant, job, run.rows):
        return None
    noted = replace(job, done=0)
    expecting = await Expecting.of(tenant, run, secret, default_region, apart=run.rows > FEW_ROWS)
    while expecting.rows < run.rows:
        begun = time.perf_counter()
        await expecting.go_on()
        if expecting.rows >= min(noted.done + NOTED_ROWS, run.rows):
            if not await jobs.advance(tenant, noted, expecting.rows):
                return None
            noted = replace(noted, done=expecting.rows)
        if await runs.get(tenant, run.id) != run:
            return None
        await asyncio.sleep(time.perf_counter() - begun)
    return Counted(run, expecting.expected())
