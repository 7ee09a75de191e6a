"""Reading a timeline of 10,000 entries among many contacts, inside the process: from the id to Slack's blocks."""

import random
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from benchmarks.book import NEWEST, TENANT, entry, fill
from benchmarks.databases import on_both, settled
from benchmarks.results import Figure, percentile, under
from crm import timeline
from crm.timeline.kinds import KINDS, kinds_of
from crm.types import Look, Reader
from storage import bulk
from storage.database import transaction
from storage.models import Contact, TimelineEntry
from views import timeline as views

BOOKS = (100_000, 1_000_000)
ENTRIES = 10_000
READS = 300
WARM_UP = 20
GOAL_MS = 50
READER = Reader("U7", frozenset({"C1"}))
BUSY = 1
"""The id of the contact whose timeline is read."""


async def measure() -> list[Figure]:
    return [figure for people in BOOKS for figure in await on_both(partial(_among, people))]


async def _among(people: int, database: str) -> list[Figure]:
    await fill(people, Contact, TimelineEntry)
    await _make_busy()
    return [
        await _measured(what, look, database, people)
        for what, look in (
            ("the first page", Look),
            ("a page anywhere", lambda: Look(cursor=_somewhere())),
            ("one kind from anywhere", lambda: Look(group="sequences", cursor=_somewhere())),
            ("one colleague from anywhere", lambda: Look(user_id="U3", cursor=_somewhere())),
            ("a colleague who did nothing", lambda: Look(user_id="U0NOBODY")),
        )
    ]


async def _measured(what: str, look: Callable[[], Look], database: str, people: int) -> Figure:
    seconds = [await _read(look()) for _ in range(READS + WARM_UP)][WARM_UP:]
    p95 = percentile(seconds, 0.95) * 1000
    goal, met = under(GOAL_MS, p95, "ms")
    return Figure("timeline", f"{what} of 10,000, p95", p95, "ms", database, people, goal=goal, met=met)


async def _read(look: Look) -> float:
    """As the handler does: which channels matter, the page, the view."""
    started = time.perf_counter()
    assert await timeline.channels(TENANT, BUSY) == ("C1",)
    page = await timeline.page(
        TENANT, BUSY, kinds_of(look.group), look.cursor, reader=READER, user_id=look.user_id
    )
    assert views.timeline(page, look, NEWEST, ZoneInfo("Europe/Berlin"), "{}").to_dict()
    return time.perf_counter() - started


def _somewhere() -> str:
    return timeline.before(NEWEST - timedelta(minutes=random.randrange(ENTRIES)))


async def _make_busy() -> None:
    """Of every kind and by several people; one entry in a hundred is for the members of a channel."""
    kinds = [*KINDS]
    entries = [
        entry(
            BUSY,
            kinds[number % len(kinds)],
            number,
            user_id=f"U{number % 9}",
            audience="" if number % 100 else "C1",
        )
        for number in range(ENTRIES)
    ]
    async with transaction():
        await bulk.insert(TENANT.key, TimelineEntry, entries)
    await settled()
