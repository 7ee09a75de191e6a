"""An open loop: a command at every beat, whether the earlier ones are answered or not, as people send them."""

import asyncio
from collections.abc import Callable, Sequence
from itertools import cycle

import aiohttp

from benchmarks.commands import PATH, SignedCommand

LONGEST_SECONDS = 30.0
OK = 200


async def paced(
    address: str, commands: Sequence[Callable[[], SignedCommand]], *, per_second: float, seconds: float
) -> list[list[float]]:
    """Send the commands in turn. For each of them, how many seconds every ack took, from the beat at which it was due.

    Raises AssertionError where one was not answered with 200.
    """
    loop = asyncio.get_running_loop()
    durations: list[list[float]] = [[] for _ in commands]
    async with (
        aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=LONGEST_SECONDS)
        ) as session,
        asyncio.TaskGroup() as sent,
    ):
        begun = loop.time()
        turns = cycle(zip(commands, durations, strict=True))
        for beat in range(int(per_second * seconds)):
            due = begun + beat / per_second
            await asyncio.sleep(due - loop.time())
            command, took = next(turns)
            sent.create_task(_send(session, f"{address}{PATH}", command(), due, took))
    return durations


async def _send(
    session: aiohttp.ClientSession, url: str, command: SignedCommand, due: float, took: list[float]
) -> None:
    async with session.post(url, data=command.body, headers=command.headers) as response:
        await response.read()
        took.append(asyncio.get_running_loop().time() - due)
        assert response.status == OK, f"a command was answered with {response.status}"
