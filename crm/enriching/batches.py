"""People who are looked up together: begun, ended, taken back. One person on a card is a batch of one."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from crm import jobs
from crm.effects import once
from crm.enriching.projection import project, reference_of, run_in, tell
from crm.errors import ContactNotFound, UserError
from crm.holding import hold_who_is_left
from crm.types import Author, EnrichmentBatch, Job, JobStatus, Origin, Tenant
from storage import models
from storage.database import transaction
from storage.queries import enrichment as rows
from storage.queries import observations as said

KIND = "enrich"
AUTOMATIC_KIND = "enrich_automatic"
UNDO_KIND = "enrich_undo"
KEPT_FOR = timedelta(days=90)
STARTED, UNDONE = "started", "undone"
UNDONE_AT_ONCE = 20


async def start(
    tenant: Tenant,
    author: Author,
    line: str,
    words: str,
    chosen_ids: Sequence[int] | None,
    channel_id: str,
    key: str,
    *,
    asks_again: bool = False,
    is_automatic: bool = False,
) -> Job:
    """`chosen_ids`: None for all whom the query `line` finds. `key`: whoever asks twice under one gets one job."""

    async def begin() -> int:
        batch = await rows.create(
            tenant.key,
            user_id=author.user_id,
            is_automatic=is_automatic,
            asks_again=asks_again,
            line=line,
            words=words,
            chosen_ids=list(chosen_ids) if chosen_ids is not None else None,
            created_at=datetime.now(UTC),
        )
        kind = AUTOMATIC_KIND if is_automatic else KIND
        return (await jobs.ask_for(tenant, author, kind, batch.id, words, channel_id)).id

    return await jobs.get(tenant, await once(tenant, f"enrich:{key}", begin))


async def get(tenant: Tenant, batch_id: int) -> EnrichmentBatch:
    """Raises UserError."""
    row = await rows.get(tenant.key, batch_id)
    if row is None:
        raise UserError("That is no longer kept.")
    return _batch_of(row)


async def undo(tenant: Tenant, author: Author, batch_id: int, channel_id: str) -> Job:
    """The job that takes it back, the same one whoever asks again. Raises UserError."""
    row = await rows.get(tenant.key, batch_id)
    if row is None or row.created_at < datetime.now(UTC) - KEPT_FOR:
        raise UserError(f"That is older than {KEPT_FOR.days} days, and can no longer be taken back.")
    done = await jobs.of(tenant, KIND, batch_id)
    if done is None or done.status in (JobStatus.WAITING, JobStatus.RUNNING):
        raise UserError("This is still under way: stop it first, then take it back.")
    async with transaction():
        if await rows.change_status(tenant.key, batch_id, STARTED, UNDONE):
            total = sum(
                number
                for (state, _), number in (await rows.count_by_state(tenant.key, batch_id)).items()
                if state == "found"
            )
            return await jobs.ask_for(tenant, author, UNDO_KIND, batch_id, row.words, channel_id, "", total)
    job = await jobs.of(tenant, UNDO_KIND, batch_id)
    if job is None:
        raise UserError("Nothing of this is to be taken back.")
    return job


async def undo_next(tenant: Tenant, job_id: int) -> None:
    """Some of it back, what came last first. Ends the job where there is no more. Whoever calls twice does no harm."""
    job = await jobs.get(tenant, job_id)
    if job.status is not JobStatus.RUNNING:
        return
    runs = await rows.next_found(tenant.key, job.reference, UNDONE_AT_ONCE)
    if not runs:
        await jobs.finish(tenant, job_id)
        return
    async with transaction():
        if not await jobs.advance(tenant, job, job.done + len(runs)):
            return
        for run in sorted(runs, key=lambda each: each.contact_id):
            await _take_back(tenant, Author(job.user_id, Origin.PROVIDER, reference_of(run.id)), run)
        await rows.set_undone(tenant.key, [run.id for run in runs])


async def take_back(tenant: Tenant, author: Author, reference: str) -> None:
    """What one run has found: its credits were given back, as it was somebody else. Whoever calls twice does no harm."""
    run = await rows.run(tenant.key, run_in(reference))
    if run is not None and run.state == "found":
        async with transaction():
            await _take_back(tenant, Author(author.user_id, Origin.PROVIDER, reference), run)
            await rows.set_undone(tenant.key, [run.id])


async def forget_old(tenant: Tenant, now: datetime) -> None:
    await rows.forget_before(tenant.key, now - KEPT_FOR)


async def _take_back(tenant: Tenant, author: Author, run: models.EnrichmentRun) -> None:
    ids = [each.id for each in await said.of_runs(tenant.key, [run.id])]
    await said.set_state(tenant.key, ids, (said.LIVE, said.DOUBTFUL), said.TAKEN_BACK)
    with suppress(ContactNotFound):  # deleted meanwhile
        contact_id = await hold_who_is_left(tenant, run.contact_id)
        changes = await project(tenant, author, contact_id)
        await tell(tenant, author, contact_id, changes, "updated")


def _batch_of(row: models.EnrichmentBatch) -> EnrichmentBatch:
    return EnrichmentBatch(
        id=row.id,
        user_id=row.user_id,
        is_automatic=row.is_automatic,
        asks_again=row.asks_again,
        line=row.line,
        words=row.words,
        chosen_ids=tuple(row.chosen_ids) if row.chosen_ids is not None else None,
        is_undone=row.status == UNDONE,
        created_at=row.created_at.astimezone(UTC),
    )
