"""People who are looked up at a vendor that knows everybody, for credits."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from aiohttp import web

from crm import contacts, jobs
from crm.credits import correcting
from crm.enriching import batches, running
from crm.providers import Vendors, keys
from crm.types import Author, ContactDraft, EnrichmentBatch, Job, JobStatus, Tenant
from enrichment.provider import Rate
from enrichment.providers import derivation, hunter_finder, hunter_people
from tests.enrichment.vendors import KEY, Vendor
from tests.waiting import patiently

TENANT = Tenant("T1")
ADA = Author("U1")
FINDER, PEOPLE = (
    replace(each.PROVIDER, rates=(Rate(100_000, 1),)) for each in (hunter_finder, hunter_people)
)
GRANTED = 100_000
PRICE = 2


async def answer(request: web.Request) -> web.Response:
    """Of whom only the address is asked for, it knows where they work."""
    if address := request.query.get("email"):
        domain = address.partition("@")[2]
        return web.json_response(
            {"data": {"employment": {"name": domain.partition(".")[0], "domain": domain}}}
        )
    name, company = request.query["full_name"], request.query["company"]
    address = f"{name.replace(' ', '.').lower()}@halden.example"
    return web.json_response({"data": {"email": address, "score": 97, "company": company}})


def keep_waiting(vendor: Vendor, but: str = "") -> asyncio.Event:
    """Of nobody `but` the one who is called so anything is said before that is set."""
    may_answer = asyncio.Event()

    async def later(request: web.Request) -> web.Response:
        if not but or request.query["full_name"] != but:
            await may_answer.wait()
        return await answer(request)

    vendor.handler = later
    return may_answer


async def all_that_is_needed(vendor: Vendor) -> Vendors:
    """Credits, and a key."""
    vendor.handler = answer
    await correcting.grant(TENANT, ADA, "first", GRANTED, "Invoice 1")
    vendors = Vendors((derivation.PROVIDER, FINDER), vendor.client, "", b"s" * 32)
    await keys.enter(TENANT, ADA, vendors, FINDER.account, KEY)
    return vendors


async def added(name: str, email: str = "") -> int:
    draft = ContactDraft(name=name, email=email, company="Halden", title="Engineer")
    return (await contacts.add(TENANT, ADA, draft)).id


async def begun(key: str, *people: int) -> Job:
    job = await batches.start(TENANT, ADA, "", "people", people, "D1", key)
    return await under_way(job)


async def under_way(job: Job) -> Job:
    await jobs.begin(TENANT, job.id, job.attempt)
    return await jobs.get(TENANT, job.id)


async def work(job: Job, vendors: Vendors) -> None:
    """To its end."""
    while (await jobs.get(TENANT, job.id)).status is JobStatus.RUNNING:
        await work_next(job, vendors)


async def work_next(job: Job, vendors: Vendors) -> None:
    async def whom(_: EnrichmentBatch) -> AsyncIterator[Sequence[int]]:
        yield ()

    await running.work_next(TENANT, job.id, vendors, whom)


async def is_asked(vendor: Vendor, times: int) -> None:
    async for attempt in patiently():
        with attempt:
            assert len(vendor.asked) == times
