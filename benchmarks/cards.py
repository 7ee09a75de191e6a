"""Reading one person's card among 100,000, with everything on it, inside the process: from the id to Slack's blocks."""

import asyncio
import random
import tempfile
import time

from benchmarks.people import people_csv
from benchmarks.results import Figure, percentile, under
from crm import contacts, importing, jobs
from crm.types import Author, Tenant
from storage.database import rows
from tests.databases import opened, postgres_server
from views.card import card

PEOPLE = 100_000
READS = 1_000
WARM_UP = 50
GOAL_MS = 20
TENANT = Tenant("T0BENCHMARK")
AUTHOR = Author("U0BENCHMARK")


async def measure() -> list[Figure]:
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        figures += await _on(f"sqlite://{folder}/roster.db", "sqlite")
    with postgres_server() as url:
        figures += await _on(url, "postgres")
    return figures


async def _on(url: str, name: str) -> list[Figure]:
    async with opened(url):
        seconds_to_import = await fill()
        ids = [row["id"] for row in await rows("SELECT id FROM contact")]
        chosen = random.Random(1).sample(ids, READS + WARM_UP)
        seconds = [await _read(id_) for id_ in chosen][WARM_UP:]
    p95 = percentile(seconds, 0.95) * 1000
    goal, met = under(GOAL_MS, p95, "ms")
    return [
        Figure("cards", "reading a card, p50", percentile(seconds, 0.5) * 1000, "ms", name, PEOPLE),
        Figure("cards", "reading a card, p95", p95, "ms", name, PEOPLE, goal=goal, met=met),
        Figure("cards", "importing the people first", PEOPLE / seconds_to_import, "rows/s", name, PEOPLE),
    ]


async def _read(contact_id: int) -> float:
    started = time.perf_counter()
    blocks = card(await contacts.get(TENANT, contact_id))
    assert [block.to_dict() for block in blocks]
    return time.perf_counter() - started


async def fill() -> float:
    """Through the importer, as people would. Returns the seconds that it took."""
    started = time.perf_counter()
    content = await asyncio.to_thread(people_csv, PEOPLE)
    run = await importing.receive(TENANT, AUTHOR, "F1", "people.csv", content, "C1", "")
    job = await importing.start(TENANT, AUTHOR, run.id)
    await jobs.begin(TENANT, job.id, job.attempt)
    while await importing.import_next(TENANT, job.id):
        pass
    added = (await importing.get(TENANT, run.id)).added
    assert added == PEOPLE, f"{added} of {PEOPLE} people were added"
    return time.perf_counter() - started
