"""Several who are looked up, and settled, together."""

import asyncio
from dataclasses import replace

from aiohttp import web

from crm import bin as bin_
from crm import companies, jobs, merging
from crm.credits import prices
from crm.enriching import batches
from crm.enriching.step import Step
from crm.providers import Vendors, choosing
from enrichment.providers import hunter_verifier
from storage.models import ContactEmail, EnrichmentRun
from storage.queries import enrichment as rows
from tests.crm.credits.book import balances, is_sound
from tests.crm.enriching.looking_up import (
    ADA,
    FINDER,
    GRANTED,
    PEOPLE,
    PRICE,
    TENANT,
    added,
    begun,
    is_asked,
    keep_waiting,
    under_way,
    work,
    work_next,
)
from tests.enrichment.vendors import Vendor


async def test_who_was_merged_or_deleted_meanwhile_costs_nothing_more(
    vendors: Vendors, vendor: Vendor
) -> None:
    jane, double, deleted, cy = [await added(name) for name in ("Jane Roe", "Jane Roe", "Bo Ek", "Cy Oak")]
    job = await begun("together", jane, double, deleted, cy)
    may_answer = keep_waiting(vendor)
    working = asyncio.create_task(work(job, vendors))
    await is_asked(vendor, 3)
    await merging.merge(TENANT, ADA, jane, double)
    await bin_.delete(TENANT, ADA, deleted)
    may_answer.set()
    await working
    states = {run.contact_id: run.state for run in await EnrichmentRun.filter(batch_id=job.reference)}
    assert sorted((states.pop(jane), states.pop(double))) == ["found", "nothing"], "whichever comes first"
    assert states == {deleted: "left", cy: "found"}
    assert {row["contact_id"] for row in await ContactEmail.all().values("contact_id")} == {jane, cy}
    await is_charged(2)


async def test_two_batches_that_learn_of_the_same_companies_do_not_wait_for_one_another(
    vendors: Vendors, vendor: Vendor
) -> None:
    """One the other way round than the other."""
    asking = replace(vendors, providers=(PEOPLE,))
    domains = [f"company{number}.example" for number in range(20)]
    may_answer, works = keep_waiting(vendor), []
    for who, some in (("jane", domains), ("bo", domains[::-1])):
        people = [await added(f"{who} {domain[:9]}", f"{who}@{domain}") for domain in some]
        works.append(asyncio.create_task(work(await begun(who, *people), asking)))
    await is_asked(vendor, 40)
    may_answer.set()
    await asyncio.gather(*works)
    assert all([await companies.find(TENANT, domain) for domain in domains])
    assert await EnrichmentRun.filter(state="found").count() == 40


async def test_the_same_people_in_two_batches_at_once_are_paid_for_once(
    vendors: Vendors, vendor: Vendor
) -> None:
    people = [await added(f"Jane Number{number}") for number in range(8)]
    both = [await begun("one", *people), await begun("other", *people[::-1])]
    await asyncio.gather(*(work(job, vendors) for job in both))
    assert sorted([run.state for run in await EnrichmentRun.all()]) == ["found"] * 8 + ["nothing"] * 8
    assert len(vendor.asked) == 8
    await is_charged(8)


async def test_two_replicas_at_the_same_job_charge_each_person_once(vendors: Vendors) -> None:
    people = [await added(f"Jane Number{number}") for number in range(30)]
    job = await begun("one", *people)
    await asyncio.gather(*(work(job, vendors) for _ in range(2)))
    assert [run.state for run in await EnrichmentRun.all()] == ["found"] * 30
    await is_charged(30)


async def test_who_another_replica_has_settled_meanwhile_gets_no_credits_held_again(vendors: Vendors) -> None:
    people = [await added(name) for name in ("Jane Roe", "Bo Ek")]
    job = await under_way(
        await batches.start(TENANT, ADA, "", "people", people, "D1", "again", asks_again=True)
    )
    await work_next(job, vendors)
    batch = await batches.get(TENANT, job.reference)
    waiting = await rows.next_waiting(TENANT.key, batch.id, 2)
    rules, choice = await prices.rules_of(TENANT), await choosing.choice(TENANT)
    job = await jobs.get(TENANT, job.id)
    first, late = (Step(TENANT, vendors, batch, rules, choice, job) for _ in range(2))
    await first.work(waiting[:1])
    await late.work(waiting)
    await work(job, vendors)
    await is_charged(2)


async def test_an_address_of_which_nobody_is_sure_is_judged(vendors: Vendors, vendor: Vendor) -> None:
    verifier = replace(hunter_verifier.PROVIDER, rates=FINDER.rates)

    async def unsure(request: web.Request) -> web.Response:
        if address := request.query.get("email"):
            return web.json_response({"data": {"status": "valid", "score": 97, "email": address}})
        return web.json_response(
            {"data": {"email": "jane.roe@halden.example", "score": 75, "company": "Halden"}}
        )

    vendor.handler = unsure
    job = await begun("judged", await added("Jane Roe"))
    await work(job, replace(vendors, providers=(FINDER, verifier)))
    assert [each.path for each in vendor.asked] == ["/v2/email-finder", "/v2/email-verifier"]
    await is_charged(1)


async def is_charged(people: int) -> None:
    spent = people * PRICE
    assert await balances(TENANT) == {
        "granted": -GRANTED,
        "wallet": GRANTED - spent,
        "held": 0,
        "spent": spent,
    }
    await is_sound(TENANT)
