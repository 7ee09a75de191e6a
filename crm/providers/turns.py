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
ON_THE_WAY_SECONDS = 0.1
"""So long a call may be on its way to the vendor. At the latest it has come when it is answered."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Never more than `most` within any `seconds`: `burst` at once, and then as many a second as that leaves."""

    most: int
    seconds: float
    burst: int

    @property
    def per_second(self) -> float:
        return max(self.most - self.burst, 0.5) / self.seconds


@dataclass(slots=True)
class _Line:
    """`waiting`: so many, with the first. `slots`: when the next ones may call. `came`: when the last calls had come to the vendor at the
    latest, of which so many are `unanswered`.
    """

    first: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    slots: deque[float] = field(default_factory=deque)
    came: deque[float] = field(default_factory=deque)
    unanswered: int = 0


@dataclass(slots=True)
class Turns:
    """The lines of a process, each for one limit."""

    _lines: dict[str, _Line] = field(default_factory=dict)

    async def take(self, tenant: Tenant, key: str, bucket: Bucket, seconds: float) -> float:
        """Wait for our turn, at most so long. Returns 0.0, or the seconds until it would be; then it is not.

        Whoever has had it says when the call is `over`.
        """
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
            if not line.waiting:
                line.slots.clear()  # they were taken for some who gave up, and are not for others who come later

    def over(self, tenant: Tenant, key: str) -> None:
        """One of those on their way was answered; it does not matter which: as many have come."""
        line = self._lines[f"{tenant.key}:{key}"]
        if 0 < line.unanswered <= len(line.came):
            line.came[-line.unanswered] = min(line.came[-line.unanswered], time.monotonic())
        line.unanswered -= 1

    def forget(self, tenant: Tenant, key: str) -> None:
        """What was taken ahead: nobody is to call for a while."""
        if line := self._lines.get(f"{tenant.key}:{key}"):
            line.slots.clear()


async def _take(line: _Line, tenant: Tenant, key: str, bucket: Bucket, ends: float) -> float:
    """Have a slot in the line before it `ends`. Returns 0.0, or the seconds until there would be one."""
    while not _is_enough(line):
        asked = time.monotonic()
        waits, wait = await rate_limits.take_ahead(
            tenant,
            key,
            per_second=bucket.per_second,
            burst=bucket.burst,
            most=line.waiting - len(line.slots),
            ahead=min(AHEAD_SECONDS, max(ends - asked, 0.0)),
        )
        line.slots.extend(asked + each for each in waits)
        if line.slots:
            break
        if asked + wait > ends:
            return wait
        await asyncio.sleep(wait)
    return 0.0


def _is_enough(line: _Line) -> bool:
    """More are taken before the last is gone: a moment in which this process comes too late for that is lost to all."""
    lasts = line.slots[-1] - time.monotonic() if line.slots else 0.0
    return bool(line.slots) and (len(line.slots) >= line.waiting or lasts > AHEAD_SECONDS / 2)


async def _pass(line: _Line, bucket: Bucket) -> None:
    """When its time has come. Where this process was late, those behind come sooner, but never more than the vendor allows."""
    earliest = line.came[0] + bucket.seconds if len(line.came) >= bucket.most else 0.0
    await asyncio.sleep(max(line.slots.popleft(), earliest) - time.monotonic())
    line.came.append(time.monotonic() + ON_THE_WAY_SECONDS)
    line.unanswered += 1
    while len(line.came) > bucket.most:
        line.came.popleft()
