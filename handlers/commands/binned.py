"""`/contacts bin`"""

from handlers.binning import answer_with_bin
from handlers.context import Context
from handlers.payloads import CommandPayload
from handlers.registry import Command


async def _bin(context: Context, payload: CommandPayload) -> None:
    await answer_with_bin(context, payload)


COMMAND = Command(
    slash="/contacts",
    name="bin",
    usage="/contacts bin",
    summary="who was deleted in the last 30 days, by whom; restore them",
    run=_bin,
)
