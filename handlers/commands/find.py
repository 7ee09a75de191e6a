"""`/contact jane doe`: anything that is no other sub-command is whom somebody looks for."""

from handlers import commands
from handlers.context import Context
from handlers.finding import find_and_answer
from handlers.payloads import CommandPayload
from handlers.registry import Command


async def _find(context: Context, payload: CommandPayload) -> None:
    await find_and_answer(context, payload, payload.text, commands.names_after("/contact"))


COMMAND = Command(
    slash="/contact",
    name="",
    usage="/contact <name, e-mail, phone or profile link>",
    summary="finds a person and shows the card",
    examples=("/contact jane doe", "/contact jane@example.com", "/contact linkedin.com/in/jane-doe"),
    run=_find,
    for_guests=True,
)
