"""An export: written to a file, and given to who asked."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from slack_sdk.models.blocks import Block

from crm import exporting, jobs
from crm.types import Job
from handlers.context import Context
from handlers.jobs.kinds import JobKind
from handlers.jobs.running import say_progress
from handlers.jobs.uploading import give
from views.exporting import comment, outcome

FILENAME = "contacts.csv"


async def _write_and_give(context: Context, job: Job) -> bool:
    """All of it in one step: the file has no name on the disk, and is gone with the process even where that is killed."""
    with tempfile.TemporaryFile() as file:
        tell = partial(say_progress, context)
        written = await exporting.write_csv(job.tenant, job.id, file, tell, context.default_region)
        if written is None:
            return False
        if written:
            await give(context, job, FILENAME, file, comment(replace(job, done=written)))
    await jobs.finish(job.tenant, job.id, done=written)
    return False


async def _outcome(context: Context, job: Job) -> Sequence[Block]:
    return outcome(job)


EXPORT = JobKind(exporting.KIND, _write_and_give, _outcome)
