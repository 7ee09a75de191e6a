"""A batch, step by step: who is meant is chosen, then some are looked up at a time until nobody is left."""

from collections.abc import AsyncIterator, Callable, Sequence

from crm import jobs
from crm.credits import prices
from crm.enriching.batches import get
from crm.enriching.step import Step
from crm.errors import UserError
from crm.providers import Vendors, choosing
from crm.types import EnrichmentBatch, Job, JobStatus, Tenant
from storage.database import transaction
from storage.queries import enrichment as rows

A_STEP = 2_000

Whom = Callable[[EnrichmentBatch], AsyncIterator[Sequence[int]]]
"""The ids of whom a batch means by its query."""


async def work_next(tenant: Tenant, job_id: int, vendors: Vendors, whom: Whom) -> None:
    """Some of it. Ends the job where there is no more. Whoever calls twice does no harm. Raises UserError where credits have run out."""
    job = await jobs.get(tenant, job_id)
    if job.status is not JobStatus.RUNNING:
        return
    batch = await get(tenant, job.reference)
    if batch.is_undone:
        raise UserError("This was taken back.")
    if not job.total and not await rows.is_chosen(tenant.key, batch.id):
        await _choose(tenant, job, batch, whom)
        return
    waiting = await rows.next_waiting(tenant.key, batch.id, A_STEP)
    if not waiting:
        await jobs.finish(tenant, job_id)
        return
    rules, choice = await prices.rules_of(tenant), await choosing.choice(tenant)
    await Step(tenant, vendors, batch, rules, choice, job).work(waiting)


async def _choose(tenant: Tenant, job: Job, batch: EnrichmentBatch, whom: Whom) -> None:
    """Where two do that at once, the first one counts."""
    ids = (
        sorted(batch.chosen_ids)
        if batch.chosen_ids is not None
        else [id_ async for some in whom(batch) for id_ in some]
    )
    if not ids:
        await jobs.finish(tenant, job.id)
        return
    async with transaction():
        if await jobs.start_over(tenant, job, len(ids)) and not await rows.is_chosen(tenant.key, batch.id):
            await rows.choose(tenant.key, batch.id, ids)
