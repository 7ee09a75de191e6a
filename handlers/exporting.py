"""Asking for everyone, or those who match, as a file."""

from crm import effects, exporting, jobs
from handlers.answering import answer_sentence
from handlers.context import Context
from handlers.jobs.running import say_progress
from handlers.payloads import Payload


async def export(context: Context, payload: Payload, text: str) -> None:
    """The file goes to who asked, in their direct messages: a channel may have guests."""
    opened = await context.slack.conversations_open(users=payload.user_id)

    async def start() -> int:
        return (await exporting.start(payload.tenant, payload.author, text, opened["channel"]["id"])).id

    job_id = await effects.once(payload.tenant, f"export:{payload.key}", start)
    context.jobs.wake()
    await say_progress(context, await jobs.get(payload.tenant, job_id))
    await answer_sentence(
        context, payload, "The export has begun; the file comes into your direct messages with Roster."
    )
