"""Kills bots at moments that nobody has chosen, and starts them again, as a service manager would."""

import asyncio
import random
from collections.abc import Awaitable, Callable

from bot.app import ONLY_REPLICA
from tests.faults.fleet import BotProcess, Fleet
from tests.faults.recovery import Recovery

LONGEST_PAUSE_SECONDS = 6.0
DURING_START = 0.25
"""So many of the kills do not wait until all are up."""
LONGEST_AWAY_SECONDS = 6.0
TWO_AT_ONCE = 0.2


async def killed_until(bots: Fleet, chance: random.Random, is_done: Callable[[], Awaitable[bool]]) -> int:
    """Kill one after the other, each started again at once. Returns how often somebody was killed."""
    kills = 0
    while True:
        for bot in bots.bots:
            await bot.is_up()
        await asyncio.sleep(chance.uniform(0.0, LONGEST_PAUSE_SECONDS))
        if await is_done():
            return kills
        bot = chance.choice(bots.bots)
        await bot.kill()
        await bot.start()
        kills += 1


class Killer:
    """Of several bots one that is up lives on, to take over; one that is alone is started again at once."""

    def __init__(self, fleet: Fleet, recovery: Recovery, chance: random.Random) -> None:
        self._bots = fleet.bots
        self._is_alone = len(fleet.bots) == 1
        self._recovery = recovery
        self._chance = chance
        self._away: set[asyncio.Task[None]] = set()
        self.kills = 0

    async def kill(self, times: int) -> None:
        """At least so often; afterwards all are up."""
        while self.kills < times:
            if self._chance.random() > DURING_START:
                await self._living_are_up()
            await asyncio.sleep(self._chance.uniform(0.0, LONGEST_PAUSE_SECONDS))
            for bot in await self._victims():
                await self._kill(bot)
        await asyncio.gather(*self._away)
        await self._living_are_up()

    async def _living_are_up(self) -> None:
        await asyncio.gather(*(bot.is_up() for bot in self._bots if bot.runs))

    async def _victims(self) -> list[BotProcess]:
        living = [bot for bot in self._bots if bot.runs]
        if self._is_alone:
            return living
        survivor = self._chance.choice(living)
        await survivor.is_up()
        others = [bot for bot in living if bot is not survivor]
        number = 2 if self._chance.random() < TWO_AT_ONCE else 1
        return self._chance.sample(others, min(number, len(others)))

    async def _kill(self, bot: BotProcess) -> None:
        name = ONLY_REPLICA if self._is_alone else f"%-{bot.pid}-%"
        await bot.kill()
        self.kills += 1
        await self._recovery.killed(name, was_alone=self._is_alone)
        if self._is_alone:
            await bot.start()
        else:
            self._start_later(bot)

    def _start_later(self, bot: BotProcess) -> None:
        seconds = self._chance.uniform(0.0, LONGEST_AWAY_SECONDS)
        task = asyncio.create_task(_start_after(seconds, bot))
        self._away.add(task)
        task.add_done_callback(self._away.discard)


async def _start_after(seconds: float, bot: BotProcess) -> None:
    await asyncio.sleep(seconds)
    await bot.start()
