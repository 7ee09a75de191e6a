"""Somebody writes to the bot, taken as the person they look for, or where the bot is."""

from handlers.context import Context
from handlers.finding import find_and_answer
from handlers.knowing import answer_unasked, speaks_of_somebody
from handlers.payloads import EventPayload
from handlers.registry import Event


def _concerns_us(context: Context, payload: EventPayload) -> bool:
    """Of what people say to each other only what may be answered."""
    by_a_person = not payload.fields.get("bot_id") and not payload.fields.get("subtype")
    if not by_a_person or not _text_of(payload):
        return False
    return _is_to_us(payload) or speaks_of_somebody(context, payload)


async def _message(context: Context, payload: EventPayload) -> None:
    if _is_to_us(payload):
        await find_and_answer(context, payload, _text_of(payload))
    else:
        await answer_unasked(context, payload)


def _is_to_us(payload: EventPayload) -> bool:
    return bool(payload.fields.get("channel_type") == "im")


def _text_of(payload: EventPayload) -> str:
    return str(payload.fields.get("text", "")).strip()


EVENTS = (Event("message", _message, _concerns_us),)
