"""Finding people by a query among 1,000,000 (`ROWS`): as somebody types, by five clauses, and far down the pages."""

import random
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from benchmarks.book import AT_ONCE, NEWEST, TENANT, contact, entry, ids_go_on, sourced
from benchmarks.databases import on_both, settled
from benchmarks.results import Figure, percentile, under
from crm.contacts import summaries
from crm.querying.asking import Asked, Asker, understood
from crm.querying.finding import first_page, page
from crm.querying.parsing import parse
from crm.types import Reader
from storage import bulk, models
from storage.database import is_sqlite, rows, transaction
from storage.folding import Profile, of_entry, of_profile

PEOPLE = 1_000_000
ASKED = 200
WARM_UP = 10
SHOWN = 10
FAR = 1_000
TYPED_GOAL_MS = 50
FILTER_GOAL_MS = 150
TAGS = 400
TAGS_EACH = 10
SKILLS = 300
SKILLS_EACH = 5
CITIES = 300
COMPANIES = 2_000
BUSY = 20
"""One in so many has as many activities, the others one."""
ASKER = Asker(Reader("U0BENCHMARK"), NEWEST, "Europe/Berlin")
TITLES = (
    "Staff Engineer",
    "Principal Engineer",
    "Recruiter",
    "Account Manager",
    "Data Scientist",
    "Product Designer",
)
_SYLLABLES = ("ka", "ro", "mi", "ne", "lu", "ta", "so", "vi", "de", "ra", "jo", "pe", "al", "en", "ir", "os")

Row = dict[str, Any]


async def measure() -> list[Figure]:
    return await on_both(partial(_among, PEOPLE))


async def _among(people: int, database: str) -> list[Figure]:
    await _fill(people)
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
    """How much longer the thousandth page takes than the first one."""
    asked = await understood(TENANT, parse("has:email").query, ASKER)
    first = [await _page(asked, order, "") for _ in range(WARM_UP)]
    cursor = (await page(TENANT, asked, order, "", SHOWN)).next
    for _ in range(min(FAR, people // SHOWN) - 2):
        cursor = (await page(TENANT, asked, order, cursor, SHOWN)).next
    far = [await _page(asked, order, cursor) for _ in range(WARM_UP)]
    ratio = percentile(far, 0.5) / percentile(first, 0.5)
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
    started = time.perf_counter()
    assert len((await page(TENANT, asked, order, cursor, SHOWN)).ids) == SHOWN
    return time.perf_counter() - started


async def _ask(typed: str, *, with_count: bool = False) -> float:
    """From the line to the people that are listed."""
    started = time.perf_counter()
    asked = await understood(TENANT, parse(typed).query, ASKER)
    if with_count:
        shown, _ = await first_page(TENANT, asked, limit=SHOWN)
    else:
        shown = await page(TENANT, asked, limit=SHOWN)
    await summaries(TENANT, shown.ids)
    return time.perf_counter() - started


def _typed(people: int) -> Iterator[str]:
    """Names as far as somebody has typed them, some with a company, some with a slip, some words that very many have."""
    chance = random.Random(1)
    for number in range(ASKED):
        first, last = _name(chance.randint(1, people)).split()
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


def _name(number: int) -> str:
    chance = random.Random(number)
    return " ".join("".join(chance.choices(_SYLLABLES, k=length)).capitalize() for length in (2, 4))


async def _fill(people: int) -> None:
    async with transaction():
        tags = [
            {"id": number + 1, "name": f"tag{number}", "folded": f"tag{number}"} for number in range(TAGS)
        ]
        await bulk.insert(TENANT.key, models.Tag, tags)
    for first in range(0, people, AT_ONCE):
        ids = range(first + 1, min(first + AT_ONCE, people) + 1)
        async with transaction():
            await bulk.insert(TENANT.key, models.Contact, [_person(id_) for id_ in ids])
            await bulk.insert(TENANT.key, models.ContactEmail, _of(ids, _emails))
            await bulk.insert(TENANT.key, models.ContactPosition, _of(ids, _positions))
            await bulk.insert(TENANT.key, models.ContactSkill, _of(ids, _skills))
            await bulk.insert(TENANT.key, models.ContactTag, _of(ids, _tags))
            await bulk.insert(TENANT.key, models.TimelineEntry, _of(ids, _entries))
        words = {word.lower() for id_ in ids for word in _name(id_).split()}
        await bulk.insert(
            TENANT.key,
            models.NameWord,
            [{"word": word, "reversed": word[::-1]} for word in words],
            conflict=("tenant", "word"),
        )
    await ids_go_on()
    await settled()
    if not is_sqlite():
        # What came last stands beside the index of words until somebody has cleaned up, which PostgreSQL does by itself.
        await rows("VACUUM ANALYZE")


def _of(ids: range, made: Any) -> Sequence[Row]:
    return [row for id_ in ids for row in made(id_)]


def _person(id_: int) -> Row:
    profile = Profile(
        _name(id_),
        f"Number {id_}",
        f"City {id_ % CITIES}",
        [each["normalised"] for each in _emails(id_)],
        [f"Company {id_ % COMPANIES}"],
        [TITLES[id_ % len(TITLES)]],
        skill=[each["name"] for each in _skills(id_)],
    )
    return contact(
        id_,
        profile.name,
        headline=profile.headline,
        location=profile.location,
        search_text=of_profile(profile),
        created_at=NEWEST - timedelta(minutes=id_ % 500_000),
        last_activity_at=None if id_ % 7 == 0 else NEWEST - timedelta(minutes=_ago(id_)),
    )


def _ago(id_: int) -> int:
    """Minutes since the last activity, up to a year."""
    return id_ * 7_919 % 525_600


def _emails(id_: int) -> Iterator[Row]:
    for position, host in enumerate(("example.com", "example.org", "mail.example")):
        address = f"person{id_}@{host}"
        yield sourced(id_, address=address, normalised=address, claim=address, kind="work", position=position)


def _positions(id_: int) -> Iterator[Row]:
    yield sourced(id_, company=f"Company {id_ % COMPANIES}", title=TITLES[id_ % len(TITLES)])


def _skills(id_: int) -> Iterator[Row]:
    for number in {(id_ * 13 + each * 61) % SKILLS for each in range(SKILLS_EACH)}:
        yield sourced(id_, name=f"skill{number}", folded=f"skill{number}", kind="technical")


def _tags(id_: int) -> Iterator[Row]:
    for number in {(id_ * 31 + each * 37) % TAGS for each in range(TAGS_EACH)}:
        yield sourced(id_, tag_id=number + 1)


def _entries(id_: int) -> Iterator[Row]:
    for number in range(BUSY if id_ % BUSY == 0 else 1):
        text = f"Would relocate to city {id_ % CITIES} for the right team" if number == 0 else ""
        kind = "note" if number == 0 else "call"
        yield entry(id_, kind, _ago(id_) + number * 10_000, text=text, search_text=of_entry(text))
