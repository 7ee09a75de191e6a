"""Whose turn it is to call a vendor: within a process one after the other, between processes by tokens in the database.

Only who is first in line asks the database, and takes tokens also for those behind, for a moment ahead. So a line of twenty costs a few
statements a second, where each of them looking for a token would cost hundreds.
"""

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field

from crm import rate_limits
from crm.types import Tenant

AHEAD_SECONDS = 0.4
"""Tokens that were taken are not given back: when a vendor says that it was too much, so few are on their way."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """So many at once, and then so many a second: never more than the vendor's limit within any of its periods."""

    burst: int
    per_second: float


@dataclass(slots=True)
class _Line:
    """`waiting`: so many, with the first. `slots`: when the next ones may call. `due`: when the next would, if all were evenly spaced."""

    first: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    slots: deque[float] = field(default_factory=deque)
    due: float = 0.0


@dataclass(slots=True)
class Turns:
    """The lines of a process, each for one limit."""

    _lines: dict[str, _Line] = field(default_factory=dict)

    async def take(self, tenant: Tenant, key: str, bucket: Bucket, seconds: float) -> float:
        """Wait for our turn, at most so long. Returns 0.0, or the seconds until it would be; then it is not."""
        line = self._lines.setdefault(f"{tenant.key}:{key}", _Line())
        ends = time.monotonic() + seconds
        line.waiting += 1
        try:
            async with asyncio.timeout(seconds):
                await line.first.acquire()
        except TimeoutError:
            return line.waiting / bucket.per_second
        else:
            try:
                wait = await _take(line, tenant, key, bucket, ends)
                if not wait:
                    await _pass(line, bucket)
                return wait
            finally:
                line.first.release()
        finally:
            line.waiting -= 1

    def forget(self, tenant: Tenant, key: str) -> None:
        """What was taken ahead: nobody is to call for a while."""
        if line := self._lines.get(f"{tenant.key}:{key}"):
            line.slots.clear()


async def _take(line: _Line, tenant: Tenant, key: str, bucket: Bucket, ends: float) -> float:
    """Have a slot in the line before it `ends`. Returns 0.0, or the seconds until there would be one."""
    while not line.slots:
        asked = time.monotonic()
        waits, wait = await rate_limits.take_ahead(
            tenant,
            key,
            per_second=bucket.per_second,
            burst=bucket.burst,
            most=line.waiting,
            ahead=min(AHEAD_SECONDS, max(ends - asked, 0.0)),
        )
        line.slots.extend(asked + each for each in waits)
        if not waits:
            if asked + wait > ends:
                return wait
            await asyncio.sleep(wait)
    return 0.0


async def _pass(line: _Line, bucket: Bucket) -> None:
    """When its time has come; and where this process was late, so are those behind, instead of all at once."""
    earliest = line.due - (bucket.burst - 1) / bucket.per_second
    await asyncio.sleep(max(line.slots.popleft(), earliest) - time.monotonic())
    line.due = max(line.due, time.monotonic()) + 1 / bucket.per_second
