"""An import: chunk after chunk."""

import tempfile
from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from crm import importing
from crm.enriching import batches
from crm.types import Author, ImportRun, Job
from handlers.context import Context
from handlers.following import tell_of_import
from handlers.jobs.kinds import JobKind
from handlers.jobs.uploading import give
from views.importing import outcome

CHUNKS_A_STEP = 5
"""Several short transactions: what is recorded of a step costs about as much as writing a few rows."""


async def _import_next(context: Context, job: Job) -> None:
    for _ in range(CHUNKS_A_STEP):
        if not await importing.import_next(
            job.tenant, job.id, context.vendors.secret, context.default_region
        ):
            return


async def _outcome(context: Context, job: Job) -> Sequence[Block]:
    run = await importing.get(job.tenant, job.reference)
    return outcome(job, run, await importing.left(job.tenant, run.id))


async def _afterwards(context: Context, job: Job) -> None:
    run = await importing.get(job.tenant, job.reference)
    await tell_of_import(context, job, run)
    await _give_rejections(context, job, run)
    if run.options.looks_up_new and run.added:
        line = f"source:import:{run.id}:added"
        words = f"whom {run.filename} added"
        author = Author(job.user_id)
        await batches.start(job.tenant, author, line, words, None, job.user_id, f"import:{run.id}")
        context.jobs.wake()


async def _give_rejections(context: Context, job: Job, run: ImportRun) -> None:
    rejections = await importing.rejections_file(job.tenant, run.id)
    if rejections is None:
        return
    name, content = rejections
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        comment = "These rows were rejected, or imported without a value; the last column says why."
        await give(context, job, name, file, comment)


IMPORT = JobKind(importing.KIND, _import_next, _outcome, _afterwards)
