"""Somebody writes to the bot: taken as the person they look for."""

from handlers.context import Context
from handlers.finding import find_and_answer
from handlers.payloads import EventPayload
from handlers.registry import Event


async def _message(context: Context, payload: EventPayload) -> None:
    text = str(payload.fields.get("text", "")).strip()
    by_a_person = not payload.fields.get("bot_id") and not payload.fields.get("subtype")
    if by_a_person and text and payload.fields.get("channel_type") == "im":
        await find_and_answer(context, payload, text)


EVENTS = (Event("message", _message),)
