"""Finding people by a query among 1,000,000 (`PEOPLE`): as somebody types, by five clauses, and far down the pages."""

import random
import time
from collections.abc import Iterator
from functools import partial

from benchmarks.book import NEWEST, TENANT
from benchmarks.databases import on_both
from benchmarks.full_book import CITIES, COMPANIES, SKILLS, TAGS, fill, name_of
from benchmarks.results import Figure, percentile, under
from crm.contacts import summaries
from crm.querying.asking import Asked, Asker, understood
from crm.querying.finding import page, page_and_count
from crm.querying.parsing import parse
from crm.types import Reader

PEOPLE = 1_000_000
ASKED = 200
WARM_UP = 10
SHOWN = 10
FAR = 1_000
PAGES = 200
"""So often each of the two is read."""
TYPED_GOAL_MS = 50
FILTER_GOAL_MS = 150
ASKER = Asker(Reader("U0BENCHMARK"), NEWEST, "Europe/Berlin")


async def measure() -> list[Figure]:
    return await on_both(partial(_among, PEOPLE))


async def _among(people: int, database: str) -> list[Figure]:
    await fill(people)
    return await figures(people, database)


async def figures(people: int, database: str) -> list[Figure]:
    """With the book filled."""
    typed = percentile([await _ask(each) for each in _typed(people)][WARM_UP:], 0.95) * 1_000
    filters = percentile([await _ask(each, with_count=True) for each in _filters()][WARM_UP:], 0.95) * 1_000
    figure = partial(Figure, "searching", database=database, rows=people)
    typed_goal, typed_met = under(TYPED_GOAL_MS, typed, "ms")
    filter_goal, filter_met = under(FILTER_GOAL_MS, filters, "ms")
    return [
        figure("search as typed, p95", typed, "ms", goal=typed_goal, met=typed_met),
        figure("five clauses, count and first page, p95", filters, "ms", goal=filter_goal, met=filter_met),
        *[await _pages(order, database, people) for order in ("touched", "added", "name")],
    ]


async def _pages(order: str, database: str, people: int) -> Figure:
    """How much longer the thousandth page takes than the first one, each as often in turn."""
    asked = await understood(TENANT, parse("has:email").query, ASKER)
    cursor = (await page(TENANT, asked, order, "", SHOWN)).next
    for _ in range(min(FAR, people // SHOWN) - 2):
        cursor = (await page(TENANT, asked, order, cursor, SHOWN)).next
    both = [(await _page(asked, order, ""), await _page(asked, order, cursor)) for _ in range(PAGES)]
    first, far = (percentile([*seconds], 0.5) for seconds in zip(*both, strict=True))
    ratio = far / first
    return Figure(
        "searching",
        f"page {FAR:,} by {order}",
        ratio,
        "x",
        database,
        people,
        "the first page",
        "at most 1.5",
        ratio <= 1.5,
    )


async def _page(asked: Asked, order: str, cursor: str) -> float:
    """With the people who are listed on it."""
    started = time.perf_counter()
    shown = await page(TENANT, asked, order, cursor, SHOWN)
    assert len(await summaries(TENANT, shown.ids)) == SHOWN
    return time.perf_counter() - started


async def _ask(typed: str, *, with_count: bool = False) -> float:
    """From the line to the people that are listed."""
    started = time.perf_counter()
    asked = await understood(TENANT, parse(typed).query, ASKER)
    if with_count:
        shown, _ = await page_and_count(TENANT, asked, limit=SHOWN)
    else:
        shown = await page(TENANT, asked, limit=SHOWN)
    await summaries(TENANT, shown.ids)
    return time.perf_counter() - started


def _typed(people: int) -> Iterator[str]:
    """Names as far as somebody has typed them, some with a company, some with a slip, some words that very many have."""
    chance = random.Random(1)
    for number in range(ASKED):
        first, last = name_of(chance.randint(1, people)).split()
        cut = chance.randint(2, len(last))
        slip = chance.randrange(1, len(last) - 1)
        yield (
            last[:cut],
            f"{first} {last[:cut]}",
            f"{last} company {chance.randrange(COMPANIES)}",
            f"{last[:slip]}{last[slip + 1 :]}",
            chance.choice(("engineer", "manager", "company", "staff eng", "relocate")),
        )[number % 5]


def _filters() -> Iterator[str]:
    chance = random.Random(2)
    for number in range(ASKED):
        tags = [chance.randrange(TAGS) for _ in range(2)]
        skill, city = chance.randrange(SKILLS), chance.randrange(CITIES)
        yield (
            f'tag:tag{tags[0]} -tag:tag{tags[1]} location:"city {city}" touched:>90d has:email',
            f"tag:tag{tags[0]} -tag:tag{tags[1]} skill:skill{skill} touched:>90d has:email",
            f"tag:tag{tags[0]} title:engineer touched:<90d has:email -tag:tag{tags[1]}",
            f"tag:tag{tags[0]} (title:staff OR title:principal) skill:skill{skill} called:<90d added:<2026-06-01",
        )[number % 4]
