"""Work that outlives the process, as those see it who do it. The engine stands in `bot.jobs`."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from crm.types import Tenant

T = TypeVar("T")


class Jobs(Protocol):
    def wake(self) -> None:
        """Somebody has asked for a job (`crm.jobs.ask_for`)."""
        ...


class Steps(Protocol):
    """The steps of one attempt at a job. A step that was done is not done again when it goes on after a kill."""

    attempt: int
    """As in `crm.types.Job`: who stops a job and has it go on at once may have two attempts under way for a moment."""

    async def step(self, name: str, function: Callable[[], Awaitable[T]]) -> T:
        """Run it and record its result, which is JSON."""
        ...


JobFunction = Callable[[Steps, Tenant, int], Awaitable[None]]
"""Does the job with that id."""

TickFunction = Callable[[Steps, int], Awaitable[None]]
"""Acts on one tick of a clock, whose slot is seconds since 1970."""
