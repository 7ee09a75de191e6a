"""Somebody writes to the bot, taken as the person they look for, or where the bot is."""

from handlers.context import Context
from handlers.finding import find_and_answer
from handlers.knowing import answer_unasked
from handlers.payloads import EventPayload
from handlers.registry import Event


async def _message(context: Context, payload: EventPayload) -> None:
    text = str(payload.fields.get("text", "")).strip()
    by_a_person = not payload.fields.get("bot_id") and not payload.fields.get("subtype")
    if not by_a_person or not text:
        return
    if payload.fields.get("channel_type") == "im":
        await find_and_answer(context, payload, text)
    else:
        await answer_unasked(context, payload)


EVENTS = (Event("message", _message),)
