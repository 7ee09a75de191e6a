"""What it costs that a step is recorded, or an effect kept once, against the same function called plainly.

All of it happens within one job, in turns of many calls each, so that a machine that slows down slows all of them. What a
step costs more is also held against the step that there are most of: that of an import.
"""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from itertools import count
from statistics import median

from benchmarks.people import people_csv
from benchmarks.results import Figure, under
from bot.jobs import JobEngine
from crm import effects, importing, inbox, jobs
from crm.durable import Steps
from crm.types import Author, Tenant
from handlers.jobs.imports import CHUNKS_A_STEP
from tests.crm.importing.files import on_disk
from tests.databases import empty_postgres, opened, postgres_server

BENCHMARK = "durable steps"
ROUNDS = 6
CALLS = 60
CHUNKS = 20
GOAL_SHARE = 5
TENANT = Tenant("T0BENCHMARK")
AUTHOR = Author("U0BENCHMARK")
SECRET = bytes(32)

Call = Callable[[], Awaitable[object]]


async def measure() -> list[Figure]:
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        figures += await _on(f"sqlite://{folder}/roster.db", "sqlite")
    with postgres_server() as server:
        async with empty_postgres(server) as url:
            figures += await _on(url, "postgres")
    return figures


async def _on(url: str, database: str) -> list[Figure]:
    measured: asyncio.Future[tuple[dict[str, float], float]] = asyncio.get_running_loop().create_future()

    async def measure_within(steps: Steps, tenant: Tenant, job_id: int) -> None:
        try:
            measured.set_result((await _calls(steps), await _chunk(tenant, job_id)))
        except Exception as error:
            measured.set_exception(error)
            raise

    async with opened(url):
        content = await asyncio.to_thread(people_csv, importing.rows_at_once() * CHUNKS)
        with on_disk(content) as file:
            run = await importing.receive(TENANT, AUTHOR, "F1", "people.csv", file, "C1", "")
        job = await importing.start(TENANT, AUTHOR, run.id)
        engine = JobEngine(url, "benchmark")
        async with engine.working({importing.KIND: measure_within}):
            await engine.enqueue(job)
            seconds, chunk_seconds = await measured
        return _figures(database, seconds, chunk_seconds)


async def _calls(steps: Steps) -> dict[str, float]:
    """Seconds a call, each the median of the rounds."""
    numbers = count()

    async def nothing() -> None:
        pass

    async def committed() -> bool:
        return await inbox.claim(TENANT, f"benchmark:{next(numbers)}")

    ways: dict[str, Call] = {
        "nothing": nothing,
        "nothing, as a step": lambda: steps.step("nothing", nothing),
        "a row committed": committed,
        "a row committed, as a step": lambda: steps.step("committed", committed),
        "a row committed, once": lambda: effects.once(TENANT, f"once:{next(numbers)}", committed),
    }
    rounds = [{way: await _timed(call) for way, call in ways.items()} for _ in range(ROUNDS + 1)]
    return {way: median(each[way] for each in rounds[1:]) for way in ways}  # the first warms up


async def _timed(call: Call) -> float:
    begun = time.perf_counter()
    for _ in range(CALLS):
        await call()
    return (time.perf_counter() - begun) / CALLS


async def _chunk(tenant: Tenant, job_id: int) -> float:
    """Seconds that a chunk of an import takes, without the step around it."""
    await jobs.begin(tenant, job_id, attempt=1)
    begun = time.perf_counter()
    for _ in range(CHUNKS):
        assert await importing.import_next(tenant, job_id, SECRET)
    return (time.perf_counter() - begun) / CHUNKS


def _figures(database: str, seconds: dict[str, float], chunk_seconds: float) -> list[Figure]:
    overhead = seconds["nothing, as a step"] - seconds["nothing"]
    committed = seconds["a row committed"]
    share = 100 * overhead / (chunk_seconds * CHUNKS_A_STEP)
    goal, met = under(GOAL_SHARE, share, "%")
    plain = "the same, called plainly"
    return [
        *(Figure(BENCHMARK, way, each * 1000, "ms", database) for way, each in seconds.items()),
        Figure(BENCHMARK, "steps", 1 / seconds["nothing, as a step"], "steps/s", database),
        Figure(BENCHMARK, "a step costs more", overhead * 1000, "ms", database, against=plain),
        *(
            Figure(BENCHMARK, f"{way}, takes", seconds[way] / committed, "times", database, against=plain)
            for way in ("a row committed, as a step", "a row committed, once")
        ),
        Figure(
            BENCHMARK,
            f"of the {importing.rows_at_once() * CHUNKS_A_STEP} rows imported within it, a step costs",
            share,
            "%",
            database,
            goal=goal,
            met=met,
        ),
    ]
