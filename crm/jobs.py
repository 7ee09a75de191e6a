"""Jobs: asked for, begun, stopped, taken up again, ended. What each kind does stands in `handlers.jobs`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from crm.errors import UserError
from crm.types import Author, Job, JobStatus, Tenant
from storage import models
from storage.database import transaction
from storage.queries import jobs as rows

LONGEST_TITLE = 255


async def ask_for(
    tenant: Tenant,
    author: Author,
    kind: str,
    reference: int,
    title: str,
    channel_id: str,
    thread_ts: str = "",
    total: int = 0,
) -> Job:
    """Within the transaction that makes what it works on: then neither is there without the other."""
    row = await rows.create(
        tenant.key,
        kind=kind,
        reference=reference,
        title=title[:LONGEST_TITLE],
        user_id=author.user_id,
        channel_id=channel_id,
        thread_ts=thread_ts,
        total=total,
        created_at=datetime.now(UTC),
    )
    return _job_of(row)


async def get(tenant: Tenant, job_id: int) -> Job:
    """Raises UserError."""
    row = await rows.get(tenant.key, job_id)
    if row is None:
        raise _no_longer_kept()
    return _job_of(row)


@asynccontextmanager
async def held(tenant: Tenant, job_id: int) -> AsyncIterator[Job]:
    """As it is, and as it stays until the block ends, which is one transaction. Raises UserError."""
    async with transaction():
        row = await rows.lock(tenant.key, job_id)
        if row is None:
            raise _no_longer_kept()
        yield _job_of(row)


async def of(tenant: Tenant, kind: str, reference: int) -> Job | None:
    row = await rows.of(tenant.key, kind, reference)
    return _job_of(row) if row else None


async def begin(tenant: Tenant, job_id: int, attempt: int) -> None:
    """It runs from now on, where it was waiting for that attempt."""
    await rows.begin(tenant.key, job_id, attempt, datetime.now(UTC))


async def advance(tenant: Tenant, job: Job, after: int) -> bool:
    """From `job.done` to `after`, first in the transaction that does what lies in between.

    False where somebody else did that, or the job was stopped: then do nothing.
    """
    return await rows.advance(tenant.key, job.id, job.done, after)


async def start_over(tenant: Tenant, job: Job, total: int) -> bool:
    """From nothing, `total` units to do: what was done before is gone. False where it does not run, as in `advance`."""
    return await rows.start_over(tenant.key, job.id, job.done, total)


async def finish(tenant: Tenant, job_id: int) -> bool:
    """True for the one who ended it."""
    return await _end(tenant, job_id, JobStatus.DONE)


async def fail(tenant: Tenant, job_id: int, problem: str) -> bool:
    """What was done stays done. `problem` is a sentence for people."""
    return await _end(tenant, job_id, JobStatus.FAILED, problem=problem)


async def stop(tenant: Tenant, author: Author, job_id: int) -> bool:
    """It ends after what it does just now. True for the one who stopped it."""
    return await rows.change_status(
        tenant.key,
        job_id,
        rows.OPEN,
        JobStatus.STOPPED,
        stopped_by=author.user_id,
        finished_at=datetime.now(UTC),
    )


async def resume(tenant: Tenant, job_id: int) -> Job | None:
    """Have a stopped or failed job go on from where it is. None where somebody else was first."""
    if not await rows.take_up_again(tenant.key, job_id, (JobStatus.STOPPED, JobStatus.FAILED)):
        return None
    return await get(tenant, job_id)


async def repeat(tenant: Tenant, job_id: int) -> None:
    """Have it done once more, where it has ended."""
    await rows.take_up_again(tenant.key, job_id, (JobStatus.DONE, JobStatus.STOPPED, JobStatus.FAILED))


async def recent(tenant: Tenant, limit: int = 10) -> tuple[Job, ...]:
    """Those under way, then the last ones."""
    return tuple(_job_of(row) for row in await rows.recent(tenant.key, limit))


async def note_enqueued(job: Job) -> None:
    """The engine has it; nobody needs to give it to the engine again."""
    await rows.set_enqueued(job.tenant.key, job.id, job.attempt)


async def not_enqueued() -> tuple[Job, ...]:
    """Every job that the engine was not given, whoever's: a kill came between the asking and the giving."""
    return tuple(
        [await get(Tenant.of_key(tenant_key), job_id) for tenant_key, job_id in await rows.not_enqueued()]
    )


async def begin_anew(tenant: Tenant, job_id: int) -> None:
    """Where it has not ended, it is given to the engine once more, and goes on where it was."""
    await rows.take_up_again(tenant.key, job_id, rows.OPEN)


async def seconds_waited() -> float:
    """How long the oldest job has waited that nobody has begun, whoever's; 0.0 where there is none."""
    since = await rows.oldest_waiting()
    return (datetime.now(UTC) - since).total_seconds() if since else 0.0


async def _end(tenant: Tenant, job_id: int, status: JobStatus, **also: str | int) -> bool:
    return await rows.change_status(
        tenant.key, job_id, rows.OPEN, status, finished_at=datetime.now(UTC), **also
    )


def _no_longer_kept() -> UserError:
    return UserError("That job is no longer kept.")


def _job_of(row: models.Job) -> Job:
    return Job(
        id=row.id,
        kind=row.kind,
        reference=row.reference,
        title=row.title,
        tenant=Tenant.of_key(row.tenant),
        status=JobStatus(row.status),
        attempt=row.attempt,
        total=row.total,
        done=row.done,
        done_before=row.done_before,
        user_id=row.user_id,
        stopped_by=row.stopped_by,
        problem=row.problem,
        channel_id=row.channel_id,
        thread_ts=row.thread_ts,
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
    )
