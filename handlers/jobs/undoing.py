"""An import is taken back: chunk after chunk."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from crm import jobs
from crm.importing import undoing
from crm.types import Job
from handlers.context import Context
from handlers.jobs.imports import IMPORT
from handlers.jobs.kinds import JobKind
from handlers.jobs.running import say_outcome
from views.importing import taken_back


async def _undo_next(context: Context, job: Job) -> None:
    await undoing.undo_next(job.tenant, job.id)


async def _outcome(context: Context, job: Job) -> Sequence[Block]:
    kept = await undoing.kept(job.tenant, job.reference)
    return taken_back(job, kept.number, kept.names)


async def _afterwards(context: Context, job: Job) -> None:
    """The message of the import says it, too, and has nothing to press any more."""
    if imported := await jobs.of(job.tenant, IMPORT.name, job.reference):
        await say_outcome(context, IMPORT, job.tenant, imported.id)


UNDO = JobKind(undoing.KIND, _undo_next, _outcome, _afterwards)
