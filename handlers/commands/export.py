"""`/contacts export [text]`"""

from handlers.context import Context
from handlers.exporting import export
from handlers.payloads import CommandPayload
from handlers.registry import Command


async def _export(context: Context, payload: CommandPayload) -> None:
    await export(context, payload, payload.text)


COMMAND = Command(
    slash="/contacts",
    name="export",
    usage="/contacts export [text]",
    summary="everyone, or those who match, as a CSV file that imports back to the same contacts",
    examples=("/contacts export berlin",),
    takes_text=True,
    run=_export,
    kept=True,
)
