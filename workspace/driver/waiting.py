"""Waiting for something to appear: woken by every change, not by the clock."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from workspace.watchers import Watchers

Found = TypeVar("Found")


class NotSeen(AssertionError):
    """What a person looked for is not on the screen; the message shows the screen."""


async def wait_for(watchers: Watchers, look: Callable[[], Found | None], seconds: float) -> Found | None:
    """The first thing found that is true; `None` when the time is up."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while True:
        changed = watchers.next_change()
        found = look()
        left = deadline - loop.time()
        if found or left <= 0:
            return found
        with suppress(TimeoutError):
            await asyncio.wait_for(changed.wait(), left)
