"""Suggesting a company while somebody types, among the positions of 100,000 and 1,000,000 people."""

import random
import time
from functools import partial

from benchmarks.book import AT_ONCE, TENANT, contact, sourced
from benchmarks.databases import on_both
from benchmarks.results import Figure, percentile, under
from crm.profile import suggestions
from storage import bulk
from storage.database import transaction
from storage.models import Contact, ContactPosition

BOOKS = (100_000, 1_000_000)
COMPANIES = 20_000
ASKED = 500
WARM_UP = 20
GOAL_MS = 50


async def measure() -> list[Figure]:
    return [figure for people in BOOKS for figure in await on_both(partial(_among, people))]


async def _among(people: int, database: str) -> list[Figure]:
    for first in range(1, people + 1, AT_ONCE):
        await _fill(range(first, min(first + AT_ONCE, people + 1)))
    chance = random.Random(1)
    typed = [_company(chance.randrange(COMPANIES))[: chance.randint(1, 8)].swapcase() for _ in range(ASKED)]
    seconds = [await _ask(text) for text in typed][WARM_UP:]
    p95 = percentile(seconds, 0.95) * 1000
    goal, met = under(GOAL_MS, p95, "ms")
    return [
        Figure("suggestions", "suggesting a company, p95", p95, "ms", database, people, goal=goal, met=met)
    ]


def _company(number: int) -> str:
    return f"{'BCDFGHKLMNPRSTVZ'[number % 16]}{'aeiou'[number % 5]}lden {number}"


async def _fill(ids: range) -> None:
    """A few companies have very many people: the first thousandth has two thirds of them."""
    positions = [
        sourced(id_, company=_company(id_ % (20 if id_ % 3 else COMPANIES)), title="Engineer") for id_ in ids
    ]
    async with transaction():
        await bulk.insert(TENANT.key, Contact, [contact(id_, f"Person {id_}") for id_ in ids])
        await bulk.insert(TENANT.key, ContactPosition, positions)


async def _ask(typed: str) -> float:
    started = time.perf_counter()
    assert await suggestions.companies(TENANT, typed)
    return time.perf_counter() - started
