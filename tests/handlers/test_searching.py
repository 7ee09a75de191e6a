"""Searching as people in Slack do it: a line, a list, pages, and the form that writes the line."""

import pytest

from crm import contacts, notes, rich_text
from crm.types import Author, ContactDraft, NoteDraft
from tests.bots import Team
from tests.databases import on_one_database

PEOPLE = (
    ContactDraft(
        name="Jane Doe", company="Acme Inc", title="Staff Engineer", location="Berlin", tags=("go", "vip")
    ),
    ContactDraft(
        name="Zoë Ängström", company="Byte", title="Designer", location="Stockholm", tags=("design",)
    ),
    ContactDraft(
        name="Bo Lin", company="Acme Inc", title="Principal Engineer", location="Utrecht", tags=("go",)
    ),
    ContactDraft(
        name="Di Fox", email="di@fox.example", tags=("dnc", "go"), note="Wants to relocate to Berlin"
    ),
)


@pytest.fixture
async def book(team: Team) -> Team:
    for person in PEOPLE:
        await contacts.add(team.tenant, Author(team.ada.id), person)
    return team


async def test_a_query_finds_people_and_is_said_back(book: Team) -> None:
    await book.ada.slash("/contacts search tag:go -tag:dnc engineer")
    await book.ada.sees("2 people tagged go, not tagged dnc")
    await book.ada.sees("Jane Doe Staff Engineer at Acme Inc · Berlin")
    await book.ada.sees("Bo Lin Principal Engineer at Acme Inc · Utrecht")
    await book.ada.does_not_see("Di Fox")
    await book.ada.does_not_see("Zoë")


async def test_the_word_search_may_be_left_out_and_a_slip_is_forgiven(book: Team) -> None:
    await book.ada.slash("/contacts angstrom")
    await book.ada.sees("Zoë Ängström Designer at Byte · Stockholm")
    await book.ben.slash("/contacts Jnae")
    await book.ben.sees("Nobody has “jnae”; taken for jane.")
    await book.ben.sees("Jane Doe Staff Engineer")


async def test_words_in_notes_are_found_and_it_is_said_where_they_stand(book: Team) -> None:
    await book.ada.slash("/contacts relocate")
    await book.ada.sees("Di Fox")
    await book.ada.sees("in a note, a skill or an earlier job")


@on_one_database
async def test_what_is_wrong_is_said_with_the_place(book: Team) -> None:
    await book.ada.slash("/contacts tag:go locaton:berlin")
    await book.ada.sees("Did you mean location")
    await book.ada.slash("/contacts tag:goo berlin")
    await book.ada.sees("There is no tag called goo. Did you mean go?")
    await book.ada.slash("/contacts (tag:go")
    await book.ada.sees("/contacts help says more.")


async def test_where_nobody_has_a_skill_those_spelt_nearly_so_are_named(team: Team) -> None:
    await team.ada.upload("list.csv", b"Name,Skills\nJane Doe,Kubernetes | Go\n", channel="recruiting")
    await team.ada.click("Import", within=await team.ada.sees_message("list.csv : ", within="recruiting"))
    await team.ada.sees("1 added", within="recruiting")
    await team.ada.slash("/contacts skill:kuberntes", channel="general")
    await team.ada.sees("Nobody has the skill “kuberntes”. Did you mean Kubernetes?", within="general")
    await team.ben.slash("/contacts skill:k8s -skill:rust title:designer", channel="general")
    await team.ben.sees("0 people", within="general")
    await team.ben.does_not_see("Did you mean", within="general")


@on_one_database
async def test_signs_may_come_as_slack_writes_them_in_messages(book: Team) -> None:
    await book.ada.slash("/contacts added:&lt;90d engineer")
    await book.ada.sees("added:<90d engineer")
    await book.ada.slash("/contacts R&amp;D")
    await book.ada.sees("R&D")


@on_one_database
async def test_a_query_that_no_button_holds_is_refused_at_once(book: Team) -> None:
    marks = '\\"' * 497
    await book.ada.slash(f'/contacts "jane{marks}"')
    await book.ada.sees("That query is longer than a button of Slack holds.")


@on_one_database
async def test_and_beside_or_is_never_guessed_in_silence(book: Team) -> None:
    await book.ada.slash("/contacts location:berlin tag:go OR location:stockholm")
    await book.ada.sees("AND binds tighter than OR: read as above.")
    await book.ada.sees("(location:berlin tag:go) OR location:stockholm")
    await book.ada.sees("2 people")


@on_one_database
async def test_nobody_is_a_hint_and_a_misspelt_command_is_asked_about(book: Team) -> None:
    await book.ada.slash("/contacts remiders")
    await book.ada.sees("0 people")
    await book.ada.sees("Did you mean /contacts reminders? Type it so to run it.")


