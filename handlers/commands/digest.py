"""`/contacts digest on|off`"""

from crm.errors import UserError
from handlers.context import Context
from handlers.digesting import turn_off, turn_on
from handlers.payloads import CommandPayload
from handlers.registry import Command


async def _digest(context: Context, payload: CommandPayload) -> None:
    chosen = payload.text.lower()
    if chosen not in ("on", "off"):
        raise UserError("Type /contacts digest on or /contacts digest off.")
    await (turn_on if chosen == "on" else turn_off)(context, payload)


COMMAND = Command(
    slash="/contacts",
    name="digest",
    usage="/contacts digest [on or off]",
    summary="your week every Monday: due, overdue, gone quiet",
    examples=("/contacts digest on",),
    takes_text=True,
    run=_digest,
    kept=True,
)
