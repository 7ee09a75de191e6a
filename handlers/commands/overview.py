"""`/contacts`: how many there are and who changed last; and an answer to a sub-command that does not exist."""

from crm import contacts
from crm.errors import UserError
from handlers import commands
from handlers.answering import answer
from handlers.context import Context
from handlers.finding import nearest
from handlers.payloads import CommandPayload
from handlers.registry import Command
from views.home import overview

RECENT = 5


async def _overview(context: Context, payload: CommandPayload) -> None:
    if payload.text:
        near = nearest(payload.text, commands.names_after("/contacts"))
        meant = f" Did you mean /contacts {near}?" if near else " /contacts help says what there is."
        raise UserError(f"There is no /contacts {payload.text.partition(' ')[0]}.{meant}")
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
