"""An action on many people, some at a time.

It is chosen once who is meant. Each part is one transaction that also moves the job on and keeps what it has changed, so a
kill at any line leaves nobody half changed, and Undo brings back just what was changed.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from crm import jobs
from crm.bulk.actions import ACTIONS, Options
from crm.effects import once
from crm.errors import ContactNotFound, UserError
from crm.tags import key_of
from crm.types import Author, BulkRun, Job, JobStatus, Tenant
from storage import models
from storage.database import transaction
from storage.queries import bulk_runs as rows

KIND = "bulk"
UNDO_KIND = "bulk_undo"
AT_ONCE = 50
KEPT_FOR = timedelta(days=90)
STARTED, UNDONE = "started", "undone"

Whom = Callable[[BulkRun], AsyncIterator[Sequence[int]]]
"""The ids of whom a run means by its query."""


async def start(
    tenant: Tenant,
    author: Author,
    action: str,
    options: Options,
    line: str,
    words: str,
    chosen_ids: Sequence[int] | None,
    channel_id: str,
    key: str,
) -> Job:
    """`chosen_ids`: None for all whom the query finds. `key`: whoever asks twice under one gets one job. Raises FieldErrors."""
    ACTIONS[action].check(options)

    async def begin() -> int:
        run = await rows.create(
            tenant.key,
            user_id=author.user_id,
            action=action,
            options=dict(options),
            line=line,
            words=words,
            chosen_ids=list(chosen_ids) if chosen_ids is not None else None,
            created_at=datetime.now(UTC),
        )
        return (await jobs.ask_for(tenant, author, KIND, run.id, words, channel_id)).id

    return await jobs.get(tenant, await once(tenant, f"bulk:{key}", begin))


async def get(tenant: Tenant, run_id: int) -> BulkRun:
    """Raises UserError."""
    return _run_of(await rows.get(tenant.key, run_id))


async def work_next(tenant: Tenant, job_id: int, whom: Whom) -> None:
    """Some of it. Ends the job where there is no more. Whoever calls twice does no harm."""
    job = await jobs.get(tenant, job_id)
    if job.status is not JobStatus.RUNNING:
        return
    run = await get(tenant, job.reference)
    if run.is_undone:
        raise UserError("This was taken back.")
    if not job.total and not await rows.is_chosen(tenant.key, run.id):
        await _choose(tenant, job, run, whom)
        return
    part = await rows.next_part(tenant.key, run.id)
    if part is None:
        await jobs.finish(tenant, job_id)
        return
    action, author = ACTIONS[run.action], Author(run.user_id, reference=reference_of(run.id))
    async with transaction():
        if not await jobs.advance(tenant, job, job.done + len(part.contact_ids)):
            return
        # Its tags may be called otherwise by now.
        options = _run_of(await rows.hold(tenant.key, run.id)).options
        changes = {}
        for contact_id in part.contact_ids:
            with suppress(ContactNotFound):  # deleted or merged meanwhile
                if (change := await action.do(tenant, author, contact_id, options)) is not None:
                    changes[str(contact_id)] = change
        await rows.note_done(tenant.key, part, changes)


async def undo(tenant: Tenant, author: Author, run_id: int, channel_id: str) -> Job:
    """The job that takes it back, the same one whoever asks again. Raises UserError."""
    row = await rows.get(tenant.key, run_id)
    if row is None or row.created_at < datetime.now(UTC) - KEPT_FOR:
        raise UserError(f"That is older than {KEPT_FOR.days} days, and can no longer be taken back.")
    done = await jobs.of(tenant, KIND, run_id)
    if done is None or done.status in (JobStatus.WAITING, JobStatus.RUNNING):
        raise UserError("This is still under way: stop it first, then take it back.")
    async with transaction():
        if await rows.change_status(tenant.key, run_id, STARTED, UNDONE):
            return await jobs.ask_for(
                tenant, author, UNDO_KIND, run_id, row.words, channel_id, "", row.changed
            )
    job = await jobs.of(tenant, UNDO_KIND, run_id)
    if job is None:
        raise UserError("Nothing of this is to be taken back.")
    return job


async def undo_next(tenant: Tenant, job_id: int) -> None:
    """Some of it back, what was done last first."""
    job = await jobs.get(tenant, job_id)
    if job.status is not JobStatus.RUNNING:
        return
    run = await get(tenant, job.reference)
    part = await rows.last_done(tenant.key, run.id)
    if part is None:
        await jobs.finish(tenant, job_id)
        return
    action, author = ACTIONS[run.action], Author(job.user_id, reference=reference_of(run.id))
    changes = part.changes or {}
    async with transaction():
        if changes and not await jobs.advance(tenant, job, job.done + len(changes)):
            return
        for contact_id, change in changes.items():
            with suppress(ContactNotFound):
                await action.undo(tenant, author, int(contact_id), change)
        await rows.note_undone(tenant.key, part.id)


async def job_of(tenant: Tenant, run_id: int) -> Job | None:
    """Of what it did, not of taking it back."""
    return await jobs.of(tenant, KIND, run_id)


async def hold_started(tenant: Tenant) -> Sequence[models.BulkRun]:
    """None of them goes on until the transaction ends. Before any tag is held."""
    return await rows.hold_all(tenant.key, STARTED)


async def rename_in_runs(tenant: Tenant, started: Sequence[models.BulkRun], key: str, name: str) -> None:
    """What is still to be done of these with the tag of that key is done with the tag of that name."""
    for run in started:
        tags = run.options.get("tags", [])
        called = [name if key_of(each) == key else each for each in tags]
        if called != tags:
            await rows.set_options(tenant.key, run.id, {**run.options, "tags": called})


async def forget_old(tenant: Tenant, now: datetime) -> None:
    await rows.forget_before(tenant.key, now - KEPT_FOR)


def reference_of(run_id: int) -> str:
    """What every entry carries that the run has written."""
    return f"bulk:{run_id}"


async def _choose(tenant: Tenant, job: Job, run: BulkRun, whom: Whom) -> None:
    """Where two do that at once, the first one counts."""
    ids = (
        sorted(run.chosen_ids)
        if run.chosen_ids is not None
        else [id_ async for some in whom(run) for id_ in some]
    )
    parts = [ids[first : first + AT_ONCE] for first in range(0, len(ids), AT_ONCE)]
    if not parts:
        await jobs.finish(tenant, job.id)
        return
    async with transaction():
        if await jobs.start_over(tenant, job, len(ids)) and not await rows.is_chosen(tenant.key, run.id):
            await rows.choose(tenant.key, run.id, parts)


def _run_of(row: models.BulkRun | None) -> BulkRun:
    """Raises UserError."""
    if row is None:
        raise UserError("That is no longer kept.")
    return BulkRun(
        id=row.id,
        user_id=row.user_id,
        action=row.action,
        options=row.options,
        line=row.line,
        words=row.words,
        chosen_ids=tuple(row.chosen_ids) if row.chosen_ids is not None else None,
        is_undone=row.status == UNDONE,
        changed=row.changed,
    )
