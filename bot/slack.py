"""The way out to Slack: a client that tries again, and the download of what people dropped."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from crm.errors import UserError

TRIES = 4
TIMEOUT_SECONDS = 20
DOWNLOAD_SECONDS = 120
CHUNK_BYTES = 64 * 1024
HTTP_OK = 200


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
