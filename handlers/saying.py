"""Having something stand in Slack, whatever happens in between: it goes through the outbox."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from crm import outbox
from crm.types import Tenant, Words
from handlers.context import Context
from handlers.payloads import Payload
from views.notices import sentence
from views.text import escaped


async def say(
    context: Context,
    tenant: Tenant,
    key: str,
    channel_id: str,
    blocks: Sequence[Block],
    text: str,
    *,
    thread_ts: str = "",
    fallback_id: str = "",
    seconds_apart: float = 0.0,
) -> None:
    """Posted the first time, edited when said again with the same key: one message for each key, whoever is killed when.

    `channel_id` may be a user's id, which means their direct messages, and `fallback_id` is where else to post it.
    `seconds_apart`: how long an edit may wait for the next one to take its place.
    """
    words = Words(tuple(block.to_dict() for block in blocks), text)
    await outbox.put(
        tenant,
        key,
        channel_id,
        words,
        thread_ts=thread_ts,
        fallback_id=fallback_id,
        seconds_apart=seconds_apart,
    )
    context.speaker.wake()


async def say_sentence(context: Context, payload: Payload, what: str, text: str) -> None:
    """In the direct messages of who acted, once for each thing (`what`) that came of it."""
    key = f"{what}:{payload.key}"
    await say(context, payload.tenant, key, payload.user_id, sentence(text), escaped(text))
