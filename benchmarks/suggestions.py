"""Suggesting a company while somebody types, among the positions of 100,000 and 1,000,000 people."""

import random
import tempfile
import time
from datetime import UTC, datetime

from benchmarks.results import Figure, percentile, under
from crm.profile import suggestions
from crm.types import Tenant
from storage import bulk
from storage.database import transaction
from storage.models import Contact, ContactPosition
from tests.databases import opened, postgres_server

PEOPLE = (100_000, 1_000_000)
COMPANIES = 20_000
BATCH = 20_000
ASKED = 500
WARM_UP = 20
GOAL_MS = 50
TENANT = Tenant("T0BENCHMARK")


async def measure() -> list[Figure]:
    figures = []
    for people in PEOPLE:
        with tempfile.TemporaryDirectory() as folder:
            figures.append(await _on(f"sqlite://{folder}/roster.db", "sqlite", people))
        with postgres_server() as url:
            figures.append(await _on(url, "postgres", people))
    return figures


async def _on(url: str, name: str, people: int) -> Figure:
    async with opened(url):
        for first in range(0, people, BATCH):
            await _fill(range(first, min(first + BATCH, people)))
        chance = random.Random(1)
        typed = [
            company(chance.randrange(COMPANIES))[: chance.randint(1, 8)].swapcase() for _ in range(ASKED)
        ]
        seconds = [await _ask(text) for text in typed][WARM_UP:]
    p95 = percentile(seconds, 0.95) * 1000
    goal, met = under(GOAL_MS, p95, "ms")
    return Figure("suggestions", "suggesting a company, p95", p95, "ms", name, people, goal=goal, met=met)


def company(number: int) -> str:
    """A few have very many people: the first thousandth has a third of them."""
    return f"{'BCDFGHKLMNPRSTVZ'[number % 16]}{'aeiou'[number % 5]}lden {number}"


async def _fill(numbers: range) -> None:
    now = datetime.now(UTC)
    sourced = {"origin": "import", "reference": "", "set_by": "U1", "set_at": now}
    people = [
        {
            "id": number + 1,
            "name": f"Person {number}",
            "search_text": "",
            "created_by": "U1",
            "created_at": now,
            "updated_at": now,
        }
        for number in numbers
    ]
    positions = [
        {
            "contact_id": number + 1,
            "company": company(number % (20 if number % 3 else COMPANIES)),
            "title": "Engineer",
            **sourced,
        }
        for number in numbers
    ]
    async with transaction():
        await bulk.insert(TENANT.key, Contact, people)
        await bulk.insert(TENANT.key, ContactPosition, positions)


async def _ask(typed: str) -> float:
    started = time.perf_counter()
    assert await suggestions.companies(TENANT, typed)
    return time.perf_counter() - started
