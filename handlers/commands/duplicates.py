"""`/contacts duplicates`"""

from handlers.context import Context
from handlers.duplicates import answer_with_duplicates
from handlers.payloads import CommandPayload
from handlers.registry import Command


async def _duplicates(context: Context, payload: CommandPayload) -> None:
    await answer_with_duplicates(context, payload)


COMMAND = Command(
    slash="/contacts",
    name="duplicates",
    usage="/contacts duplicates",
    summary="who may be in the book twice, and why; merge them or keep them apart",
    run=_duplicates,
)
