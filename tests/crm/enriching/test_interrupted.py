"""Looking people up while somebody stops it, ends the bot, or gives back what was held: nothing is paid for twice."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from crm import jobs, suppression
from crm.credits import correcting, holds
from crm.credits.errors import OutOfCredits
from crm.enriching import step
from crm.providers import Vendors, choosing
from crm.types import Job, ProviderChoice
from storage.database import rows
from storage.models import CreditHold, EnrichmentRun, Lookup, Observation
from tests.crm.credits.book import balances, is_sound
from tests.crm.enriching.looking_up import (
    ADA,
    FINDER,
    GRANTED,
    PEOPLE,
    PRICE,
    TENANT,
    added,
    answer,
    begun,
    is_asked,
    keep_waiting,
    under_way,
    work,
)
from tests.cutting import CutOff, cut_off_after
from tests.databases import on_one_database
from tests.enrichment.vendors import Vendor
from tests.waiting import patiently

pytestmark = on_one_database

MANY = 3 * step.TOGETHER
"""More than are looked up beside each other: the last who are begun together wait for others to end."""


async def being_asked(vendors: Vendors, vendor: Vendor) -> tuple[Job, asyncio.Task[None], asyncio.Event]:
    """A job for one person, the task that works on it, and what the vendor waits for to answer."""
    job = await begun("job", await added("Jane Roe"))
    may_answer = keep_waiting(vendor)
    working = asyncio.create_task(work(job, vendors))
    await is_asked(vendor, 1)
    return job, working, may_answer


async def begun_anew(job: Job) -> Job:
    """Stopped, and taken up again at once."""
    await jobs.stop(TENANT, ADA, job.id)
    again = await jobs.resume(TENANT, job.id)
    assert again is not None
    return await under_way(again)


async def is_charged_once() -> None:
    """Also when all that is still held has been given back."""
    await holds.sweep(datetime.now(UTC) + timedelta(days=1))
    found = await balances(TENANT)
    assert (found["held"], found["spent"]) == (0, PRICE)
    await is_sound(TENANT)


async def test_who_was_cut_off_before_it_was_stopped_is_charged_for_once(
    vendors: Vendors, vendor: Vendor
) -> None:
    job, working, may_answer = await being_asked(vendors, vendor)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    may_answer.set()
    await work(await begun_anew(job), vendors)
    await is_charged_once()


async def test_stopped_and_taken_up_again_at_once_the_one_before_it_ends(
    vendors: Vendors, vendor: Vendor
) -> None:
    job, before, may_answer = await being_asked(vendors, vendor)
    after = asyncio.create_task(work(await begun_anew(job), vendors))
    await is_asked(vendor, 2)
    await asyncio.sleep(1.5)
    assert (await balances(TENANT))["held"] == PRICE, "what the one before has held is given back"
    may_answer.set()
    await asyncio.gather(before, after)
    await is_charged_once()


async def test_what_was_given_back_meanwhile_is_not_written_down_as_charged(
    vendors: Vendors, vendor: Vendor
) -> None:
    _, working, may_answer = await being_asked(vendors, vendor)
    await holds.sweep(datetime.now(UTC) + timedelta(days=1))
    may_answer.set()
    await working
    [run] = await EnrichmentRun.all()
    assert (run.state, run.charges) == ("found", {})
    assert (await balances(TENANT))["spent"] == 0


async def test_a_process_that_ends_leaves_nobody_behind(vendors: Vendors, vendor: Vendor) -> None:
    job = await begun("job", *[await added(name) for name in ("Jane Roe", "Bo Ek")])
    others = asyncio.all_tasks()
    may_answer = keep_waiting(vendor)
    working = asyncio.create_task(work(job, vendors))
    await is_asked(vendor, 2)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    ours = [task for task in asyncio.all_tasks() - others if "crm/enriching" in repr(task)]
    assert not ours
    assert not await Lookup.filter(lease_until__gt=datetime.now(UTC)).exists(), "others may ask"
    may_answer.set()


async def test_where_some_cannot_be_settled_what_is_being_asked_is_kept(
    vendors: Vendors, vendor: Vendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await begun("job", *[await added(name) for name in ("Jane Roe", "Bo Ek")])
    may_answer = keep_waiting(vendor, but="Jane Roe")
    working = asyncio.create_task(work(job, vendors))
    async for attempt in patiently():
        with attempt:
            assert await Lookup.filter(state="done").exists()
    with cut_off_after(0, monkeypatch):
        await asyncio.sleep(2 * step.WAITS_SECONDS)
    may_answer.set()
    with pytest.raises(CutOff):
        await working
    await work(job, vendors)
    assert await EnrichmentRun.filter(state="found").count() == 2
    assert len(vendor.asked) == 2


async def test_who_cannot_see_whether_it_was_stopped_begins_with_nobody_else(
    vendors: Vendors, vendor: Vendor
) -> None:
    job = await begun("job", *[await added(f"Jane Number{number}") for number in range(MANY)])
    may_answer = keep_waiting(vendor)
    working = asyncio.create_task(work(job, vendors))
    await is_asked(vendor, step.BESIDE_EACH_OTHER)
    await rows("ALTER TABLE job RENAME TO lost")
    await asyncio.sleep(2 * step.LOOK_SECONDS)
    await rows("ALTER TABLE lost RENAME TO job")
    await jobs.stop(TENANT, ADA, job.id)
    may_answer.set()
    await asyncio.gather(working, return_exceptions=True)
    assert len(vendor.asked) <= step.BESIDE_EACH_OTHER + 1


async def test_whom_credits_are_held_for_is_looked_up_though_there_are_none_for_others(
    vendors: Vendors, vendor: Vendor
) -> None:
    job = await begun("job", *[await added(name) for name in ("Jane Roe", "Bo Ek")])
    keep_waiting(vendor)
    working = asyncio.create_task(work(job, vendors))
    await is_asked(vendor, 2)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    await holds.release(TENANT, (await CreditHold.all().order_by("id"))[0].id)
    await correcting.grant(TENANT, ADA, "back", PRICE - GRANTED, "Not needed")
    vendor.handler = answer
    with pytest.raises(OutOfCredits):
        await work(job, vendors)
    assert sorted([run.state for run in await EnrichmentRun.all()]) == ["found", "waiting"]
    await is_charged_once()


async def test_a_provider_that_is_switched_off_meanwhile_is_asked_no_more(
    vendors: Vendors, vendor: Vendor
) -> None:
    job = await begun("job", *[await added(f"Jane Number{number}") for number in range(MANY)])

    async def switch_off(request: web.Request) -> web.Response:
        await choosing.choose(TENANT, ADA, ProviderChoice(providers_off=(FINDER.name,)))
        return await answer(request)

    vendor.handler = switch_off
    await work(job, vendors)
    assert len(vendor.asked) == MANY - step.TOGETHER


async def test_who_is_put_on_the_list_of_those_not_to_be_kept_meanwhile_is_left(
    vendors: Vendors, vendor: Vendor
) -> None:
    job = await begun("job", await added("Jane Roe", "jane@private.example"))

    async def suppressed(request: web.Request) -> web.Response:
        known = suppression.typed("jane@private.example")
        await suppression.add(TENANT, ADA, vendors, known, suppression.REASONS[0])
        return await answer(request)

    vendor.handler = suppressed
    await work(job, replace(vendors, providers=(PEOPLE,)))
    [run] = await EnrichmentRun.all()
    assert len(vendor.asked) == 1
    assert (run.state, run.why) == ("left", "suppressed")
    assert not await Observation.exists()
    assert (await balances(TENANT))["wallet"] == GRANTED


async def test_nothing_stays_of_what_is_answered_about_somebody_who_is_never_to_be_kept(
    vendors: Vendors, vendor: Vendor
) -> None:
    both = replace(vendors, providers=(*vendors.providers, PEOPLE))
    jane = await added("Jane Roe")

    async def removed(request: web.Request) -> web.Response:
        if "full_name" in request.query:
            await suppression.never_keep(TENANT, ADA, both, jane, suppression.REASONS[0])
        return await answer(request)

    vendor.handler = removed
    await work(await begun("job", jane), both)
    assert len(vendor.asked) == 2, "the next one hears of what the first has said"
    assert not await Lookup.exists()
    assert not await Observation.exists()
