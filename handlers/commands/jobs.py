"""`/contacts jobs`"""

from handlers.context import Context
from handlers.payloads import CommandPayload
from handlers.registry import Command
from handlers.working import answer_with_jobs


async def _jobs(context: Context, payload: CommandPayload) -> None:
    await answer_with_jobs(context, payload)


COMMAND = Command(
    slash="/contacts",
    name="jobs",
    usage="/contacts jobs",
    summary="imports and exports that run or ran last; stop one, or have it go on",
    run=_jobs,
)
