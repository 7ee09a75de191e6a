"""Who is in the book twice: checking one new contact, and comparing everybody, with what is found and what is true."""

import random
import tempfile
import time
from datetime import UTC, datetime

from benchmarks.results import Figure, at_least, percentile, under
from benchmarks.twins import Made, people
from crm import contacts, duplicates
from crm.identity import fold
from crm.types import Author, ContactDraft, Tenant
from storage import bulk, models
from storage.database import is_sqlite, rows, transaction
from tests.databases import opened, postgres_server

BOOKS = (100_000, 1_000_000)
SCANNED = 100_000
"""The book in which everybody is compared with everybody."""
NEW = 200
GOAL_CHECK_MS = 50
GOAL_SCAN_SECONDS = 60
GOAL_PRECISION, GOAL_RECALL = 0.9, 0.8
TENANT = Tenant("T0BENCHMARK")
AUTHOR = Author("U0BENCHMARK")
_AT_ONCE = 5_000


async def measure() -> list[Figure]:
    figures = []
    for size in BOOKS:
        with tempfile.TemporaryDirectory() as folder:
            figures += await _on(f"sqlite://{folder}/roster.db", "sqlite", size)
        with postgres_server() as url:
            figures += await _on(url, "postgres", size)
    return figures


async def _on(url: str, database: str, size: int) -> list[Figure]:
    made, truth = people(size)
    async with opened(url):
        first = await _fill(made)
        began = time.perf_counter()
        await _compare_everybody(first, size)
        scanned = time.perf_counter() - began
        figures = await _scan_figures(database, size, first, truth, scanned) if size == SCANNED else []
        return [*figures, *await _check_figures(database, size, made)]


async def _scan_figures(
    database: str, size: int, first: int, truth: set[tuple[int, int]], seconds: float
) -> list[Figure]:
    found = {
        (row["lower_id"] - first, row["higher_id"] - first)
        for row in await models.DuplicatePair.all().values("lower_id", "higher_id")
    }
    right = len(found & truth)
    precision, recall = right / max(len(found), 1), right / len(truth)
    scan_goal, scan_met = under(GOAL_SCAN_SECONDS, seconds, "s")
    precision_goal, precise = at_least(GOAL_PRECISION, precision)
    recall_goal, complete = at_least(GOAL_RECALL, recall)
    return [
        _figure("comparing everybody", seconds, "s", database, size, scan_goal, met=scan_met),
        _figure("precision", precision, "", database, size, precision_goal, met=precise),
        _figure("recall", recall, "", database, size, recall_goal, met=complete),
    ]


async def _check_figures(database: str, size: int, made: list[Made]) -> list[Figure]:
    """Somebody is added who is like one that is there, and is compared."""
    seconds = []
    for like in random.Random(2).sample(made, NEW):
        added = await contacts.add(TENANT, AUTHOR, ContactDraft(name=like.name, company=like.company))
        began = time.perf_counter()
        await duplicates.check(TENANT, [added.id])
        seconds.append(time.perf_counter() - began)
    p95 = percentile(seconds, 0.95) * 1000
    goal, met = under(GOAL_CHECK_MS, p95, "ms")
    name = f"checking one new contact among {size:,}"
    return [
        _figure(f"{name}, p50", percentile(seconds, 0.5) * 1000, "ms", database, size),
        _figure(f"{name}, p95", p95, "ms", database, size, goal, met=met),
    ]


async def _compare_everybody(first: int, size: int) -> None:
    """What a scan does, without its messages."""
    for start in range(first, first + size, duplicates.AT_ONCE):
        ids = range(start, min(start + duplicates.AT_ONCE, first + size))
        await duplicates.check(TENANT, ids, only_earlier=True)


async def _fill(made: list[Made]) -> int:
    """Straight into the tables. Returns the id of the first; the others follow in order."""
    first, now = 1, datetime.now(UTC)
    sourced = {"origin": "import", "set_by": AUTHOR.user_id, "set_at": now}
    for start in range(0, len(made), _AT_ONCE):
        some = list(enumerate(made[start : start + _AT_ONCE], start=first + start))
        async with transaction():
            await bulk.insert(TENANT.key, models.Contact, [_contact(id_, each, now) for id_, each in some])
            emails = [
                {
                    "contact_id": id_,
                    "address": each.email,
                    "normalised": each.email,
                    "kind": "work",
                    **sourced,
                }
                for id_, each in some
                if each.email
            ]
            await bulk.insert(TENANT.key, models.ContactEmail, emails)
            positions = [
                {"contact_id": id_, "company": each.company, **sourced} for id_, each in some if each.company
            ]
            await bulk.insert(TENANT.key, models.ContactPosition, positions)
    if not is_sqlite():
        await rows("SELECT setval(pg_get_serial_sequence('contact', 'id'), (SELECT max(id) FROM contact))")
    return first


def _contact(id_: int, each: Made, now: datetime) -> dict[str, object]:
    return {
        "id": id_,
        "name": each.name,
        "location": each.location,
        "search_text": f" {fold(each.name)} ",
        "created_by": AUTHOR.user_id,
        "created_at": now,
        "updated_at": now,
    }


def _figure(
    name: str, value: float, unit: str, database: str, size: int, goal: str = "", *, met: bool | None = None
) -> Figure:
    return Figure("duplicates", name, value, unit, database, size, goal=goal, met=met)
