"""All rows of a larger file are counted, behind the message that asks what is to be done with it."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from crm import importing, jobs
from crm.importing import counting
from crm.types import ImportStatus, Job
from handlers.context import Context
from handlers.jobs.kinds import JobKind
from handlers.previewing import say_expected
from views.jobs import RESUMABLE


async def _count(context: Context, job: Job) -> None:
    """Said only while nothing else was decided: whoever decides waits for the end of this transaction."""
    counted = await counting.count(job.tenant, job, context.vendors.secret, context.default_region)
    async with importing.held(job.tenant, job.reference) as run:
        if counted and counted.run == run:
            await say_expected(context, job.tenant, run, counted.expected)
            await jobs.finish(job.tenant, job.id)
        elif run.status is not ImportStatus.READY:
            await jobs.finish(job.tenant, job.id)
    context.speaker.wake()


async def _say_uncounted(context: Context, job: Job) -> None:
    """Who has it go on meanwhile says the whole numbers after the end of this transaction."""
    run = await importing.get(job.tenant, job.reference)
    if run.status is not ImportStatus.READY:
        return
    expected = await importing.expect(job.tenant, run, context.vendors.secret, context.default_region)
    async with importing.held(job.tenant, run.id) as now:
        if now == run and (await jobs.get(job.tenant, job.id)).status in RESUMABLE:
            await say_expected(context, job.tenant, run, expected, is_counting=False)
    context.speaker.wake()


async def _nothing(context: Context, job: Job) -> Sequence[Block]:
    return ()


COUNT = JobKind(counting.KIND, _count, _nothing, in_background=True, given_up=_say_uncounted)
