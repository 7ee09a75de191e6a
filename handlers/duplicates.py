"""Who may be in the book twice: shown, merged, kept apart; a scan of everybody."""

from datetime import datetime

from crm import duplicates, effects, jobs
from handlers.answering import answer, answer_sentence, replace
from handlers.context import Context
from handlers.duplicates_shown import TEXT, duplicates_shown
from handlers.jobs.running import say_progress
from handlers.merging import open_comparison
from handlers.payloads import ActionPayload, Payload
from handlers.places import Place
from handlers.registry import Action


async def answer_with_duplicates(context: Context, payload: Payload) -> None:
    await answer(context, payload, await duplicates_shown(payload.tenant), TEXT)


async def check_changed(context: Context, now: datetime) -> None:
    """Whoever was added or changed is compared with the rest of the book, a little later."""
    await duplicates.check_changed(now)


async def _merge(context: Context, payload: ActionPayload) -> None:
    """The older one stays, whose card more people know."""
    older, newer = await duplicates.pair(payload.tenant, int(payload.value))
    await open_comparison(context, payload, older, newer, Place.of(payload), listed=True)


async def _keep_apart(context: Context, payload: ActionPayload) -> None:
    await duplicates.not_the_same(payload.tenant, payload.author, int(payload.value))
    await replace(context, payload, await duplicates_shown(payload.tenant), TEXT)


async def _scan(context: Context, payload: ActionPayload) -> None:
    """Its progress goes to who asked, in their direct messages."""

    async def start() -> int:
        return (await duplicates.start_scan(payload.tenant, payload.author, payload.user_id)).id

    job_id = await effects.once(payload.tenant, f"scan:{payload.key}", start)
    context.jobs.wake()
    await say_progress(context, await jobs.get(payload.tenant, job_id))
    await answer_sentence(
        context, payload, "The scan has begun; its progress is in your direct messages with Roster."
    )


ACTIONS = (
    Action("duplicate.merge", _merge),
    Action("duplicate.different", _keep_apart, kept=True),
    Action("duplicate.scan", _scan, kept=True),
)
