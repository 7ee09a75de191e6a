"""Asking a provider: what is known is not asked again, nobody is asked twice at once, and what takes its time is waited for."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from aiohttp import web

from crm.credits import vendors as units
from crm.providers import Answer, Usable, Vendors, ask, choosing
from crm.types import Author, Tenant
from enrichment.outcomes import Matched, NoMatch, Pending, RateLimited, Transient
from enrichment.provider import Provider
from enrichment.providers import hunter, hunter_finder, hunter_verifier, people_data_labs
from enrichment.request import Identity, Request
from storage.database import transaction
from storage.models import Lookup
from storage.queries import lookups as rows
from tests.enrichment.vendors import KEY, Vendor, a_vendor
from tests.waiting import patiently

TENANT = Tenant("T1")
ADA = Author("U1")
JANE = Identity(emails=("jane.doe@example.com",), name="Jane Doe", domain="example.com")


@dataclass(frozen=True)
class Desk:
    vendor: Vendor

    async def ask(
        self,
        provider: Provider = hunter_finder.PROVIDER,
        deadline: float = 5,
        since: datetime | None = None,
        run: int = 1,
    ) -> Answer:
        vendors = Vendors((provider,), self.vendor.client, "", b"s" * 32)
        request = Request(JANE, deadline=deadline)
        return await ask(TENANT, ADA, vendors, Usable(provider, KEY), request, f"enrichment:{run}", since)


@pytest.fixture
async def desk(database: str) -> AsyncIterator[Desk]:
    async with a_vendor(hunter.SERVER, people_data_labs.PROVIDER.server) as vendor:
        yield Desk(vendor)


async def test_what_was_answered_is_known_and_what_it_took_is_written_down_once(desk: Desk) -> None:
    desk.vendor.plays(hunter_finder.PROVIDER.example)
    first, second = await desk.ask(), await desk.ask()
    assert isinstance(first.outcome, Matched)
    assert isinstance(second.outcome, Matched)
    assert first.outcome.values == second.outcome.values
    assert (first.is_cached, first.units, second.is_cached, second.units) == (False, 1, True, 0)
    assert len(desk.vendor.asked) == 1
    [used] = (await units.by_month(TENANT, "2026-01"))[f"{datetime.now(UTC):%Y-%m}"]
    assert (used.calls, used.units) == (1, 1)


async def test_that_nothing_was_found_is_known_too_and_is_asked_anew_where_somebody_wants_that(
    desk: Desk,
) -> None:
    desk.vendor.answers({"errors": [{"id": "not_found", "code": 404, "details": ""}]}, status=404)
    assert isinstance((await desk.ask()).outcome, NoMatch)
    assert isinstance((await desk.ask()).outcome, NoMatch)
    assert len(desk.vendor.asked) == 1
    await desk.ask(since=datetime.now(UTC))
    assert len(desk.vendor.asked) == 2


async def test_what_an_answer_says_is_left_is_kept_and_an_empty_account_has_nothing(desk: Desk) -> None:
    pdl = people_data_labs.PROVIDER
    plenty = {"x-totallimit-remaining": "1342"}
    desk.vendor.answers(pdl.example.answers[0][1], headers=plenty)
    vendors = Vendors((pdl,), desk.vendor.client, "", b"s" * 32)
    await desk.ask(pdl)
    [page] = await choosing.pages(TENANT, vendors)
    assert [(each.amount, each.unit, each.is_low) for each in page.left] == [(1342, "credits", False)]
    desk.vendor.answers({"status": 402, "error": {"type": "payment_required"}}, status=402)
    await desk.ask(pdl, since=datetime.now(UTC))
    [page] = await choosing.pages(TENANT, vendors)
    assert (page.left, page.problem) == ((), "The account with the vendor is empty.")


async def test_several_who_ask_the_same_at_once_make_one_call(desk: Desk) -> None:
    async def slowly(_: web.Request) -> web.Response:
        await asyncio.sleep(0.3)
        return web.json_response(hunter_finder.PROVIDER.example.answers[0][1])

    desk.vendor.handler = slowly
    answers = await asyncio.gather(*[desk.ask(run=run) for run in range(5)])
    assert len(desk.vendor.asked) == 1
    assert [isinstance(each.outcome, Matched) for each in answers] == [True] * 5
    assert sum(each.units for each in answers) == 1


async def test_whoever_was_killed_while_asking_keeps_nobody_waiting_for_ever(desk: Desk) -> None:
    desk.vendor.plays(hunter_finder.PROVIDER.example)
    asked = asyncio.create_task(desk.ask(deadline=1))
    async for attempt in patiently():
        with attempt:
            assert await Lookup.exists()
    asked.cancel()
    await asyncio.gather(asked, return_exceptions=True)
    desk.vendor.plays(hunter_finder.PROVIDER.example)
    assert isinstance((await desk.ask(deadline=15)).outcome, Matched)


async def test_what_takes_its_time_is_asked_for_later_and_not_begun_anew(desk: Desk) -> None:
    desk.vendor.answers({"data": {"status": "pending"}}, status=202)
    assert isinstance((await desk.ask(hunter_verifier.PROVIDER, deadline=1)).outcome, Pending)
    desk.vendor.plays(hunter_verifier.PROVIDER.example)
    found = (await desk.ask(hunter_verifier.PROVIDER)).outcome
    assert isinstance(found, Matched)
    assert found.values[0].text == "deliverable"


async def test_a_vendor_that_cannot_be_asked_for_a_while_is_still_at_work(desk: Desk) -> None:
    desk.vendor.answers({"data": {"status": "pending"}}, status=202)
    assert isinstance((await desk.ask(hunter_verifier.PROVIDER, deadline=1)).outcome, Pending)
    begun = await Lookup.get()
    desk.vendor.answers("<html>down</html>", status=503)
    assert isinstance((await desk.ask(hunter_verifier.PROVIDER)).outcome, Transient)
    desk.vendor.answers({"errors": [{"id": "x", "code": 403, "details": ""}]}, status=403)
    for _ in range(2):
        assert isinstance((await desk.ask(hunter_verifier.PROVIDER, deadline=0.5)).outcome, RateLimited)
    assert (await Lookup.get()).token == begun.token != ""


async def test_what_was_answered_is_kept_also_where_whoever_asked_is_told_to_end(desk: Desk) -> None:
    desk.vendor.plays(hunter_finder.PROVIDER.example)
    may_go_on = asyncio.Event()

    async def nobody_else_writes(request: web.Request) -> web.Response:
        is_locked = asyncio.Event()

        async def lock() -> None:
            async with transaction():
                await rows.lock(TENANT.key, (await Lookup.get()).key)
                is_locked.set()
                await may_go_on.wait()

        locking.append(asyncio.create_task(lock()))
        await is_locked.wait()
        return web.json_response(hunter_finder.PROVIDER.example.answers[0][1])

    locking: list[asyncio.Task[None]] = []
    desk.vendor.handler = nobody_else_writes
    asked = asyncio.create_task(desk.ask())
    async for attempt in patiently():
        with attempt:
            assert locking
    await asyncio.sleep(0.3)
    asked.cancel()
    await asyncio.sleep(0.1)
    may_go_on.set()
    await asyncio.gather(asked, *locking, return_exceptions=True)
    assert asked.cancelled()
    assert (await desk.ask()).is_cached


async def test_a_vendor_that_is_out_of_order_is_left_alone_for_a_while(desk: Desk) -> None:
    desk.vendor.answers("<html>down</html>", status=503)
    for _ in range(5):
        assert isinstance((await desk.ask()).outcome, Transient)
    calls = len(desk.vendor.asked)
    assert isinstance((await desk.ask()).outcome, Transient)
    assert len(desk.vendor.asked) == calls


async def test_a_pause_that_the_vendor_asks_for_is_kept(desk: Desk) -> None:
    desk.vendor.answers({"errors": [{"id": "x", "code": 403, "details": ""}]}, status=403)
    assert isinstance((await desk.ask()).outcome, RateLimited)
    desk.vendor.plays(hunter_finder.PROVIDER.example)
    assert isinstance((await desk.ask(deadline=0.5)).outcome, RateLimited)
    assert len(desk.vendor.asked) == 1
