"""Long work, as people look at it: what runs and what ran, to stop it or have it go on."""

from datetime import UTC, datetime

from crm import jobs
from crm.types import Job
from handlers.answering import answer, replace
from handlers.context import Context
from handlers.home import show_home
from handlers.jobs import by_name
from handlers.jobs.running import say_outcome, say_progress
from handlers.payloads import ActionPayload, Payload
from handlers.registry import Action
from views.jobs import job_list

SHOWN = 10


async def answer_with_jobs(context: Context, payload: Payload) -> None:
    found = await jobs.recent(payload.tenant, SHOWN)
    await answer(context, payload, job_list(found, datetime.now(UTC)), "Jobs")


async def _stop(context: Context, payload: ActionPayload) -> None:
    """Its message says so at once, although a replica that is just being taken over may be the one to do it."""
    job = await jobs.get(payload.tenant, int(payload.value))
    if await jobs.stop(payload.tenant, payload.author, job.id):
        await say_outcome(context, by_name(job.kind), payload.tenant, job.id)
    await _refresh(context, payload, job)


async def _resume(context: Context, payload: ActionPayload) -> None:
    job = await jobs.get(payload.tenant, int(payload.value))
    kind = by_name(job.kind)
    if kind.refuse_to_resume:
        await kind.refuse_to_resume(context, job, payload.user_id)
    if resumed := await jobs.resume(payload.tenant, job.id):
        context.jobs.wake()
        if not kind.in_background:
            await say_progress(context, resumed, at_once=True)
    await _refresh(context, payload, job)


async def _refresh(context: Context, payload: ActionPayload, job: Job) -> None:
    """A list of jobs in which the button stood; the job's own message is kept true by the job."""
    if payload.view is not None:
        await show_home(context, payload)
    elif payload.is_ephemeral:
        found = await jobs.recent(payload.tenant, SHOWN)
        await replace(context, payload, job_list(found, datetime.now(UTC)), "Jobs")


ACTIONS = (Action("job.stop", _stop, kept=True), Action("job.resume", _resume, kept=True))
