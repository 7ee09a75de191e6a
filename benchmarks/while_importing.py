"""Acks of the whole bot while 200,000 rows are imported in the same process, against those of the same bot when it is idle."""

import asyncio
import tempfile
import time
from collections.abc import Awaitable
from pathlib import Path
from typing import TypeVar

from benchmarks.commands_meanwhile import PER_SECOND, acks, commands_to, watched
from benchmarks.people import people_csv
from benchmarks.results import Figure
from crm import jobs
from crm.types import Tenant
from tests.databases import empty_postgres, postgres_server
from tests.faults.fleet import fleet

T = TypeVar("T")

PEOPLE = 200_000
SECONDS = 60.0
UNDISTURBED_SECONDS = 20.0
WARM_UP_SECONDS = 3.0
PATIENCE_SECONDS = 600.0
"""What was acked is done in turn, and such a rate of commands leaves a long queue."""
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
        commands_to(bots) as people,
        watched(url),
    ):
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
        *acks(BENCHMARK, name, PEOPLE, importing, idle),
        Figure(BENCHMARK, "import, nobody else at work", undisturbed, "rows/s", name, PEOPLE),
        Figure(BENCHMARK, f"import, {PER_SECOND} commands/s meanwhile", disturbed, "rows/s", name, PEOPLE),
    ]


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
