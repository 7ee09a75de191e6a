"""`/contacts export [text]`"""

from handlers.context import Context
from handlers.exporting import open_export_form
from handlers.payloads import CommandPayload
from handlers.registry import Command


async def _export(context: Context, payload: CommandPayload) -> None:
    await open_export_form(context, payload, payload.text)


COMMAND = Command(
    slash="/contacts",
    name="export",
    usage="/contacts export [text]",
    summary="everyone, or those who match, as a file: CSV, Excel, vCard or JSON Lines, with the fields you choose",
    examples=("/contacts export berlin",),
    takes_text=True,
    run=_export,
)
