"""10,000 people looked up in bulk at a vendor that allows 50 calls a second, while commands are typed; and what a look-up costs us
where all answers are known already.

`python -m benchmarks.enriching 500` tries it with fewer, and records nothing.
"""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.book import AUTHOR, TENANT, contact, fill, ids_go_on, sourced
from benchmarks.commands_meanwhile import acks, commands_to, watched
from benchmarks.databases import on_both
from benchmarks.limited_vendor import (
    KEY,
    LIMIT,
    PROVIDER,
    SERVER,
    Vendor,
    a_vendor,
    most_within_a_second,
    per_second,
)
from benchmarks.results import Figure, at_least, percentile, sentence, under
from benchmarks.with_limited_vendor import COMMAND
from crm import jobs
from crm.credits import correcting, prices
from crm.enriching import batches, running
from crm.enriching.reckoning import Reckoned, reckon
from crm.enriching.waterfall import look_up
from crm.providers import Vendors, ask, keys, usable
from crm.types import Author, EnrichmentBatch, JobStatus, Tenant
from enrichment.http import Client
from enrichment.provider import Rate
from enrichment.providers import LOCAL
from storage import bulk, models
from storage.database import transaction
from storage.queries import contacts as rows
from tests.databases import empty_postgres, postgres_server
from tests.faults.fleet import fleet
from tests.waiting import patiently

PEOPLE = 10_000
CACHED = 1_000
SECONDS = 60.0
WARM_UP_SECONDS = 3.0
PATIENCE_SECONDS = 600.0
PRICE = 2
GOAL_SHARE = 0.9
GOAL_MS = 5
BENCHMARK = "enriching"


async def measure(people: int = PEOPLE) -> list[Figure]:
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        figures += await _in_bulk(f"sqlite://{folder}/roster.db", Path(folder), people, "sqlite")
    with postgres_server() as server, tempfile.TemporaryDirectory() as folder:
        async with empty_postgres(server) as url:
            figures += await _in_bulk(url, Path(folder), people, "postgres")
    return [*figures, *await on_both(partial(_cached, min(people, CACHED)))]


async def _in_bulk(url: str, folder: Path, people: int, database: str) -> list[Figure]:
    seconds = min(SECONDS, people / LIMIT / 2)
    async with a_vendor() as vendor:
        environment = {
            "ROSTER_LOG_LEVEL": "WARNING",
            "ROSTER_PROVIDER_SERVERS": json.dumps({SERVER: vendor.url}),
        }
        async with (
            fleet(url, folder, 1, environment=environment, within=COMMAND) as bots,
            commands_to(bots) as commands,
            watched(url),
        ):
            await _people(bots.tenant, people)
            await correcting.grant(bots.tenant, AUTHOR, "benchmark", PRICE * people, "for a benchmark")
            await commands(WARM_UP_SECONDS)
            ada = bots.slack.person("ada", patience=PATIENCE_SECONDS)
            await ada.slash("/contacts providers")
            await ada.click("Enter a key", within="modal")
            await ada.choose("Of", PROVIDER.title)
            await ada.fill(key=KEY)
            await ada.submit()
            await ada.sees("The key is", within="modal")
            await ada.closes_modal(all_of_them=True)
            await ada.slash("/contacts person")
            await ada.click("Select")
            await ada.fill(
                {"Whom": f"All who match: {people:,} people", "What to do": "Look them up (enrich)"}
            )
            await ada.submit()
            await ada.sees(f"At most {PRICE * people:,} credits", within="modal")
            await ada.submit()
            await ada.closes_modal(all_of_them=True)
            await _until_asked(vendor)
            busy = await commands(seconds)
            await _until_done(bots.tenant)
            idle = await commands(seconds)
            found = await models.EnrichmentRun.filter(tenant=bots.tenant.key, state="found").count()
            calls = await vendor.calls()
    assert found == people, f"{people - found} people were not found"
    share, most = per_second(calls) / LIMIT, most_within_a_second(calls)
    share_goal, share_met = at_least(GOAL_SHARE, share)
    most_goal, most_met = under(LIMIT + 1, most, "calls")
    figure = partial(Figure, BENCHMARK, database=database, rows=people)
    return [
        figure(
            f"calls, of the {LIMIT}/s allowed",
            share,
            "times",
            against="the vendor's limit",
            goal=share_goal,
            met=share_met,
        ),
        figure("calls in the busiest second", most, "calls", goal=most_goal, met=most_met),
        *acks(BENCHMARK, database, people, busy, idle),
    ]


