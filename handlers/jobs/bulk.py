"""One thing done with many people, and taken back."""

from collections.abc import AsyncIterator, Sequence

from slack_sdk.models.blocks import Block

from crm.bulk import runs
from crm.querying import finding
from crm.querying.asking import understood
from crm.querying.parsing import parse
from crm.types import BulkRun, Job
from handlers.asking import asker_for
from handlers.context import Context
from handlers.jobs.kinds import JobKind
from handlers.jobs.running import say_outcome
from views.bulk import outcome, taken_back


async def _work_next(context: Context, job: Job) -> None:
    async def whom(run: BulkRun) -> AsyncIterator[Sequence[int]]:
        asker = await asker_for(context, job.tenant, run.user_id)
        asked = await understood(job.tenant, parse(run.line).query, asker)
        async for some in finding.ids(job.tenant, asked):
            yield some

    await runs.work_next(job.tenant, job.id, whom)


async def _outcome(context: Context, job: Job) -> Sequence[Block]:
    return outcome(job, await runs.get(job.tenant, job.reference))


async def _undo_next(context: Context, job: Job) -> None:
    await runs.undo_next(job.tenant, job.id)


async def _taken_back(context: Context, job: Job) -> Sequence[Block]:
    return taken_back(job)


async def _afterwards(context: Context, job: Job) -> None:
    """The message of what was taken back says it, too, and has nothing to press any more."""
    if done := await runs.job_of(job.tenant, job.reference):
        await say_outcome(context, BULK, job.tenant, done.id)


BULK = JobKind(runs.KIND, _work_next, _outcome)
UNDO_BULK = JobKind(runs.UNDO_KIND, _undo_next, _taken_back, _afterwards)
