"""How long 100 dynamic lists take to be right after one change, among 1,000,000 people (`PEOPLE`)."""

import random
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial

from benchmarks.book import AUTHOR, COMPANIES, TAGS, TENANT, fill
from benchmarks.databases import on_both
from benchmarks.results import Figure, percentile, under
from crm import lists
from crm.holding import hold
from crm.lists import keeping
from crm.tags import set_tags
from crm.types import ListDraft
from storage.database import transaction
from storage.models import PeopleList
from storage.queries import changes

PEOPLE = 1_000_000
LISTS = 100
CHANGES = 200
WARM_UP = 10
GOAL_MS = 50

Change = Callable[[int, random.Random], Awaitable[None]]
"""Of the contact with that id."""


async def measure() -> list[Figure]:
    return await on_both(partial(_among, PEOPLE))


async def _among(people: int, database: str) -> list[Figure]:
    await fill(people)
    return await figures(people, database)


async def figures(people: int, database: str) -> list[Figure]:
    """With the book filled. Filling the lists is not measured here: they are taken as filled, and whoever belongs on one comes onto it
    when changed.
    """
    for number in range(LISTS):
        await lists.create(TENANT, AUTHOR, ListDraft(f"List {number}", query=_query(number)))
    await PeopleList.filter(tenant=TENANT.key).update(filled_to=None)
    return [
        await _figure("a tag was put on", _tagged, people, database),
        await _figure("one change", _changed, people, database),
    ]


async def _figure(what: str, change: Change, people: int, database: str) -> Figure:
    """p95 of how long it takes, after such a change of somebody, until every list is right."""
    chance = random.Random(1)
    seconds: list[float] = []
    while len(seconds) < CHANGES:
        await change(chance.randint(1, people), chance)
        if await changes.some(TENANT.key, 1):
            started = time.perf_counter()
            await keeping.keep_true(datetime.now(UTC))
            seconds.append(time.perf_counter() - started)
    p95 = percentile(seconds[WARM_UP:], 0.95) * 1_000
    goal, met = under(GOAL_MS, p95, "ms")
    name = f"{LISTS} dynamic lists are right after {what}, p95"
    return Figure("lists", name, p95, "ms", database, people, goal=goal, met=met)


async def _tagged(contact_id: int, chance: random.Random) -> None:
    """Nothing, where they have that tag."""
    await set_tags(TENANT, AUTHOR, contact_id, (), (f"tag{chance.randrange(TAGS)}",))


async def _changed(contact_id: int, _: random.Random) -> None:
    """As by an edit of the profile, a merge or an import: every list is asked."""
    async with transaction():
        await hold(TENANT, contact_id)


def _query(number: int) -> str:
    """Every kind of clause there is, in tens of queries that differ in what they name."""
    tag, other, city = number % TAGS, (number + 3) % TAGS, number * 3 % 300
    kinds = (
        f"tag:tag{tag}",
        f'tag:(tag{tag},tag{other}) location:"city {city}"',
        f"tag:tag{tag} -tag:tag{other} touched:>90d",
        f'skill:"skill {number % 50}" has:email no:owner',
        f'company:"company {number % COMPANIES}" OR title:"title {number}"',
        f"family{number} OR note:sentence tag:tag{tag}",
        f'noted:<365d location:"city {city}"',
        f"called:never tag:tag{tag} dnc:no",
        "profile:linkedin phone:+4930 added:>30d",
        f"-(tag:tag{tag} OR tag:tag{other}) source:import",
    )
    return kinds[number % len(kinds)]