async def test_colleagues_are_named_as_they_are_called(book: Team) -> None:
    await book.ada.slash("/contacts noted:<7d by:@ada")
    await book.ada.sees("1 person")
    await book.ada.sees("Di Fox")
    await book.ben.slash("/contacts noted:<7d by:me")
    await book.ben.sees("0 people")


async def test_a_note_that_is_not_for_all_betrays_nobody(book: Team) -> None:
    jane = await contacts.add(book.tenant, Author(book.ada.id), ContactDraft(name="Eve Roe"))
    secret = NoteDraft(rich_text.of_plain("Is about to resign"), audience=book.ada.id)
    await notes.add(book.tenant, Author(book.ada.id), jane.id, secret)
    await book.ada.slash("/contacts resign")
    await book.ada.sees("Eve Roe")
    await book.ben.slash("/contacts resign")
    await book.ben.sees("0 people")


async def test_a_long_list_has_pages_both_ways(book: Team) -> None:
    for number in range(20):
        await contacts.add(
            book.tenant, Author(book.ada.id), ContactDraft(name=f"Person {number:02}", tags=("many",))
        )
    await book.ada.slash("/contacts tag:many")
    await book.ada.sees("20 people tagged many")
    await book.ada.sees("Person 19")
    await book.ada.click("Next page")
    await book.ada.sees("Person 11")
    await book.ada.click("Next page")
    await book.ada.sees("Person 00")
    await book.ada.does_not_see("Next page")
    await book.ada.click("Previous page")
    await book.ada.sees("Person 11")
    await book.ada.click("Previous page")
    await book.ada.sees("Person 19")


@on_one_database
async def test_the_form_writes_the_line_and_reads_it(book: Team) -> None:
    await book.ada.slash("/contacts engineer (title:staff OR title:principal)")
    await book.ada.click("Refine")
    await book.ada.sees("Now: engineer (title:staff OR title:principal)", within="modal")
    await book.ada.fill({"Location": "Berlin", "Sort by": "Name"})
    await book.ada.choose("They have", "a company", within="modal")
    await book.ada.submit()
    await book.ada.sees("1 person", within="modal")
    await book.ada.closes_modal()
    await book.ada.sees(
        "has:company location:berlin engineer (title:staff OR title:principal)".replace("berlin", "Berlin")
    )
    await book.ada.sees("Jane Doe Staff Engineer")
    await book.ada.does_not_see("Bo Lin")


@on_one_database
async def test_the_form_says_what_is_wrong_with_what_it_cannot_say(book: Team) -> None:
    await book.ada.slash("/contacts engineer")
    await book.ada.click("Refine")
    await book.ada.fill({"And": "(tag:go"})
    await book.ada.submit()
    await book.ada.sees_error("And", "parenthes")
    await book.ada.fill({"And": "", "Words": "(engineer"})
    await book.ada.submit()
    await book.ada.sees_error("Words", "parenthes")


async def test_a_row_opens_the_card_and_acts_without_losing_the_list(book: Team) -> None:
    await book.ada.slash("/contacts tag:vip")
    await book.ada.click("Note")
    await book.ada.sees_modal("Note")
    await book.ada.closes_modal()
    await book.ada.click("Lists")
    await book.ada.sees("Type to find a list", within="modal")
    await book.ada.closes_modal()
    await book.ada.sees("1 person tagged vip")
    await book.ada.click("Open")
    await book.ada.sees("Edit Enrich Note Log activity")
    await book.ada.sees("1 person tagged vip")


async def test_a_search_is_saved_and_stands_in_the_home(book: Team) -> None:
    await book.ada.slash("/contacts tag:go -tag:dnc")
    await book.ada.click("Save")
    await book.ada.fill({"Name": "Go, to be contacted", "For whom": "For everybody in this workspace"})
    await book.ada.submit()
    await book.ada.sees("Go, to be contacted stands in the Home of Roster now.", within="modal")
    await book.ada.closes_modal()
    await book.ben.opens_home()
    await book.ben.sees("Go, to be contacted · everybody's", within="home")
    await book.ben.click("Show", within="home")
    await book.ben.sees("stands in your direct messages with Roster.", within="modal")
    await book.ben.closes_modal()
    await book.ben.sees("2 people tagged go, not tagged dnc", within="Roster")
    await book.ben.sees("Jane Doe", within="Roster")


async def test_whom_a_search_finds_is_exported(book: Team) -> None:
    await book.ada.slash("/contacts tag:go -tag:dnc")
    await book.ada.click("Export")
    await book.ada.sees("2 people tagged go, not tagged dnc", within="modal")
    await book.ada.submit()
    content = await book.ada.downloads("contacts.csv", within="Roster")
    assert len(content.decode("utf-8-sig").splitlines()) == 3
