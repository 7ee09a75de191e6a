"""Says in Slack what stands in the outbox: each message once, its newest words only, whatever Slack answers meanwhile."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.models.metadata import Metadata
from structlog.contextvars import bound_contextvars

from bot.looking import Lookout
from bot.slack import PatientClient, retry_after
from crm import outbox, rate_limits
from crm.types import OutboxMessage
from handlers.reporting import TOO_MANY_REQUESTS

LOOK_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0
FINISH_SECONDS = 3.0
POSTS_PER_SECOND = 1.0
POSTS_AT_ONCE = 10
"""Slack takes about one new message per second and channel, and short bursts above. https://docs.slack.dev/apis/web-api/rate-limits"""
EDIT_SECONDS = 3.0
"""Slack takes about one edit of a message per three seconds."""
EVENT_TYPE = "roster_message"
PAGES_LOOKED_THROUGH = 5
PAGE = 200
LOOK_BACK_SECONDS = 60
"""Slack's clock may go otherwise than ours."""

NEVER = frozenset(
    {
        "cannot_dm_bot",
        "cant_delete_message",
        "cant_update_message",
        "channel_not_found",
        "edit_window_closed",
        "invalid_arguments",
        "invalid_blocks",
        "invalid_blocks_format",
        "is_archived",
        "message_not_found",
        "messages_tab_disabled",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "not_in_channel",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "thread_not_found",
        "too_many_attachments",
        "user_disabled",
        "user_not_found",
    }
)
"""Errors that stay however often the same is said. https://docs.slack.dev/reference/methods/chat.postMessage"""
CANNOT_LOOK = NEVER | {"missing_scope", "method_not_supported_for_channel_type"}

log = logging.getLogger("roster")


