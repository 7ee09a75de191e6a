"""Do we know this person? Asked by a shortcut on a message or, where the workspace wants it, answered unasked."""

from crm import knowing
from crm.mentioned import Mentioned, mentioned_in
from handlers.answering import answer, answer_sentence
from handlers.context import Context
from handlers.payloads import EventPayload, MessageShortcutPayload
from handlers.registry import MessageShortcut
from views.knowing import NOTHING_TO_GO_BY, acquaintances, stranger
from views.text import escaped

TEXT = "Who is this?"


def speaks_of_somebody(context: Context, payload: EventPayload) -> bool:
    """Whether a message names an address, a number or a profile."""
    return bool(_mentioned(context, payload).anything)


async def answer_unasked(context: Context, payload: EventPayload) -> None:
    """To who wrote, where they wrote. Somebody whom nobody knows is no news in a channel, and who is none of us is told nothing."""
    if not await knowing.answers_by_itself(payload.tenant):
        return
    if not await context.colleagues.only(payload.user_id):
        return
    known = await knowing.acquaintances(payload.tenant, _mentioned(context, payload))
    if known:
        await context.slack.chat_postEphemeral(
            channel=payload.channel_id,
            user=payload.user_id,
            blocks=acquaintances(known),
            text=escaped(f"{known[0].name} is in the book."),
        )


def _mentioned(context: Context, payload: EventPayload) -> Mentioned:
    return mentioned_in(str(payload.fields.get("text", "")), context.default_region)


async def _who_is_this(context: Context, payload: MessageShortcutPayload) -> None:
    mentioned = mentioned_in(payload.message.text, context.default_region)
    if not mentioned.anything:
        await answer_sentence(context, payload, NOTHING_TO_GO_BY)
        return
    known = await knowing.acquaintances(payload.tenant, mentioned)
    await answer(context, payload, acquaintances(known) if known else stranger(mentioned.anything), TEXT)


SHORTCUTS = (MessageShortcut("who_is_this", _who_is_this),)
