"""Three commands that are sent in turn at a steady rate while the bot is at something: one is answered in the ack, one looks people up
after it, and one is kept in the database before it.
"""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from itertools import count
from typing import Any

from aiohttp import web

from benchmarks.commands import SignedCommand, signed_command
from benchmarks.pace import paced
from benchmarks.results import Figure, percentile, under
from storage.database import close_database, open_database
from tests.faults.fleet import HOST, Fleet

PER_SECOND = 15
"""More than a thousand recruiters type. At more than the machine can do, what is measured is the queue."""
GOAL_P99_MS = 300
GOAL_MAX_MS = 2500
TYPED = ("/contact help", "/contact Family7", "/contacts digest off")

Send = Callable[[float], Coroutine[Any, Any, list[list[float]]]]
"""Send the commands for so many seconds; how many each ack of each of them took."""


@asynccontextmanager
async def commands_to(bots: Fleet) -> AsyncIterator[Send]:
    """To the only bot of the fleet. Its answers are taken by nobody."""
    numbers = count()

    async with _sink() as response_url:

        def command(typed: str) -> SignedCommand:
            return signed_command(
                bots.slack.team_id,
                bots.slack.signing_secret,
                typed,
                response_url=response_url,
                trigger_id=f"1.{next(numbers)}.benchmark",
            )

        yield lambda seconds: paced(
            bots.bots[0].address,
            [partial(command, typed) for typed in TYPED],
            per_second=PER_SECOND,
            seconds=seconds,
        )


def acks(
    benchmark: str, database: str, people: int, busy: list[list[float]], idle: list[list[float]]
) -> list[Figure]:
    """Of each command, when the bot is at it, and against those when it is idle."""
    figures = []
    for typed, took, took_idle in zip(TYPED, busy, idle, strict=True):
        p50, p99 = (percentile(took, share) * 1000 for share in (0.5, 0.99))
        longest = max(took) * 1000
        idle_p99 = percentile(took_idle, 0.99) * 1000
        p99_goal, p99_met = under(GOAL_P99_MS, p99, "ms")
        max_goal, max_met = under(GOAL_MAX_MS, longest, "ms")
        figure = partial(Figure, benchmark, database=database, rows=people)
        figures += [
            figure(f"{typed}, p99 when idle", idle_p99, "ms"),
            figure(f"{typed}, p50", p50, "ms"),
            figure(f"{typed}, p99", p99, "ms", goal=p99_goal, met=p99_met),
            figure(f"{typed}, longest", longest, "ms", goal=max_goal, met=max_met),
            figure(f"{typed}, p99 against idle", p99 / idle_p99, "times", against="when idle"),
        ]
    return figures


@asynccontextmanager
async def watched(url: str) -> AsyncIterator[None]:
    """The bot's database, to read how far it is."""
    await open_database(url)
    try:
        yield
    finally:
        await close_database()


@asynccontextmanager
async def _sink() -> AsyncIterator[str]:
    """A response_url that takes every answer."""
    application = web.Application()
    application.add_routes([web.post("/", _taken)])
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, 0).start()
        yield f"http://{HOST}:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


async def _taken(request: web.Request) -> web.Response:
    return web.Response(text="ok")
