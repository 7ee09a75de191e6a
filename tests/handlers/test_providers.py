"""Providers that cost something, as admins set them up and recruiters use them: a local server speaks Hunter's shapes."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import web

from crm import contacts
from crm.credits import correcting
from crm.types import Author, Contact, ContactDraft
from enrichment.providers import hunter, hunter_finder
from storage.models import ProviderKey
from tests.bots import NO_VENDORS, Team, whole_bot
from tests.databases import on_one_database
from tests.enrichment.vendors import Vendor, a_vendor

KEY = "3f9c-secret-key"
ACCOUNT = "Hunter Email Finder, Hunter Email Verifier, Hunter Enrichment"
FINDER = "/v2/email-finder"
ACCOUNT_PAGE = "/v2/account"


@dataclass(frozen=True)
class Office:
    team: Team
    hunter: Vendor

    @property
    def questions(self) -> list[str]:
        return [each.path for each in self.hunter.asked]


@pytest.fixture
async def office(database_url: str, tmp_path: Path) -> AsyncIterator[Office]:
    async with a_vendor(hunter.SERVER) as vendor:
        servers = {**NO_VENDORS, hunter.SERVER: vendor.url}
        async with whole_bot(database_url, tmp_path, roster_provider_servers=servers) as team:
            yield Office(team, vendor)


async def jane(team: Team) -> Contact:
    await correcting.grant(team.tenant, Author(team.ada.id), "first", 10, "Invoice 1")
    draft = ContactDraft(name="Jane Doe", company="Example", title="Staff Engineer")
    return await contacts.add(team.tenant, Author(team.ada.id), draft)


async def enter_key(team: Team, key: str = KEY) -> None:
    await team.ada.slash("/contacts providers")
    await team.ada.click("Enter a key", within="modal")
    await team.ada.choose("Of", ACCOUNT)
    await team.ada.fill(key=key)
    await team.ada.submit()
    await team.ada.sees("The key is", within="modal")
    await team.ada.closes_modal(all_of_them=True)


async def enrich(team: Team, price: str) -> None:
    await team.ada.slash("/contact enrich jane")
    await team.ada.sees(price, within="modal")
    await team.ada.submit()
    await team.ada.sees("comes into your direct messages", within="modal")
    await team.ada.closes_modal(all_of_them=True)


@on_one_database
async def test_how_far_it_is_is_said_while_a_vendor_takes_its_time(office: Office) -> None:
    team, may_answer = office.team, asyncio.Event()
    await jane(team)
    await contacts.add(team.tenant, Author(team.ada.id), ContactDraft(name="Bo Lin", company="Example"))
    await enter_key(team)

    async def answer(request: web.Request) -> web.Response:
        if request.query.get("full_name") == "Bo Lin":
            await may_answer.wait()
        return web.json_response(hunter_finder.PROVIDER.example.answers[0][1])

    office.hunter.handler = answer
    await team.ada.slash("/contacts name:jane OR name:bo")
    await team.ada.click("Select")
    await team.ada.fill({"Whom": "All who match: 2 people", "What to do": "Look them up (enrich)"})
    await team.ada.submit()
    await team.ada.sees("At most 4 credits", within="modal")
    await team.ada.submit()
    patient = team.slack.person("ada", patience=30)
    await patient.sees("1 of 2 people", within="Roster")
    may_answer.set()
    await team.ada.sees("Found something about", within="Roster")


async def test_a_key_is_entered_once_and_never_shown_again(office: Office) -> None:
    team = office.team
    await team.ben.slash("/contacts providers")
    await team.ben.sees("Hunter Email Finder · no key", within="modal")
    await team.ben.does_not_see("Enter a key", within="modal")
    await enter_key(team)
    await team.ada.slash("/contacts providers")
    await team.ada.sees("Hunter Email Finder · key entered", within="modal")
    await team.ada.does_not_see(KEY, within="modal")
    [kept] = await ProviderKey.all()
    assert KEY not in kept.encrypted
    await team.ada.closes_modal(all_of_them=True)
    await enter_key(team, "")
    assert not await ProviderKey.all()


async def test_what_is_left_is_asked_when_somebody_looks_and_seldom(office: Office) -> None:
    team = office.team
    assert hunter_finder.PROVIDER.quota
    office.hunter.answers(hunter_finder.PROVIDER.quota.example[1])
    await enter_key(team)
    for _ in range(2):
        await team.ben.slash("/contacts providers")
        await team.ben.sees("180 of 500 credits left until ", within="modal")
        await team.ben.sees(", as of ", within="modal")
        await team.ben.does_not_see("Only 180", within="modal")
        await team.ben.closes_modal(all_of_them=True)
    assert office.questions == [ACCOUNT_PAGE]
    pots = {"searches": {"used": 98, "available": 100}, "verifications": {"used": 4, "available": 50}}
    office.hunter.answers({"data": {"reset_date": "2020-01-01", "requests": pots}})
    await enter_key(team, "another-key")
    await team.ben.slash("/contacts providers")
    await team.ben.does_not_see("searches left", within="modal")
    await team.ben.closes_modal(all_of_them=True)
    office.hunter.answers({"data": {"reset_date": None, "requests": pots}})
    await enter_key(team, "a-third-key")
    await team.ben.slash("/contacts providers")
    await team.ben.sees("⚠️ Only 2 of 100 searches left", within="modal")
    await team.ben.sees("46 of 50 verifications left", within="modal")
    await team.ben.closes_modal(all_of_them=True)
    await enter_key(team, "")
    await team.ben.slash("/contacts providers")
    await team.ben.does_not_see("searches left", within="modal")


async def test_what_is_missing_is_found_and_paid_for_once(office: Office) -> None:
    team, contact = office.team, await jane(office.team)
    await enter_key(team)
    office.hunter.plays(hunter_finder.PROVIDER.example)
    await enrich(team, "At most 2 credits of 10")
    await team.ada.sees("Work e-mail address: jane.doe@example.com (Hunter Email Finder)", within="Roster")
    await team.ada.sees("It cost 2 credits.", within="Roster")
    await team.ada.does_not_see(
        "suggested", within="Roster"
    )  # that Jane is at Example says no more than her profile
    assert [each.address for each in (await contacts.get(team.tenant, contact.id)).emails] == [
        "jane.doe@example.com"
    ]
    assert office.questions.count(FINDER) == 1
    await team.ada.slash("/contacts credits")
    await team.ada.sees("8 credits left", within="modal")
    await team.ada.sees("By provider: Hunter Email Finder 2", within="modal")
    await team.ada.closes_modal(all_of_them=True)
    await team.ada.slash("/contacts providers")
    await team.ada.sees("Last answer:", within="modal")


async def test_who_refuses_or_cannot_be_reached_is_named_and_costs_nothing(office: Office) -> None:
    team = office.team
    await jane(team)
    await enter_key(team)
    office.hunter.answers({"errors": [{"id": "x", "code": 401, "details": "no"}]}, status=401)
    await enrich(team, "At most 2 credits of 10")
    await team.ada.sees("Refused: Hunter", within="Roster")
    await team.ada.sees("It cost nothing.", within="Roster")
    await team.ada.slash("/contacts providers")
    await team.ada.sees("The vendor does not take the key.", within="modal")
    await team.ada.closes_modal(all_of_them=True)
    office.hunter.plays(hunter_finder.PROVIDER.example)
    await enter_key(team)
    await enrich(team, "At most 2 credits of 10")
    await team.ada.sees("It cost 2 credits.", within="Roster")


async def test_a_provider_is_switched_off(office: Office) -> None:
    team = office.team
    await jane(team)
    await enter_key(team)
    await team.ada.slash("/contacts providers")
    await team.ada.click("Choose whom to ask", within="modal")
    await team.ada.fill({"Asked": ["Local derivation"], "And": None})
    await team.ada.submit()
    await team.ada.sees("Saved, for everybody in this workspace.", within="modal")
    await team.ada.sees("Hunter Email Finder · switched off", within="modal")
    await team.ada.sees("E-mail addresses: Local derivation", within="modal")
    await team.ada.sees("Skills: nobody", within="modal")
    await team.ada.closes_modal(all_of_them=True)
    await enrich(team, "It costs no credits.")
    await team.ada.sees("Nothing new was found.", within="Roster")
    assert set(office.questions) == {ACCOUNT_PAGE}
