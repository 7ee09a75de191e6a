"""The weekly digest: asking for it, and sending it when it is due."""

from datetime import datetime

from crm import digests
from handlers.answering import answer_sentence
from handlers.context import Context
from handlers.home import show_home
from handlers.payloads import ActionPayload, Payload
from handlers.registry import Action
from handlers.saying import say
from handlers.zones import zone_of
from views.digest import DIGEST_TEXT, digest


async def turn_on(context: Context, payload: Payload) -> None:
    timezone = await zone_of(context, payload.user_id)
    await digests.subscribe(payload.tenant, payload.author, timezone)
    await answer_sentence(
        context, payload, "Every Monday at 8:00 you get your week: what is due, overdue, and who went quiet."
    )


async def turn_off(context: Context, payload: Payload) -> None:
    if await digests.unsubscribe(payload.tenant, payload.author):
        await answer_sentence(context, payload, "You will get no more digests.")
    else:
        await answer_sentence(context, payload, "You get no digest. /contacts digest on subscribes you.")


async def send_due(context: Context, now: datetime) -> None:
    """Said first, then noted, as reminders are."""
    for subscription in await digests.due(now):
        content = await digests.compose(subscription.tenant, subscription.user_id, now)
        key = f"digest:{subscription.user_id}:{int(subscription.due_at.timestamp())}"
        await say(context, subscription.tenant, key, subscription.user_id, digest(content), DIGEST_TEXT)
        await digests.note_sent(subscription, now)


async def _on(context: Context, payload: ActionPayload) -> None:
    await turn_on(context, payload)
    await show_home(context, payload)


async def _off(context: Context, payload: ActionPayload) -> None:
    await turn_off(context, payload)
    await show_home(context, payload)


ACTIONS = (Action("digest.on", _on), Action("digest.off", _off))
