"""Looking whether there is something to do, whenever woken: by who has something, and by the clock in any case."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from handlers.reporting import may_pass

log = logging.getLogger("roster")


class Lookout:
    """Calls `look` when woken; never twice at once, and never cut off in the middle: a transaction does not bear that."""

    def __init__(self, look: Callable[[], Awaitable[None]]) -> None:
        self._look = look
        self._woken = asyncio.Event()
        self._leaving = False

    def wake(self) -> None:
        """However often while it looks, it looks once more."""
        self._woken.set()

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[None]:
        """Begins with a look."""
        self.wake()
        task = asyncio.create_task(self._go_round())
        try:
            yield
        finally:
            self._leaving = True
            self.wake()
            await task

    async def _go_round(self) -> None:
        while True:
            await self._woken.wait()
            self._woken.clear()
            if self._leaving:
                return
            try:
                await self._look()
            except Exception as error:
                if may_pass(error):  # each second one line, as long as the database is away
                    log.warning("%s is tried again: %s", self._look.__qualname__, type(error).__name__)
                else:
                    log.exception("%s failed, and is tried again", self._look.__qualname__)
