"""An export: part after part, and the file of it to who asked. It is done once they have the file."""

import tempfile
from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from crm import exporting, jobs, settings
from crm.errors import UserError
from crm.exporting.whom import chosen
from crm.types import Job, JobStatus
from handlers.asking import asker_for
from handlers.context import Context
from handlers.export_right import may_export, refuse_others
from handlers.jobs.kinds import JobKind
from handlers.jobs.uploading import give
from views.exporting import comment, outcome

FILENAME = "contacts"
PARTS_A_STEP = 2


async def _work_next(context: Context, job: Job) -> None:
    async def whom(line: str) -> list[int]:
        return await chosen(job.tenant, line, await asker_for(context, job.tenant, job.user_id))

    for _ in range(PARTS_A_STEP):
        if not await exporting.write_next(job.tenant, job.id, whom, context.writers):
            await _give_file(context, await jobs.get(job.tenant, job.id))
            return


async def _give_file(context: Context, job: Job) -> None:
    """It has no name on the disk, and is gone with the process even where that is killed. Raises UserError."""
    if job.status is not JobStatus.RUNNING:
        return
    with tempfile.TemporaryFile() as file:
        written = await exporting.read(job.tenant, job.reference, file)
        if written and written.people:
            file_id = await give(
                context, job, f"{FILENAME}.{written.ending}", file, comment(job, written.people, written.note)
            )
            hours = (await settings.read(job.tenant)).exports_kept_hours
            await exporting.note_file(job.tenant, job.reference, file_id, hours)
    await exporting.finish(job)
    context.writers.rest()


async def _outcome(context: Context, job: Job) -> Sequence[Block]:
    run = await exporting.get(job.tenant, job.reference)
    return outcome(job, run, await exporting.no_longer_there(job.tenant, run))


async def _refuse_to_resume(context: Context, job: Job, user_id: str) -> None:
    """The right may have been taken away meanwhile, also from who asked for it: the file goes to them."""
    await refuse_others(context, job.tenant, user_id)
    if not await may_export(context, job.tenant, job.user_id):
        raise UserError(
            "Who asked for this export may no longer export contacts, and the file would go to them."
        )


EXPORT = JobKind(exporting.KIND, _work_next, _outcome, refuse_to_resume=_refuse_to_resume)
