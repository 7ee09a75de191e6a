"""Looking people up, as recruiters do it: with the operator's directory, which needs neither a key nor a network."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm import contacts
from crm.credits import correcting, overview, prices
from crm.profile import editing
from crm.profile import reading as profile
from crm.types import Author, Contact, ContactDraft, CreditRules, Origin
from tests.bots import Team, whole_bot
from tests.waiting import patiently

DIRECTORY = """\
name,email,mobile,linkedin,title,company,location,skills,source,collected_at,lawful_basis
Jane Doe,jane.doe@halden.example,+44 7400 123456,linkedin.com/in/jane-doe,Staff Engineer,Halden Robotics,Berlin,Go; Kubernetes,Alumni list,2026-10-01,consent
Bo Lin,bo@acme.example,,linkedin.com/in/bo-lin,CTO,Acme Inc,Paris,,Referral,2026-09-01,
Jane Doe,jane@elsewhere.example,,,Nurse,City Hospital,Leeds,,Conference,2026-08-01,
"""
JANE = ContactDraft(name="Jane Doe", profile_url="linkedin.com/in/jane-doe")
BO = ContactDraft(name="Bo Lin", email="bo@acme.example", location="Lyon")


@pytest.fixture
async def team(database_url: str, tmp_path: Path) -> AsyncIterator[Team]:
    directory = tmp_path / "people.csv"
    directory.write_text(DIRECTORY)
    async with whole_bot(database_url, tmp_path, roster_directory=directory) as team:
        yield team


async def added(team: Team, draft: ContactDraft) -> Contact:
    return await contacts.add(team.tenant, Author(team.ada.id), draft)


async def as_it_is(team: Team, contact: Contact) -> Contact:
    return await contacts.get(team.tenant, contact.id)


async def charge_for_everything(team: Team, credits: int) -> None:
    author = Author(team.ada.id)
    await prices.change_rules(team.tenant, author, CreditRules(charges_local=True))
    await correcting.grant(team.tenant, author, "first", credits, "Invoice 1")


async def enrich(team: Team, name: str = "jane") -> None:
    await team.ada.slash(f"/contact enrich {name}")
    await team.ada.sees("Asked", within="modal")
    await team.ada.submit()
    await team.ada.sees("comes into your direct messages", within="modal")
    await team.ada.closes_modal(all_of_them=True)


async def test_a_person_is_looked_up_from_the_card_and_that_is_taken_back(team: Team) -> None:
    jane = await added(team, JANE)
    await team.ada.slash("/contact jane")
    await team.ada.click("Enrich")
    await team.ada.sees("1 person: Jane Doe", within="modal")
    await team.ada.sees("It costs no credits.", within="modal")
    await team.ada.sees("Local derivation, Directory", within="modal")
    await team.ada.submit()
    await team.ada.closes_modal(all_of_them=True)
    await team.ada.sees("Work e-mail address: jane.doe@halden.example (Directory)", within="Roster")
    await team.ada.sees("Position: Staff Engineer at Halden Robotics (Directory)", within="Roster")
    await team.ada.sees("It cost nothing.", within="Roster")
    found = await as_it_is(team, jane)
    assert [each.address for each in found.emails] == ["jane.doe@halden.example"]
    assert [each.number for each in found.phones] == ["+447400123456"]
    assert [(each.title, each.company) for each in found.positions] == [("Staff Engineer", "Halden Robotics")]
    assert {each.name for each in found.skills} == {"Go", "Kubernetes"}
    assert found.location == "Berlin"
    assert found.emails[0].source.origin is found.positions[0].source.origin is Origin.PROVIDER

    await team.ada.slash("/contact jane")
    await team.ada.click("Timeline")
    await team.ada.sees("looked this person up at Directory")
    await team.ada.slash("/contacts halden")
    await team.ada.sees("1 person")

    await team.ada.click("Undo", within="Roster")
    await team.ada.sees("1 person as before.", within="Roster")
    await team.ada.sees("Taken back: see below.", within="Roster")
    back = await as_it_is(team, jane)
    assert (back.emails, back.phones, back.positions, back.skills, back.location) == ((), (), (), (), "")
    assert [each.url for each in back.profiles] == ["https://linkedin.com/in/jane-doe"]


async def test_what_a_person_has_set_stays_and_another_opinion_is_a_suggestion(team: Team) -> None:
    bo = await added(team, BO)
    await enrich(team, "bo")
    await team.ada.sees("Position: CTO at Acme Inc (Directory)", within="Roster")
    assert (await as_it_is(team, bo)).location == "Lyon"
    await team.ada.slash("/contact bo")
    await team.ada.sees("1 suggestion of providers")
    await team.ada.click("Where from?")
    await team.ada.sees("Location: Paris", within="modal")
    await team.ada.sees("The profile says: Lyon", within="modal")
    await team.ada.sees("From your own directory · 95% sure · seen on 01 Sep 2026 · Referral", within="modal")
    await team.ada.click("Accept", within="modal")
    await team.ada.sees("Taken over: Paris", within="modal")
    await team.ada.does_not_see("Suggestions", within="modal")
    moved = await as_it_is(team, bo)
    assert (moved.location, moved.sources["location"].origin) == ("Paris", Origin.PERSON)
    await team.ada.closes_modal(all_of_them=True)

    await team.ada.click("Undo", within="Roster")
    await team.ada.sees("1 person as before.", within="Roster")
    assert (await as_it_is(team, bo)).location == "Paris"


async def test_what_was_dismissed_is_not_suggested_again(team: Team) -> None:
    bo = await added(team, BO)
    await enrich(team, "bo")
    await team.ada.sees("Location: Paris (Directory), suggested", within="Roster")
    await team.ada.click("Where from?", within="Roster")
    await team.ada.click("Dismiss", within="modal")
    await team.ada.sees("Not suggested again: Paris", within="modal")
    await team.ada.does_not_see("Suggestions", within="modal")
    await team.ada.closes_modal(all_of_them=True)
    await team.ada.slash("/contact bo")
    await team.ada.sees("CTO at Acme Inc")
    await team.ada.does_not_see("suggestion of providers")
    assert (await as_it_is(team, bo)).location == "Lyon"


async def test_what_a_person_has_removed_does_not_come_back_by_itself(team: Team) -> None:
    jane = await added(team, JANE)
    await enrich(team)
    await team.ada.sees("It cost nothing.", within="Roster")
    found = await profile.whole(team.tenant, jane.id)
    await editing.remove(team.tenant, Author(team.ada.id), jane.id, "email", found.items["email"][0].id)
    await team.ada.slash("/contact enrich jane")
    await team.ada.fill(
        {"Ask again": ["Also who was looked up lately, and what is known already (no credits)"]}
    )
    await team.ada.submit()
    await team.ada.closes_modal(all_of_them=True)
    await team.ada.sees("Nothing new was found.", within="Roster")
    assert (await as_it_is(team, jane)).emails == ()
    await team.ada.slash("/contact jane")
    await team.ada.click("Where from?")
    await team.ada.sees("Work e-mail address: jane.doe@halden.example", within="modal")
    await team.ada.sees("From your own directory", within="modal")


async def test_who_may_be_somebody_else_is_asked_about_first(team: Team) -> None:
    max_ = await added(team, ContactDraft(name="Max Stone", phone="+44 7400 123456"))
    await enrich(team, "max")
    await team.ada.sees("Some of it may be about somebody else", within="Roster")
    assert (await as_it_is(team, max_)).emails == ()
    await team.ada.click("Where from?", within="Roster")
    await team.ada.sees("knows somebody who may be another person", within="modal")
    await team.ada.sees("Jane Doe", within="modal")
    await team.ada.click("It is the same person", within="modal")
    await team.ada.sees("✓ It is the same person.", within="modal")
    await team.ada.does_not_see("Same person?", within="modal")
    await team.ada.sees("jane.doe@halden.example", within="modal")
    assert [each.address for each in (await as_it_is(team, max_)).emails] == ["jane.doe@halden.example"]
    await team.ada.closes_modal(all_of_them=True)
    await team.ada.slash("/contact max")
    await team.ada.click("Timeline")
    await team.ada.sees("looked this person up at Directory")


async def test_somebody_else_is_left_alone(team: Team) -> None:
    max_ = await added(team, ContactDraft(name="Max Stone", phone="+44 7400 123456"))
    await enrich(team, "max")
    await team.ada.sees("Some of it may be about somebody else", within="Roster")
    await team.ada.slash("/contact max")
    await team.ada.sees("1 suggestion of providers")
    await team.ada.click("Where from?")
    await team.ada.click("Somebody else", within="modal")
    await team.ada.sees("nothing of it is kept on the profile", within="modal")
    assert (await as_it_is(team, max_)).emails == ()


async def test_an_address_that_somebody_else_has_is_not_taken(team: Team) -> None:
    await added(team, ContactDraft(name="Jay D", email="jane.doe@halden.example"))
    jane = await added(team, JANE)
    await enrich(team, "linkedin.com/in/jane-doe")
    await team.ada.sees(
        "Work e-mail address: jane.doe@halden.example (Directory), suggested", within="Roster"
    )
    assert (await as_it_is(team, jane)).emails == ()
    await team.ada.click("Where from?", within="Roster")
    await team.ada.sees("Jay D has it in the book", within="modal")


async def test_it_is_charged_once_and_what_was_looked_up_lately_is_not_again(team: Team) -> None:
    await charge_for_everything(team, 10)
    await added(team, JANE)
    await team.ada.slash("/contact enrich jane")
    await team.ada.sees("At most 2 credits of 10.", within="modal")
    await team.ada.submit()
    await team.ada.closes_modal(all_of_them=True)
    await team.ada.sees("It cost 2 credits.", within="Roster")
    page = await overview.page(team.tenant, team.ada.id, datetime.now(UTC))
    assert (page.left, page.held) == (8, 0)

    await team.ada.slash("/contact enrich jane")
    await team.ada.sees("1 looked up lately", within="modal")
    await team.ada.submit()
    await team.ada.closes_modal(all_of_them=True)
    await team.ada.sees("1 looked up lately.", within="Roster")
    page = await overview.page(team.tenant, team.ada.id, datetime.now(UTC))
    assert (page.left, page.held) == (8, 0)


async def test_nothing_found_costs_nothing_and_credits_that_run_out_stop_it_where_it_is(team: Team) -> None:
    await charge_for_everything(team, 3)
    await added(team, ContactDraft(name="Nobody Known", email="n@nobody.example"))
    await enrich(team, "nobody")
    await team.ada.sees("It cost nothing.", within="Roster")
    await added(team, JANE)
    await added(team, BO)
    await team.ada.slash("/contacts name:jane OR name:bo")
    await team.ada.click("Select")
    await team.ada.fill({"Whom": "All who match: 2 people", "What to do": "Look them up (enrich)"})
    await team.ada.submit()
    await team.ada.sees("At most 4 credits of 3.", within="modal")
    await team.ada.sees("it stops when they are used up", within="modal")
    await team.ada.submit()
    await team.ada.closes_modal(all_of_them=True)
    await team.ada.sees("Done: 1 person. Not done: 1 person.", within="Roster")
    await correcting.grant(team.tenant, Author(team.ada.id), "second", 10, "Invoice 2")
    await team.ada.click("Resume", within="Roster")
    await team.ada.sees("Found something about 2 people", within="Roster")
    await team.ada.sees("It cost 4 credits.", within="Roster")
    page = await overview.page(team.tenant, team.ada.id, datetime.now(UTC))
    assert (page.left, page.held) == (9, 0)


async def test_a_refund_takes_back_what_was_found(team: Team) -> None:
    await charge_for_everything(team, 10)
    jane = await added(team, JANE)
    await enrich(team)
    await team.ada.sees("It cost 2 credits.", within="Roster")
    [charge] = await overview.refundable(team.tenant)
    await team.ada.slash("/contacts credits")
    await team.ada.click("Refund", within="modal")
    await team.ada.choose("Which charge", f"{charge.made_at:%d %b %H:%M} · 2 credits · Ada Okafor · Jane Doe")
    await team.ada.fill(why="It was somebody else")
    await team.ada.submit()
    await team.ada.sees("10 credits left", within="modal")
    await team.ada.sees("gave back 2 with Directory: Jane Doe · It was somebody else", within="modal")
    assert (await as_it_is(team, jane)).emails == ()


async def test_new_contacts_are_looked_up_by_themselves_once_an_admin_says_so(team: Team) -> None:
    await added(team, BO)
    await team.ada.slash("/contacts credits")
    await team.ada.click("Set caps and prices", within="modal")
    await team.ada.fill({"New contacts": ["Are looked up by themselves"]})
    await team.ada.submit()
    await team.ada.sees("Saved, for everybody in this workspace.", within="modal")
    await team.ada.closes_modal(all_of_them=True)
    jane = await added(team, JANE)
    async for attempt in patiently():
        with attempt:
            assert (await as_it_is(team, jane)).emails
    await team.ada.slash("/contacts enriched:<1d")
    await team.ada.sees("1 person")
    await team.ada.slash("/contacts jobs")
    await team.ada.sees("Automatic enrichment 1 new")


async def test_whom_a_file_adds_is_looked_up_where_somebody_says_so(team: Team) -> None:
    await added(team, BO)
    rows = b"Name,Email\nJane Doe,jane.doe@halden.example\nBo Lin,bo@acme.example\n"
    await team.ada.upload("people.csv", rows, channel="recruiting")
    await team.ada.click("Options", within="recruiting")
    await team.ada.fill({"Those who are new": ["Are looked up when it is done (it costs no credits)"]})
    await team.ada.submit()
    await team.ada.sees("Saved. Press Import", within="modal")
    await team.ada.closes_modal(all_of_them=True)
    await team.ada.sees("those who are new are looked up", within="recruiting")
    await team.ada.click("Import", within="recruiting")
    await team.ada.sees("Enrichment of whom people.csv added", within="Roster")
    await team.ada.sees("Found something about 1 person", within="Roster")
    [jane] = [each for each in await contacts.recent(team.tenant, 5) if each.name == "Jane Doe"]
    assert jane.title == "Staff Engineer"
