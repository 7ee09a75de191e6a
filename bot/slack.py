"""The way out to Slack: a client that tries again, and files, which go another way than the Web API."""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, BinaryIO

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
from handlers.reporting import SERVER_ERROR, TOO_MANY_REQUESTS

TRIES = 4
TIMEOUT_SECONDS = 20
FILE_SECONDS = 120
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
        return await _must_wait(self._tenant, method)

    async def api_call(self, api_method: str, **call: Any) -> AsyncSlackResponse:
        for left in reversed(range(self._tries)):
            await _let_through(self._tenant, api_method)
            try:
                return await super().api_call(api_method, **call)
            except SlackApiError as error:
                if error.response.status_code != TOO_MANY_REQUESTS:
                    raise
                await _told_to_wait(self._tenant, api_method, error.response.headers)
                if not left:
                    raise
        raise AssertionError("the last try returns or raises")


def retry_after(headers: Mapping[str, str]) -> float:
    """Seconds."""
    return float(headers.get("Retry-After", 1))


async def _must_wait(tenant: Tenant, method: str) -> float:
    try:
        return await rate_limits.paused(tenant, f"slack:{method}")
    except Exception as error:
        if database_is_away(error):  # what is to be said may be just that
            return 0.0
        raise


async def _let_through(tenant: Tenant, method: str) -> None:
    while seconds := await _must_wait(tenant, method):  # noqa: ASYNC110 - who was told to wait is another process
        await asyncio.sleep(seconds)


async def _told_to_wait(tenant: Tenant, method: str, headers: Mapping[str, str]) -> None:
    await rate_limits.pause(tenant, f"slack:{method}", retry_after(headers))


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
    """Fetches and sends files. What may pass is raised as aiohttp.ClientError or TimeoutError, to be tried again later."""

    def __init__(self, token: str, tenant: Tenant) -> None:
        self._token = token
        self._tenant = tenant

    async def download(self, url: str, target: BinaryIO, most_bytes: int) -> None:
        """Raises UserError besides, where the file is larger than that, or cannot be had."""
        headers = {"Authorization": f"Bearer {self._token}"}
        async with self._asked("file_download", "GET", url, headers=headers) as response:
            # Without the right token Slack answers 200 with a page to sign in.
            if response.status != HTTP_OK or response.content_type == "text/html":
                raise UserError("Slack did not give Roster this file. Drop it again, please.")
            await _write_at_most(response, target, most_bytes)

    async def upload(self, url: str, content: BinaryIO) -> None:
        content.seek(0)
        with os.fdopen(os.dup(content.fileno()), "rb") as file:  # aiohttp closes what it has sent
            async with self._asked("file_upload", "POST", url, data=file) as response:
                response.raise_for_status()

    @asynccontextmanager
    async def _asked(
        self, what: str, verb: str, url: str, **request: Any
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        """As with the client, none of it goes before Slack takes it again."""
        await _let_through(self._tenant, what)
        timeout = aiohttp.ClientTimeout(total=FILE_SECONDS)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.request(verb, url, **request) as response,
        ):
            if response.status == TOO_MANY_REQUESTS:
                await _told_to_wait(self._tenant, what, response.headers)
            if response.status == TOO_MANY_REQUESTS or response.status >= SERVER_ERROR:
                response.raise_for_status()
            yield response


async def _write_at_most(response: aiohttp.ClientResponse, target: BinaryIO, most_bytes: int) -> None:
    written = 0
    async for chunk in response.content.iter_chunked(CHUNK_BYTES):
        written += len(chunk)
        if written > most_bytes:
            raise UserError(
                f"This file is larger than {most_bytes // 1_000_000} MB, more than Roster imports at once. Split it, please."
            )
        await asyncio.to_thread(target.write, chunk)
    target.flush()
