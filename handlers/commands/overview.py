"""`/contacts`: how many there are and who changed last; anything that is no other sub-command is a search."""

from crm import contacts
from handlers import commands
from handlers.answering import answer
from handlers.context import Context
from handlers.payloads import CommandPayload
from handlers.registry import Command
from handlers.searching import search_and_answer
from views.home import overview

RECENT = 5


async def _overview(context: Context, payload: CommandPayload) -> None:
    if payload.text:
        await search_and_answer(context, payload, payload.text, commands.names_after("/contacts"))
        return
    counts = await contacts.counts(payload.tenant)
    recent = await contacts.recent(payload.tenant, RECENT)
    await answer(context, payload, overview(counts, recent), "Your team's contacts")


COMMAND = Command(
    slash="/contacts",
    name="",
    usage="/contacts",
    summary="how many people there are, and who changed last",
    run=_overview,
)