class Speaker:
    """`slack` must not try again by itself: what was posted and not answered would be posted twice."""

    def __init__(self, slack: PatientClient, replica: str) -> None:
        self._slack = slack
        self._replica = replica
        self.lookout = Lookout(self._look)
        self._speaking: set[asyncio.Task[None]] = set()
        self._in_hand: set[int] = set()

    def wake(self) -> None:
        self.lookout.wake()

    @asynccontextmanager
    async def speaking(self) -> AsyncIterator[None]:
        """Around the `lookout`. On leaving, what is being said is said to its end; what is not stays in the outbox."""
        try:
            yield
        finally:
            if self._speaking:
                _, late = await asyncio.wait(self._speaking, timeout=FINISH_SECONDS)
                for task in late:
                    task.cancel()
                await asyncio.gather(*late, return_exceptions=True)

    async def _look(self) -> None:
        await outbox.free_stranded(self._replica, self._in_hand)
        for message in await outbox.take_due(self._replica):
            self._in_hand.add(message.id)
            task = asyncio.create_task(self._say(message))
            self._speaking.add(task)
            task.add_done_callback(self._speaking.discard)

    async def _say(self, message: OutboxMessage) -> None:
        try:
            if wait := await self._must_wait(message):
                await outbox.put_off(message, self._replica, wait, may_stand=message.tries > 1)
            else:
                with bound_contextvars(tenant=message.tenant.key):
                    await self._try(message)
                self.wake()  # the next one of the channel need not wait
        except Exception:
            log.exception("what became of message %s could not be written down", message.key)
        finally:
            self._in_hand.discard(message.id)

    async def _must_wait(self, message: OutboxMessage) -> float:
        """Seconds; all replicas together post no faster to a channel than Slack takes it, and wait where one was told to."""
        if (wait := await self._slack.must_wait(_method(message))) or message.ts:
            return wait
        return await rate_limits.take(
            message.tenant,
            f"post:{message.channel_id}",
            per_second=POSTS_PER_SECOND,
            burst=POSTS_AT_ONCE,
        )

    async def _try(self, message: OutboxMessage) -> None:
        try:
            channel_id, ts = await self._spoken(message)
        except SlackApiError as error:
            await self._not_taken(message, error)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            await outbox.put_off(
                message, self._replica, _pause(message), type(error).__name__, may_stand=True
            )
        else:
            await outbox.said(message, self._replica, channel_id, ts)
            log.info("%s of message %s", _method(message), message.key)

    async def _not_taken(self, message: OutboxMessage, error: SlackApiError) -> None:
        problem = str(error.response.get("error") or error.response.status_code)
        if problem == "message_not_found" and message.ts:
            await outbox.gone(message)
        elif problem in NEVER:
            if not await outbox.refused(message, problem):
                log.warning("Slack refused message %s for good: %s", message.key, problem)
        else:
            limited = error.response.status_code == TOO_MANY_REQUESTS
            pause = retry_after(error.response.headers) if limited else _pause(message)
            await outbox.put_off(message, self._replica, pause, problem, may_stand=not limited)

    async def _spoken(self, message: OutboxMessage) -> tuple[str, str]:
        """The channel and `ts` of where it stands, or stood."""
        if message.is_double:
            return await self._removed(message)
        return await (self._edited(message) if message.ts else self._posted(message))

    async def _removed(self, message: OutboxMessage) -> tuple[str, str]:
        try:
            await self._slack.chat_delete(channel=message.channel_id, ts=message.ts)
        except SlackApiError as error:
            if error.response.get("error") != "message_not_found":
                raise
        return message.channel_id, message.ts

    async def _edited(self, message: OutboxMessage) -> tuple[str, str]:
        await self._slack.chat_update(
            channel=message.channel_id,
            ts=message.ts,
            blocks=list(message.words.blocks),
            text=message.words.text,
        )
        return message.channel_id, message.ts

    async def _posted(self, message: OutboxMessage) -> tuple[str, str]:
        """The channel and `ts`; where an earlier try may have gone well, first looked for.

        What is found may have been said in earlier words.
        """
        if message.tries > 1 and (found := await self._found(message)):
            channel_id, ts = found
            return await self._edited(replace(message, channel_id=channel_id, ts=ts))
        posted = await self._slack.chat_postMessage(
            channel=message.channel_id,
            thread_ts=message.thread_ts or None,
            blocks=list(message.words.blocks),
            text=message.words.text,
            metadata=Metadata(EVENT_TYPE, {"key": message.key}),
        )
        return str(posted["channel"]), str(posted["ts"])

    async def _found(self, message: OutboxMessage) -> tuple[str, str] | None:
        """Where it stands already, known by the key in its metadata."""
        try:
            channel_id = await self._channel(message)
            cursor = ""
            for _ in range(PAGES_LOOKED_THROUGH):
                page = await self._page(message, channel_id, cursor)
                for each in page["messages"]:
                    if _key_of(each) == message.key:
                        return channel_id, str(each["ts"])
                cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
                if not cursor:
                    return None
        except SlackApiError as error:
            if error.response.get("error") not in CANNOT_LOOK:
                raise
        return None

    async def _page(self, message: OutboxMessage, channel_id: str, cursor: str) -> Any:
        since = str(_earlier(message.created_at))
        if message.thread_ts:
            return await self._slack.conversations_replies(
                channel=channel_id,
                ts=message.thread_ts,
                oldest=since,
                limit=PAGE,
                cursor=cursor or None,
                include_all_metadata=True,
            )
        return await self._slack.conversations_history(
            channel=channel_id, oldest=since, limit=PAGE, cursor=cursor or None, include_all_metadata=True
        )

    async def _channel(self, message: OutboxMessage) -> str:
        """Somebody's direct messages have an id of their own."""
        if not message.channel_id.startswith(("U", "W")):
            return message.channel_id
        opened = await self._slack.conversations_open(users=message.channel_id)
        return str(opened["channel"]["id"])


def _method(message: OutboxMessage) -> str:
    if message.is_double:
        return "chat.delete"
    return "chat.update" if message.ts else "chat.postMessage"


def _earlier(moment: datetime) -> float:
    return moment.timestamp() - LOOK_BACK_SECONDS


def _key_of(found: dict[str, Any]) -> str:
    metadata = found.get("metadata") or {}
    return str(metadata.get("event_payload", {}).get("key", ""))


def _pause(message: OutboxMessage) -> float:
    """An edit that was not answered may have been taken, and counts."""
    shortest = EDIT_SECONDS if message.ts else 0.0
    return max(shortest, min(LONGEST_PAUSE_SECONDS, 0.5 * 2.0 ** min(message.tries, 10)))
