"""Whether this replica can work: its database, its jobs, its connection to Slack."""

import asyncio
import shutil
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from storage.database import rows

Check = Callable[[], Awaitable[bool]]
SECONDS_TO_ANSWER = 3.0
LEAST_FREE_BYTES = 1_000_000
"""With less, SQLite cannot take a larger piece of work."""
SILENT_SECONDS = 30.0
"""Slack is pinged every five."""


class Health:
    """`checks`: what to ask for readiness, by name."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        self._checks = checks

    async def ready(self) -> dict[str, bool]:
        """For each part whether it works; one that raises, or does not answer in time, does not."""
        answers = await asyncio.gather(*[_answer(check) for check in self._checks.values()])
        return dict(zip(self._checks, answers, strict=True))


async def database_answers() -> bool:
    return bool(await rows("SELECT 1"))


def has_room(folder: Path) -> Check:
    """Red when the disk is full under that folder. A small change may still find a place in the file; a larger one waits."""

    async def roomy() -> bool:
        return shutil.disk_usage(folder).free >= LEAST_FREE_BYTES

    return roomy


def socket_speaks(handler: AsyncSocketModeHandler) -> Check:
    """Red when the socket is closed, or open and silent."""

    async def speaks() -> bool:
        heard_at = handler.client.last_ping_pong_time
        silent = heard_at is not None and time.time() - heard_at > SILENT_SECONDS
        return await handler.client.is_connected() and not silent

    return speaks


async def _answer(check: Check) -> bool:
    try:
        return await asyncio.wait_for(check(), SECONDS_TO_ANSWER)
    except Exception:  # noqa: BLE001 - whatever it is, that part does not work
        return False
