"""Reading one person's card among many, with everything on it, inside the process: from the id to Slack's blocks."""

import random
import time
from functools import partial

from benchmarks.book import TENANT, fill
from benchmarks.databases import on_both
from benchmarks.results import Figure, percentile, under
from crm import contacts
from views.card import card

BOOKS = (100_000, 1_000_000)
READS = 1_000
WARM_UP = 50
GOAL_MS = 20


async def measure() -> list[Figure]:
    return [figure for people in BOOKS for figure in await on_both(partial(_among, people))]


async def _among(people: int, database: str) -> list[Figure]:
    await fill(people)
    chosen = random.Random(1).sample(range(1, people + 1), READS + WARM_UP)
    seconds = [await _read(id_) for id_ in chosen][WARM_UP:]
    p95 = percentile(seconds, 0.95) * 1000
    goal, met = under(GOAL_MS, p95, "ms")
    return [
        Figure("cards", "reading a card, p50", percentile(seconds, 0.5) * 1000, "ms", database, people),
        Figure("cards", "reading a card, p95", p95, "ms", database, people, goal=goal, met=met),
    ]


async def _read(contact_id: int) -> float:
    started = time.perf_counter()
    blocks = card(await contacts.get(TENANT, contact_id))
    assert [block.to_dict() for block in blocks]
    return time.perf_counter() - started
