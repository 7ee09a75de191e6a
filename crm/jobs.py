"""Long work, as those see it who ask for it and those who do it. The engine stands in `bot.jobs`."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from crm.types import Tenant

T = TypeVar("T")


class Jobs(Protocol):
    async def enqueue(self, kind: str, tenant: Tenant, reference: int) -> None:
        """Have it done, once: the same kind and reference again is the same job."""
        ...


class Steps(Protocol):
    """The steps of one job. A step that was done is not done again when the job goes on after a kill."""

    async def step(self, name: str, function: Callable[[], Awaitable[T]]) -> T:
        """Run it and record its result, which is JSON."""
        ...


JobFunction = Callable[[Steps, Tenant, int], Awaitable[None]]
