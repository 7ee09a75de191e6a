"""A job from its begin to its end, with the one message that says how far it is."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

from slack_sdk.models.blocks import Block

from crm import jobs
from crm.durable import Steps
from crm.errors import UserError
from crm.types import Job, JobStatus, Tenant
from handlers.context import Context
from handlers.jobs.kinds import JobKind
from handlers.reporting import logged, may_pass, reference_for, sentence_for
from handlers.saying import say
from views.jobs import OPEN, RESUMABLE, job_text, progress
from views.notices import sentence
from views.text import escaped

PROGRESS_SECONDS = 3.0
"""Slack takes about one edit of a message per three seconds."""


async def run(context: Context, kind: JobKind, steps: Steps, tenant: Tenant, job_id: int) -> None:
    """Goes on after a kill where it was. Once it has ended, it says how, and gives back what belongs to it."""
    await jobs.begin(tenant, job_id, steps.attempt)
    try:
        await _work(context, kind, steps, tenant, job_id)
    except Exception as error:
        if may_pass(error):
            raise
        problem = sentence_for(reference_for(error))
        await steps.step("failed", lambda: jobs.fail(tenant, job_id, problem))
    await steps.step("outcome", lambda: say_outcome(context, kind, tenant, job_id))
    if kind.afterwards:
        await steps.step("afterwards", lambda: _afterwards(context, kind, steps, tenant, job_id))


async def _work(context: Context, kind: JobKind, steps: Steps, tenant: Tenant, job_id: int) -> None:
    number = 0
    while await steps.step(f"work-{number}", lambda: _some(context, kind, steps, tenant, job_id)):
        number += 1


async def _some(context: Context, kind: JobKind, steps: Steps, tenant: Tenant, job_id: int) -> bool:
    job = await jobs.get(tenant, job_id)
    if (
        job.attempt != steps.attempt
    ):  # stopped, and taken up again before this one could end: the other does the rest
        return False
    try:
        async with _said_meanwhile(context, kind, job):
            await kind.work(context, job)
    except UserError as error:
        await jobs.fail(tenant, job_id, str(error))
        return False
    job = await jobs.get(
        tenant, job_id
    )  # another replica may have been at it as well: it is at its end when the job is
    if job.status in OPEN and not kind.in_background:
        await say_progress(context, job)
    return job.status in OPEN


@asynccontextmanager
async def _said_meanwhile(context: Context, kind: JobKind, job: Job) -> AsyncIterator[None]:
    """How far it is, also while a step lasts long, as where a vendor takes its time."""
    is_done = asyncio.Event()

    async def say_how_far() -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(is_done.wait(), PROGRESS_SECONDS)
                return
            async with logged("how far a job is"):
                await say_progress(context, job)

    saying = None if kind.in_background else asyncio.create_task(say_how_far())
    try:
        yield
    finally:
        is_done.set()
        if saying:
            await saying


async def say_progress(context: Context, job: Job, *, at_once: bool = False) -> None:
    """At most every few seconds, the newest words only; `at_once` where somebody has just pressed a button.

    Once it has ended there is no progress: whoever comes late with it, as after a kill, says nothing over the outcome.
    """
    async with jobs.held(job.tenant, job.id) as held:
        if held.status in OPEN:
            await _say(context, held, progress(held, datetime.now(UTC)), 0.0 if at_once else PROGRESS_SECONDS)
    context.speaker.wake()


async def say_outcome(context: Context, kind: JobKind, tenant: Tenant, job_id: int) -> None:
    if kind.in_background:
        job = await jobs.get(tenant, job_id)
        if kind.given_up and job.status in RESUMABLE:
            await kind.given_up(context, job)
        return
    async with jobs.held(tenant, job_id) as held:
        if held.status not in OPEN:  # else another replica does it by now
            await _say(context, held, await kind.outcome(context, held), 0.0)
    context.speaker.wake()


async def _afterwards(context: Context, kind: JobKind, steps: Steps, tenant: Tenant, job_id: int) -> None:
    job = await jobs.get(tenant, job_id)
    if job.status is not JobStatus.DONE or job.attempt != steps.attempt or kind.afterwards is None:
        return
    try:
        await kind.afterwards(context, job)
    except Exception as error:
        if may_pass(error):
            raise
        problem = str(error) if isinstance(error, UserError) else sentence_for(reference_for(error))
        await say(
            context,
            tenant,
            f"{job.message_key}:problem",
            job.user_id,
            sentence(f"{job.title}: {problem}"),
            escaped(problem),
        )


async def _say(context: Context, job: Job, blocks: Sequence[Block], seconds_apart: float) -> None:
    await say(
        context,
        job.tenant,
        job.message_key,
        job.channel_id,
        blocks,
        job_text(job),
        thread_ts=job.thread_ts,
        fallback_id=job.user_id,
        seconds_apart=seconds_apart,
    )
