"""Acks of the whole bot while 200,000 rows are imported in the same process, against those of the same bot when it is idle.

Three commands are sent in turn at a steady rate: one is answered in the ack, one looks people up after it, and one is kept in
the database before it.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web

from benchmarks.commands import SignedCommand, signed_command
from benchmarks.pace import paced
from benchmarks.people import people_csv
from benchmarks.results import Figure, percentile, under
from crm import jobs
from crm.types import Tenant
from storage.database import close_database, open_database
from tests.databases import empty_postgres, postgres_server
from tests.faults.fleet import HOST, Fleet, fleet

T = TypeVar("T")

PEOPLE = 200_000
PER_SECOND = 15
"""More than a thousand recruiters type. At more than the machine can do, what is measured is the queue."""
SECONDS = 60.0
UNDISTURBED_SECONDS = 20.0
WARM_UP_SECONDS = 3.0
PATIENCE_SECONDS = 600.0
"""What was acked is done in turn, and such a rate of commands leaves a long queue."""
GOAL_P99_MS = 300
GOAL_MAX_MS = 2500
TYPED = ("/contact help", "/contact Family7", "/contacts digest off")
BENCHMARK = "ack while importing"


async def measure() -> list[Figure]:
    content = await asyncio.to_thread(people_csv, PEOPLE)
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        figures += await _on(f"sqlite://{folder}/roster.db", Path(folder), content, "sqlite")
    with postgres_server() as server, tempfile.TemporaryDirectory() as folder:
        async with empty_postgres(server) as url:
            figures += await _on(url, Path(folder), content, "postgres")
    return figures


async def _on(url: str, folder: Path, content: bytes, name: str) -> list[Figure]:
    async with (
        fleet(url, folder, 1, environment={"ROSTER_LOG_LEVEL": "WARNING"}) as bots,
        _sink() as response_url,
        _watched(url),
    ):
        people = _people(bots, response_url)
        await people(WARM_UP_SECONDS)
        ada = bots.slack.person("ada", patience=PATIENCE_SECONDS)
        await ada.upload("people.csv", content, channel="recruiting")
        await ada.click("Import", within="recruiting")
        await ada.sees("rows/s", within="recruiting")
        undisturbed, _ = await _imported_during(bots.tenant, asyncio.sleep(UNDISTURBED_SECONDS))
        disturbed, importing = await _imported_during(bots.tenant, people(SECONDS))
        await ada.click("Stop", within="recruiting")
        await ada.sees("Stopped by", within="recruiting")
        idle = await people(SECONDS)
    return [
        *(
            figure
            for typed, took, took_idle in zip(TYPED, importing, idle, strict=True)
            for figure in _acks(name, typed, took, took_idle)
        ),
        Figure(BENCHMARK, "import, nobody else at work", undisturbed, "rows/s", name, PEOPLE),
        Figure(BENCHMARK, f"import, {PER_SECOND} commands/s meanwhile", disturbed, "rows/s", name, PEOPLE),
    ]


def _people(bots: Fleet, response_url: str) -> Callable[[float], Coroutine[Any, Any, list[list[float]]]]:
    """Send the commands for so many seconds."""
    numbers = count()

    def command(typed: str) -> SignedCommand:
        return signed_command(
            bots.slack.team_id,
            bots.slack.signing_secret,
            typed,
            response_url=response_url,
            trigger_id=f"1.{next(numbers)}.benchmark",
        )

    return lambda seconds: paced(
        bots.bots[0].address,
        [partial(command, typed) for typed in TYPED],
        per_second=PER_SECOND,
        seconds=seconds,
    )


async def _imported_during(tenant: Tenant, meanwhile: Awaitable[T]) -> tuple[float, T]:
    """Rows a second, and what came of it."""
    begun, before = time.perf_counter(), await _done(tenant)
    result = await meanwhile
    after, ended = await _done(tenant), time.perf_counter()
    assert after < PEOPLE, "the import was over before the measurement was"
    return (after - before) / (ended - begun), result


async def _done(tenant: Tenant) -> int:
    (job,) = await jobs.recent(tenant, 1)
    return job.done


def _acks(database: str, typed: str, importing: list[float], idle: list[float]) -> list[Figure]:
    p50, p99 = (percentile(importing, share) * 1000 for share in (0.5, 0.99))
    longest = max(importing) * 1000
    idle_p99 = percentile(idle, 0.99) * 1000
    p99_goal, p99_met = under(GOAL_P99_MS, p99, "ms")
    max_goal, max_met = under(GOAL_MAX_MS, longest, "ms")
    return [
        Figure(BENCHMARK, f"{typed}, p99 when idle", idle_p99, "ms", database, PEOPLE),
        Figure(BENCHMARK, f"{typed}, p50", p50, "ms", database, PEOPLE),
        Figure(BENCHMARK, f"{typed}, p99", p99, "ms", database, PEOPLE, goal=p99_goal, met=p99_met),
        Figure(BENCHMARK, f"{typed}, longest", longest, "ms", database, PEOPLE, goal=max_goal, met=max_met),
        Figure(
            BENCHMARK, f"{typed}, p99 against idle", p99 / idle_p99, "times", database, PEOPLE, "when idle"
        ),
    ]


@asynccontextmanager
async def _watched(url: str) -> AsyncIterator[None]:
    """The bot's database, to read how far the import is."""
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
