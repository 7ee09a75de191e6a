"""The processes of the bot that share a database. Each shows that it lives; what a dead one had taken, the others take over.

No clocks are compared: a replica is dead whose beat another has seen stand still for a while.
"""

import time
from datetime import UTC, datetime

from storage.queries import deliveries, messages, replicas

SILENT_SECONDS = 3.0
LONGEST_LOOK_SECONDS = 1.5
"""Where I look less often I was away myself, or the database was: the others had no more chance to beat than that."""


class Replicas:
    """What one replica sees of the others. `name` is its own."""

    def __init__(self, name: str, silent_seconds: float = SILENT_SECONDS) -> None:
        self.name = name
        self._silent_seconds = silent_seconds
        self._seen: dict[str, tuple[int, float]] = {}
        """Name -> its beat, and for how many seconds it has been seen to stand there."""
        self._looked_at = 0.0

    async def join(self, *, alone: bool) -> None:
        """`alone`: nobody else can be at work on this database, so whoever is on record is dead."""
        if alone:
            for name in await replicas.beats():
                await self.bury(name)
        await replicas.register(self.name, datetime.now(UTC))

    async def leave(self) -> None:
        """What was not finished is for the others."""
        await _release(self.name)
        await replicas.remove(self.name)

    async def beat(self) -> None:
        await replicas.beat(self.name, datetime.now(UTC))

    async def dead(self) -> tuple[str, ...]:
        """Names of the others that have left, or whose beat stood still for `silent_seconds`."""
        beats, now = await replicas.beats(), time.monotonic()
        passed = min(now - self._looked_at, LONGEST_LOOK_SECONDS)
        self._looked_at = now
        left = self._seen.keys() - beats.keys()
        self._seen = {name: (beat, self._stands_for(name, beat, passed)) for name, beat in beats.items()}
        silent = {name for name, (_, seconds) in self._seen.items() if seconds >= self._silent_seconds}
        return tuple(sorted((left | silent) - {self.name}))

    def _stands_for(self, name: str, beat: int, passed: float) -> float:
        before, seconds = self._seen.get(name, (None, 0.0))
        return seconds + passed if before == beat else 0.0

    async def living(self) -> set[str]:
        """Whoever is on record, this one included."""
        return set(await replicas.beats()) | {self.name}

    async def bury(self, name: str) -> bool:
        """What it had taken is free again. Its jobs are the engine's to take over, before this.

        False where it had left by itself, or another has buried it.
        """
        await _release(name)
        return await replicas.remove(name)

    async def free_the_forgotten(self) -> None:
        """What is taken by somebody who is not on record any more, as when a burial was cut short."""
        for owner in (await messages.owners() | await deliveries.owners()) - await self.living():
            await _release(owner)


async def _release(name: str) -> None:
    await messages.release(name)
    await deliveries.release(name)
