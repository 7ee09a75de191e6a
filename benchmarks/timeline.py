"""Reading a timeline of 10,000 entries among 100,000 contacts, inside the process: from the id to Slack's blocks."""

import random
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from benchmarks.results import Figure, percentile, under
from crm import timeline
from crm.timeline.kinds import KINDS, kinds_of
from crm.types import Look, Reader, Tenant
from storage import bulk
from storage.database import rows, transaction
from storage.models import Contact, TimelineEntry
from tests.databases import opened, postgres_server
from views import timeline as views

PEOPLE = 100_000
ENTRIES = 10_000
READS = 300
WARM_UP = 20
GOAL_MS = 50
TENANT = Tenant("T0BENCHMARK")
READER = Reader("U7", frozenset({"C1"}))
NEWEST = datetime(2026, 11, 1, 12, tzinfo=UTC)
BUSY = 1
"""The id of the contact whose timeline is read."""


async def measure() -> list[Figure]:
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        figures += await _on(f"sqlite://{folder}/roster.db", "sqlite")
    with postgres_server() as url:
        figures += await _on(url, "postgres")
    return figures


async def _on(url: str, name: str) -> list[Figure]:
    async with opened(url):
        await _fill()
        return [
            await _measured(what, look, name)
            for what, look in (
                ("the first page", Look),
                ("a page anywhere", lambda: Look(cursor=_somewhere())),
                ("one kind from anywhere", lambda: Look(group="sequences", cursor=_somewhere())),
                ("one colleague from anywhere", lambda: Look(user_id="U3", cursor=_somewhere())),
                ("a colleague who did nothing", lambda: Look(user_id="U0NOBODY")),
            )
        ]


async def _measured(what: str, look: Callable[[], Look], name: str) -> Figure:
    seconds = [await _seconds(lambda: _read(look())) for _ in range(READS + WARM_UP)][WARM_UP:]
    p95 = percentile(seconds, 0.95) * 1000
    goal, met = under(GOAL_MS, p95, "ms")
    return Figure("timeline", f"{what} of 10,000, p95", p95, "ms", name, PEOPLE, goal=goal, met=met)


async def _read(look: Look) -> None:
    """As the handler does: which channels matter, the page, the view."""
    assert await timeline.channels(TENANT, BUSY) == ("C1",)
    page = await timeline.page(
        TENANT, BUSY, kinds_of(look.group), look.cursor, reader=READER, user_id=look.user_id
    )
    assert views.timeline(page, look, NEWEST, ZoneInfo("Europe/Berlin"), "{}").to_dict()


async def _seconds(function: Callable[[], Awaitable[None]]) -> float:
    started = time.perf_counter()
    await function()
    return time.perf_counter() - started


def _somewhere() -> str:
    return timeline.before(NEWEST - timedelta(minutes=random.randrange(ENTRIES)))


async def _fill() -> None:
    """One entry for everybody, 10,000 for one of them; one in a hundred of these for the members of a channel."""
    people = [{"id": number + 1, "name": f"Person {number}", **_made()} for number in range(PEOPLE)]
    others = [_entry(number + 1, 0) for number in range(PEOPLE)]
    busy = [_entry(BUSY, number) for number in range(ENTRIES)]
    async with transaction():
        await bulk.insert(TENANT.key, Contact, people)
        await bulk.insert(TENANT.key, TimelineEntry, [*others, *busy])
    await rows("ANALYZE")


def _made() -> dict[str, object]:
    return {"created_by": "U1", "created_at": NEWEST, "updated_at": NEWEST}


def _entry(contact_id: int, number: int) -> dict[str, object]:
    kinds = [*KINDS]
    moment = NEWEST - timedelta(minutes=number)
    return {
        "contact_id": contact_id,
        "kind": kinds[number % len(kinds)],
        "occurred_at": moment,
        "recorded_at": moment,
        "user_id": f"U{number % 9}",
        "origin": "person",
        "text": f"What was said in entry {number}, in a sentence or two.",
        "audience": "" if number % 100 else "C1",
    }
