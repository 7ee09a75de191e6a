"""Looking people up that is cut off anywhere: it goes on, and then each has been looked up once, whole, and been charged for once."""

import os
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from aiohttp import web

from crm import contacts, jobs
from crm.credits import correcting, holds
from crm.credits import vendors as units
from crm.enriching import batches, running
from crm.enriching.projection import reference_of
from crm.providers import Vendors, keys
from crm.types import Author, ContactDraft, EnrichmentBatch, Job, JobStatus, Tenant
from enrichment.provider import Rate
from enrichment.providers import derivation, hunter, hunter_finder
from storage.models import ContactEmail, EnrichmentAttempt, EnrichmentRun, Observation, TimelineEntry
from tests.crm.credits.book import balances, charged, is_sound
from tests.cutting import CutOff, cut_off_after
from tests.enrichment.vendors import KEY, a_vendor

TENANT = Tenant("T1")
ADA = Author("U1")
FINDER = replace(hunter_finder.PROVIDER, rates=(Rate(100_000, 1),))
GRANTED = 100_000
PRICE = 2
STEP = int(os.environ.get("TEST_CUT_STEP", "9"))
"""The work is cut off after every so many statements; 1 takes minutes."""
Traces = tuple[int, int, int, int, int, int]
TRACES: dict[str, Traces] = {"waiting": (0, 0, 0, 0, 0, 0), "found": (1, 1, 1, 1, PRICE, PRICE)}
"""Of a run in each state: addresses, observations of one, look-ups, entries in the timeline, credits written down and charged."""


async def answer(request: web.Request) -> web.Response:
    """Hunter knows everybody."""
    name, company = request.query["full_name"], request.query["company"]
    address = f"{name.replace(' ', '.').lower()}@halden.example"
    return web.json_response({"data": {"email": address, "score": 97, "company": company}})


@pytest.fixture
async def vendors(database: str) -> AsyncIterator[Vendors]:
    await correcting.grant(TENANT, ADA, "first", GRANTED, "Invoice 1")
    async with a_vendor(hunter.SERVER) as vendor:
        vendor.handler = answer
        found = Vendors((derivation.PROVIDER, FINDER), vendor.client, "", b"s" * 32)
        await keys.enter(TENANT, ADA, found, FINDER.account, KEY)
        yield found


async def begun(number: int) -> Job:
    draft = ContactDraft(name=f"Jane Number{number}", company="Halden", title="Engineer")
    jane = await contacts.add(TENANT, ADA, draft)
    job = await batches.start(TENANT, ADA, "", "1 person", [jane.id], "D1", str(number))
    await jobs.begin(TENANT, job.id, job.attempt)
    return job


async def work(job: Job, vendors: Vendors) -> None:
    """To its end."""

    async def whom(_: EnrichmentBatch) -> AsyncIterator[Sequence[int]]:
        yield ()

    while (await jobs.get(TENANT, job.id)).status is JobStatus.RUNNING:
        await running.work_next(TENANT, job.id, vendors, whom)


async def is_whole(job: Job) -> list[str]:
    """What state its run is in, if it was begun; all of that is there, and nothing else."""
    runs = await EnrichmentRun.filter(batch_id=job.reference)
    for run in runs:
        assert await traces(run) == TRACES[run.state]
    return [run.state for run in runs]


async def traces(run: EnrichmentRun) -> Traces:
    return (
        await ContactEmail.filter(contact_id=run.contact_id).count(),
        await Observation.filter(contact_id=run.contact_id, kind="work_email").count(),
        await EnrichmentAttempt.filter(run_id=run.id, provider=FINDER.name).count(),
        await TimelineEntry.filter(contact_id=run.contact_id, kind="enriched").count(),
        sum(run.charges.values()),
        (await charged(TENANT)).get(reference_of(run.id), 0),
    )


async def test_cut_off_after_any_statement_nobody_is_half_enriched_and_nothing_is_charged_twice(
    vendors: Vendors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every other time nobody goes on before what was held has been given back."""
    for found in count(1):
        job, is_cut_off = await begun(found), False
        with cut_off_after((found - 1) * STEP, monkeypatch):
            try:
                await work(job, vendors)
            except CutOff:
                is_cut_off = True
        await is_whole(job)
        if found % 2:
            await holds.sweep(datetime.now(UTC) + timedelta(days=1), running.charges_of)
        await work(job, vendors)
        assert await is_whole(job) == ["found"]
        if not is_cut_off:
            break
    assert found * STEP > 50
    await is_sound(TENANT)
    assert await balances(TENANT) == {
        "granted": -GRANTED,
        "wallet": GRANTED - PRICE * found,
        "held": 0,
        "spent": PRICE * found,
    }
    [used] = (await units.by_month(TENANT, "2026-01"))[f"{datetime.now(UTC):%Y-%m}"]
    assert (used.calls, used.units) == (found, found)
