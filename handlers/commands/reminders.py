"""`/contacts reminders`"""

from handlers.context import Context
from handlers.payloads import CommandPayload
from handlers.registry import Command
from handlers.reminding import answer_with_reminders


async def _reminders(context: Context, payload: CommandPayload) -> None:
    await answer_with_reminders(context, payload)


COMMAND = Command(
    slash="/contacts",
    name="reminders",
    usage="/contacts reminders",
    summary="your own reminders, the overdue ones first",
    run=_reminders,
)