async def _people(tenant: Tenant, people: int) -> None:
    """Of whom nothing is known but the name and the position."""
    ids = range(1, people + 1)
    named = [contact(id_, f"Person{id_} Family{id_ % 5000}") for id_ in ids]
    placed = [sourced(id_, company=f"Company {id_ % 500}", title="Engineer") for id_ in ids]
    async with transaction():
        await bulk.insert(tenant.key, models.Contact, named)
        await bulk.insert(tenant.key, models.ContactPosition, placed)
    await ids_go_on()


async def _until_asked(vendor: Vendor) -> None:
    async for attempt in patiently(PATIENCE_SECONDS):
        with attempt:
            assert await vendor.calls()


async def _until_done(tenant: Tenant) -> None:
    async for attempt in patiently(PATIENCE_SECONDS):
        with attempt:
            (job,) = await jobs.recent(tenant, 1)
            assert job.status is JobStatus.DONE, job.problem


async def _cached(people: int, database: str) -> list[Figure]:
    """In this process: all are asked about once, then the waterfall runs with what is known, then a batch does."""
    await fill(people, models.Contact, models.ContactPosition)
    await correcting.grant(TENANT, AUTHOR, "benchmark", PRICE * people, "for a benchmark")
    async with a_vendor() as vendor, Client({SERVER: vendor.url}) as client:
        provider = replace(PROVIDER, rates=(Rate(1_000_000, 1),))
        vendors = Vendors((*LOCAL, provider), client, "", bytes(32))
        await keys.enter(TENANT, AUTHOR, vendors, PROVIDER.account, KEY)
        reckoned = await _reckoned(vendors, people)
        for each in reckoned:
            await _looked_up(vendors, each)
        asked = len(await vendor.calls())
        seconds = [await _looked_up(vendors, each) for each in reckoned]
        batch_seconds = await _batch(vendors, people)
        assert asked == len(await vendor.calls()) == people, "somebody was asked about again"
    mean, p99 = 1000 * sum(seconds) / people, 1000 * percentile(seconds, 0.99)
    goal, met = under(GOAL_MS, mean, "ms")
    figure = partial(Figure, BENCHMARK, database=database, rows=people)
    return [
        figure("a person's waterfall, answers cached", mean, "ms", goal=goal, met=met),
        figure("a person's waterfall, answers cached, p99", p99, "ms"),
        figure("a person in bulk, answers cached, profile written", 1000 * batch_seconds / people, "ms"),
    ]


async def _reckoned(vendors: Vendors, people: int) -> list[Reckoned]:
    can, rules = await usable(TENANT, vendors), await prices.rules_of(TENANT)
    loaded = await rows.load_many(TENANT.key, range(1, people + 1))
    return [reckon(row, None, can, rules, None, asks_again=False, is_suppressed=False) for row in loaded]


async def _looked_up(vendors: Vendors, reckoned: Reckoned) -> float:
    """Seconds."""
    begun = time.perf_counter()
    asking = partial(ask, TENANT, AUTHOR, vendors, reference="enrichment:0")
    found = await look_up(asking, reckoned.asked, reckoned.known, reckoned.had, "")
    assert found.said
    return time.perf_counter() - begun


async def _batch(vendors: Vendors, people: int) -> float:
    """Seconds."""

    async def whom(_: EnrichmentBatch) -> AsyncIterator[Sequence[int]]:
        yield ()

    job = await batches.start(TENANT, Author("U1"), "", "all", range(1, people + 1), "D1", "benchmark")
    await jobs.begin(TENANT, job.id, job.attempt)
    begun = time.perf_counter()
    while (await jobs.get(TENANT, job.id)).status is JobStatus.RUNNING:
        await running.work_next(TENANT, job.id, vendors, whom)
    return time.perf_counter() - begun


if __name__ == "__main__":
    for each in asyncio.run(measure(int(sys.argv[1]))):
        print(sentence(each))
