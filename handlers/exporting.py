"""Asking for everyone, or those who match, as a file."""

from crm import exporting
from handlers.answering import answer_sentence
from handlers.context import Context
from handlers.payloads import Payload

JOB = "export"


async def export(context: Context, payload: Payload, text: str) -> None:
    """The file goes to who asked, in their direct messages: a channel may have guests."""
    opened = await context.slack.conversations_open(users=payload.user_id)
    run = await exporting.start(payload.tenant, payload.author, text, opened["channel"]["id"])
    await context.jobs.enqueue(JOB, payload.tenant, run.id)
    await answer_sentence(
        context, payload, "The export has begun; the file comes into your direct messages with Roster."
    )
