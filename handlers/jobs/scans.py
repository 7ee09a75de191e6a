"""A scan for who is in the book twice: chunk after chunk."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from crm import duplicates
from crm.types import Job
from handlers.context import Context
from handlers.jobs.kinds import JobKind
from views.duplicates import compared


async def _scan_next(context: Context, job: Job) -> None:
    await duplicates.scan_next(job.tenant, job.id)


async def _outcome(context: Context, job: Job) -> Sequence[Block]:
    return compared(job, await duplicates.count_open(job.tenant))


SCAN = JobKind(duplicates.KIND, _scan_next, _outcome)
