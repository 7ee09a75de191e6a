"""An export: part after part, and the file of it to who asked."""

import tempfile
from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from crm import exporting, settings
from crm.exporting.whom import chosen
from crm.types import Job
from handlers.asking import asker_for
from handlers.context import Context
from handlers.jobs.kinds import JobKind
from handlers.jobs.uploading import give
from views.exporting import comment, outcome

FILENAME = "contacts"
PARTS_A_STEP = 2


async def _write_next(context: Context, job: Job) -> None:
    async def whom(line: str) -> list[int]:
        return await chosen(job.tenant, line, await asker_for(context, job.tenant, job.user_id))

    for _ in range(PARTS_A_STEP):
        if not await exporting.write_next(job.tenant, job.id, whom):
            return


async def _outcome(context: Context, job: Job) -> Sequence[Block]:
    return outcome(job, await exporting.get(job.tenant, job.reference))


async def _give_file(context: Context, job: Job) -> None:
    """It has no name on the disk, and is gone with the process even where that is killed."""
    with tempfile.TemporaryFile() as file:
        written = await exporting.read(job.tenant, job.reference, file)
        if written and written.people:
            file_id = await give(
                context, job, f"{FILENAME}.{written.ending}", file, comment(job, written.people, written.note)
            )
            hours = (await settings.read(job.tenant)).exports_kept_hours
            await exporting.note_file(job.tenant, job.reference, file_id, hours)
    await exporting.forget(job.tenant, job.reference)


EXPORT = JobKind(exporting.KIND, _write_next, _outcome, _give_file)
