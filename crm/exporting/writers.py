"""Processes that write the rows of large exports beside each other: what Python does with a person takes a core longer than reading them.

Each gets some people at a time, in its turn, so that the rows come in their order and memory stays flat.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from itertools import cycle

from crm.errors import UserError
from crm.exporting.columns import Columns
from crm.exporting.rows import Asked, Rows, rows_of
from crm.processes import GONE, Process
from crm.types import Tenant

AHEAD = 2
"""So many parts each process has before it, so that none waits for whoever keeps what it has written."""
MOST = 4
WORTH_ONE = 20_000
"""People; fewer are written sooner than a process has begun."""


@dataclass(slots=True)
class Writers:
    """`url`: the address of the database, which this process has open. `most`: so many processes, begun when they are of use."""

    url: str
    most: int
    worth_one: int = WORTH_ONE
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    running: list[Process] = field(default_factory=list)

    def are_worth(self, people: int) -> bool:
        return self._number(people) > 1

    async def rows(
        self, tenant: Tenant, parts: Sequence[Sequence[int]], format_key: str, columns: Columns, people: int
    ) -> AsyncGenerator[Rows, None]:
        """Of each part, in their order. `people`: how many the whole export has; for few, and where somebody has killed one of the
        processes, this one writes the rows. Raises UserError.
        """
        written = 0
        if self.are_worth(people):
            async with self.turn, aclosing(self._beside(tenant, parts, format_key, columns, people)) as found:
                try:
                    async for each in found:
                        written += 1
                        yield each
                except GONE:
                    pass
        for part in parts[written:]:
            yield await rows_of(tenant, part, format_key, columns)

    def rest(self) -> None:
        """Nothing is to be written for a while, unless somebody is at it."""
        if not self.turn.locked():
            self.close()

    def close(self) -> None:
        while self.running:
            self.running.pop().end()

    async def _beside(
        self, tenant: Tenant, parts: Sequence[Sequence[int]], format_key: str, columns: Columns, people: int
    ) -> AsyncGenerator[Rows, None]:
        """Raises one of `GONE`."""
        while len(self.running) < self._number(people):
            self.running.append(Process.running("crm.exporting.row_process"))
        working: deque[Process] = deque()
        try:
            for part, process in zip(parts, cycle(self.running), strict=False):
                asked: Asked = (self.url, tenant, part, format_key, columns)
                process.ask(asked)
                working.append(process)
                if len(working) == AHEAD * len(self.running):
                    yield await _answer(working)
            while working:
                yield await _answer(working)
        finally:
            if working:
                self.close()  # they would answer the next one with what nobody waited for

    def _number(self, people: int) -> int:
        return min(self.most, MOST, people // self.worth_one)


async def _answer(working: deque[Process]) -> Rows:
    """Of the one that was asked first. Raises UserError, and one of `GONE`."""
    answer: Rows | UserError = await asyncio.to_thread(working[0].answer)
    working.popleft()
    if isinstance(answer, UserError):
        raise answer
    return answer
