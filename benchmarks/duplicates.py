"""Who is in the book twice: checking one new contact, and comparing everybody, with what is found and what is true."""

import random
import time
from functools import partial

from benchmarks.book import AT_ONCE, AUTHOR, TENANT, contact, ids_go_on, sourced
from benchmarks.databases import on_both, settled
from benchmarks.results import Figure, at_least, percentile, under
from benchmarks.twins import Made, people
from crm import contacts, duplicates
from crm.duplicates.traits import Known, keys_of, traits_of
from crm.types import ContactDraft
from storage import bulk, models
from storage.database import transaction

BOOKS = (100_000, 1_000_000)
SCANNED = 100_000
"""The book in which everybody is compared with everybody."""
NEW = 200
GOAL_CHECK_MS = 50
GOAL_SCAN_SECONDS = 60
GOAL_PRECISION, GOAL_RECALL = 0.9, 0.8
FIRST = 1
"""The id of the one in the first place."""


async def measure() -> list[Figure]:
    return [figure for people in BOOKS for figure in await on_both(partial(_among, people))]


async def _among(size: int, database: str) -> list[Figure]:
    made, truth = people(size)
    await _fill(made)
    scan = await _scan(database, size, truth) if size == SCANNED else await _learn_keys(made)
    return [*scan, *await _check_figures(database, size, made)]


async def _learn_keys(made: list[Made]) -> list[Figure]:
    """What a scan would leave behind, without comparing anybody."""
    for start in range(0, len(made), AT_ONCE):
        keys = [
            {"contact_id": id_, "key": key}
            for id_, each in enumerate(made[start : start + AT_ONCE], start=FIRST + start)
            for key in sorted(keys_of(traits_of(_known(id_, each))))
        ]
        async with transaction():
            await bulk.insert(TENANT.key, models.DuplicateKey, keys)
    await settled()
    return []


def _known(id_: int, made: Made) -> Known:
    emails = (made.email,) if made.email else ()
    companies = (made.company,) if made.company else ()
    return Known(id_, made.name, made.location, emails, (), (), companies)


async def _scan(database: str, size: int, truth: set[tuple[int, int]]) -> list[Figure]:
    began = time.perf_counter()
    await _compare_everybody(size)
    seconds = time.perf_counter() - began
    found = {
        (row["lower_id"] - FIRST, row["higher_id"] - FIRST)
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


async def _compare_everybody(size: int) -> None:
    """What a scan does, without its messages."""
    for start in range(FIRST, FIRST + size, duplicates.SCANNED_AT_ONCE):
        ids = range(start, min(start + duplicates.SCANNED_AT_ONCE, FIRST + size))
        await duplicates.check(TENANT, ids, only_earlier=True)


async def _fill(made: list[Made]) -> None:
    """Straight into the tables, in their order."""
    for start in range(0, len(made), AT_ONCE):
        some = list(enumerate(made[start : start + AT_ONCE], start=FIRST + start))
        people = [contact(id_, each.name, location=each.location) for id_, each in some]
        emails = [
            sourced(id_, address=each.email, normalised=each.email, kind="work")
            for id_, each in some
            if each.email
        ]
        positions = [sourced(id_, company=each.company) for id_, each in some if each.company]
        async with transaction():
            await bulk.insert(TENANT.key, models.Contact, people)
            await bulk.insert(TENANT.key, models.ContactEmail, emails)
            await bulk.insert(TENANT.key, models.ContactPosition, positions)
    await ids_go_on()
    await settled()


def _figure(
    name: str, value: float, unit: str, database: str, size: int, goal: str = "", *, met: bool | None = None
) -> Figure:
    return Figure("duplicates", name, value, unit, database, size, goal=goal, met=met)
