"""The way out to Slack: a client that tries again, and the download of what people dropped."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from crm import rate_limits
from crm.errors import UserError
from crm.faults import database_is_away
from crm.types import Tenant

TRIES = 4
TIMEOUT_SECONDS = 20
DOWNLOAD_SECONDS = 120
TOO_MANY_REQUESTS = 429
CHUNK_BYTES = 64 * 1024
HTTP_OK = 200


class PatientClient(AsyncWebClient):
    """Calls no method before Slack takes it again, whichever replica was told to wait (429).

    It calls at most `tries` times, where Slack is down with growing pauses. With one try nothing is called twice unseen.
    """

    def __init__(self, slack: AsyncWebClient, tenant: Tenant, tries: int = TRIES) -> None:
        super().__init__(
            token=slack.token,
            base_url=slack.base_url,
            session=slack.session,
            retry_handlers=[
                AsyncServerErrorRetryHandler(max_retry_count=tries - 1),
                AsyncConnectionErrorRetryHandler(max_retry_count=tries - 1),
            ],
        )
        self._tenant = tenant
        self._tries = tries

    async def must_wait(self, method: str) -> float:
        """Seconds until it may be called."""
        try:
            return await rate_limits.paused(self._tenant, f"slack:{method}")
        except Exception as error:
            if database_is_away(error):  # what is to be said may be just that
                return 0.0
            raise

    async def api_call(self, api_method: str, **call: Any) -> AsyncSlackResponse:
        for left in reversed(range(self._tries)):
            while seconds := await self.must_wait(api_method):  # noqa: ASYNC110 - who was told to wait is another process
                await asyncio.sleep(seconds)
            try:
                return await super().api_call(api_method, **call)
            except SlackApiError as error:
                if error.response.status_code != TOO_MANY_REQUESTS:
                    raise
                await rate_limits.pause(self._tenant, f"slack:{api_method}", retry_after(error))
                if not left:
                    raise
        raise AssertionError("the last try returns or raises")


def retry_after(error: SlackApiError) -> float:
    """Seconds."""
    return float(error.response.headers.get("Retry-After", 1))


@asynccontextmanager
async def slack_client(
    token: str, api_url: str, trace: aiohttp.TraceConfig | None = None
) -> AsyncIterator[AsyncWebClient]:
    """Waits as Slack says when it is asked too often (429), and with growing pauses when it is down."""
    timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout, trace_configs=[trace] if trace else None) as session:
        yield AsyncWebClient(
            token=token,
            base_url=api_url,
            session=session,
            retry_handlers=[
                AsyncRateLimitErrorRetryHandler(max_retry_count=TRIES),
                AsyncServerErrorRetryHandler(max_retry_count=TRIES),
                AsyncConnectionErrorRetryHandler(max_retry_count=TRIES),
            ],
        )


class SlackFiles:
    """Fetches files with the bot's token."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def download(self, url: str, most_bytes: int) -> bytes:
        """Raises UserError where the file is larger than that, or cannot be had."""
        timeout = aiohttp.ClientTimeout(total=DOWNLOAD_SECONDS)
        headers = {"Authorization": f"Bearer {self._token}"}
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.get(url, headers=headers) as response,
            ):
                # Without the right token Slack answers 200 with a page to sign in.
                if response.status != HTTP_OK or response.content_type == "text/html":
                    raise UserError("Slack did not give Roster this file. Drop it again, please.")
                return await _at_most(response, most_bytes)
        except (TimeoutError, aiohttp.ClientError) as error:
            raise UserError("Slack did not give Roster this file. Drop it again, please.") from error


async def _at_most(response: aiohttp.ClientResponse, most_bytes: int) -> bytes:
    content = bytearray()
    async for chunk in response.content.iter_chunked(CHUNK_BYTES):
        content += chunk
        if len(content) > most_bytes:
            raise UserError(
                f"This file is larger than {most_bytes // 1_000_000} MB, more than Roster imports at once. Split it, please."
            )
    return bytes(content)
