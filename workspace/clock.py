"""The workspace's time. It can be moved forward, so that nobody waits for what takes thirty minutes."""

import asyncio
import time
from contextlib import suppress


class Clock:
    def __init__(self) -> None:
        self._ahead = 0.0
        self._last_ts = 0
        self._moved = asyncio.Event()

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time() + self._ahead

    def ts(self) -> str:
        """Slack's time of a message, "1700000000.000100": never the same twice, always rising."""
        self._last_ts = max(int(self.now() * 1_000_000), self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def advance(self, seconds: float) -> None:
        """Let that much time pass at once; whoever sleeps on this clock wakes when due."""
        self._ahead += seconds
        self._moved.set()
        self._moved = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        due = self.now() + seconds
        while (left := due - self.now()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._moved.wait(), left)
