"""Answering a person, wherever they are."""

import logging
from collections.abc import Sequence
from hashlib import sha256

import aiohttp
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.models.blocks import Block
from slack_sdk.webhook.async_client import AsyncWebhookClient

from handlers.context import Context
from handlers.payloads import ActionPayload, Payload
from handlers.saying import say
from views.notices import sentence
from views.text import escaped

HTTP_OK = 200
TRIES = 3
TIMEOUT_SECONDS = 10

log = logging.getLogger("roster")


class NotAnswered(Exception):
    """Slack did not take the answer; the message says what it said."""


async def answer(context: Context, payload: Payload, blocks: Sequence[Block], text: str) -> None:
    """Shown to that person only: where they asked or, where Slack does not take it there, in their direct messages."""
    if payload.response_url:
        try:
            await _respond(payload.response_url, blocks, text, replace=False)
        except (NotAnswered, aiohttp.ClientError, TimeoutError) as error:
            log.info("an answer goes by direct message instead: %s", error)
        else:
            return
    # Whoever is killed over it and answers again says the same under the same key.
    key = f"answer:{payload.key}:{sha256(text.encode()).hexdigest()[:16]}"
    await say(context, payload.tenant, key, payload.user_id, blocks, text)


async def answer_sentence(context: Context, payload: Payload, text: str) -> None:
    await answer(context, payload, sentence(text), escaped(text))


async def replace(context: Context, payload: ActionPayload, blocks: Sequence[Block], text: str) -> None:
    """Put something else in the place of the message that was acted upon."""
    if payload.response_url:
        await _respond(payload.response_url, blocks, text, replace=True)
    else:
        await context.slack.chat_update(
            channel=payload.channel_id, ts=payload.message_ts, blocks=blocks, text=text
        )


async def replace_at(response_url: str, blocks: Sequence[Block], text: str) -> None:
    """The same, later, by the address that Slack gave for it. Raises NotAnswered once that is used up."""
    await _respond(response_url, blocks, text, replace=True)


async def _respond(url: str, blocks: Sequence[Block], text: str, *, replace: bool) -> None:
    retry = [
        AsyncConnectionErrorRetryHandler(max_retry_count=TRIES),
        AsyncRateLimitErrorRetryHandler(max_retry_count=TRIES),
        AsyncServerErrorRetryHandler(max_retry_count=TRIES),
    ]
    client = AsyncWebhookClient(url, timeout=TIMEOUT_SECONDS, retry_handlers=retry)
    response = await client.send(
        text=text,
        blocks=list(blocks),
        response_type="ephemeral",
        replace_original=replace,
    )
    # A dead response_url does not raise in slack_sdk, and may say so with a status that is good.
    if response.status_code != HTTP_OK or '"ok":false' in response.body.replace(" ", ""):
        raise NotAnswered(f"{response.status_code} {response.body[:200]}")
