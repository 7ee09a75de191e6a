"""People are looked up, and that is taken back."""

from collections.abc import AsyncIterator, Sequence

from slack_sdk.models.blocks import Block

from crm import jobs
from crm.enriching import batches, running
from crm.enriching.outcome import outcome as outcome_of
from crm.querying import finding
from crm.querying.asking import understood
from crm.querying.parsing import parse
from crm.types import EnrichmentBatch, Job
from handlers.asking import asker_for
from handlers.context import Context
from handlers.jobs.kinds import JobKind
from handlers.jobs.running import say_outcome
from views.enriching import outcome, taken_back


async def _work_next(context: Context, job: Job) -> None:
    async def whom(batch: EnrichmentBatch) -> AsyncIterator[Sequence[int]]:
        asker = await asker_for(context, job.tenant, batch.user_id)
        asked = await understood(job.tenant, parse(batch.line).query, asker)
        async for some in finding.ids(job.tenant, asked):
            yield some

    await running.work_next(job.tenant, job.id, context.vendors, whom)


async def _outcome(context: Context, job: Job) -> Sequence[Block]:
    return outcome(job, await outcome_of(job.tenant, context.vendors, job.reference))


async def _undo_next(context: Context, job: Job) -> None:
    await batches.undo_next(job.tenant, job.id)


async def _taken_back(context: Context, job: Job) -> Sequence[Block]:
    return taken_back(job)


async def _afterwards(context: Context, job: Job) -> None:
    """The message of what was taken back says it, too, and has nothing to press any more."""
    if done := await jobs.of(job.tenant, batches.KIND, job.reference):
        await say_outcome(context, ENRICH, job.tenant, done.id)


ENRICH = JobKind(batches.KIND, _work_next, _outcome)
AUTOMATIC = JobKind(batches.AUTOMATIC_KIND, _work_next, _outcome, in_background=True)
UNDO_ENRICH = JobKind(batches.UNDO_KIND, _undo_next, _taken_back, _afterwards)
