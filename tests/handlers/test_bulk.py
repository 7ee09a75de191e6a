"""One thing done with many people who were found: asked first, shown, taken back."""

from dataclasses import replace

import pytest

from crm import contacts, lists, tag_book
from crm.errors import UserError
from crm.types import Author, ContactDraft, ListDraft
from handlers.selecting import Selection
from tests.bots import Team

NAMES = ("Jane Doe", "Bo Lin", "Di Fox", "Cy Oak")


@pytest.fixture
async def book(team: Team) -> Team:
    for name in NAMES:
        draft = ContactDraft(name=name, company="Acme Inc", tags=("go",) if name == "Jane Doe" else ())
        await contacts.add(team.tenant, Author(team.ada.id), draft)
    return team


async def tags_of(team: Team) -> dict[str, tuple[str, ...]]:
    found = [await contacts.get(team.tenant, each.id) for each in await contacts.recent(team.tenant, 10)]
    return {contact.name: contact.tags for contact in found}


async def test_all_who_match_are_tagged_and_it_is_taken_back(book: Team) -> None:
    await book.ada.slash("/contacts company:acme")
    await book.ada.click("Select")
    await book.ada.fill({"Whom": "All who match: 4 people", "What to do": "Tag them"})
    await book.ada.submit()
    await book.ada.sees("Tag them: 4 people", within="modal")
    await book.ada.sees("people at acme", within="modal")
    await book.ada.sees("and 1 more person", within="modal")
    await book.ada.fill({"Tags": ["go", "acme"]})
    await book.ada.submit()
    await book.ada.sees_modal("Begun")
    await book.ada.closes_modal()
    await book.ada.sees("4 people tagged go, acme.", within="Roster")
    assert set(map(frozenset, (await tags_of(book)).values())) == {frozenset({"go", "acme"})}
    await book.ada.click("Undo", within="Roster")
    await book.ada.sees("4 people as before", within="Roster")
    await book.ada.sees("Taken back: see below.", within="Roster")
    assert await tags_of(book) == {name: ("go",) if name == "Jane Doe" else () for name in NAMES}


async def test_a_tag_that_was_renamed_since_is_taken_back_too(book: Team) -> None:
    await book.ada.slash("/contacts company:acme")
    await book.ada.click("Select")
    await book.ada.fill({"Whom": "All who match: 4 people", "What to do": "Tag them"})
    await book.ada.submit()
    await book.ada.fill({"Tags": ["acme"]})
    await book.ada.submit()
    await book.ada.sees("4 people tagged acme.", within="Roster")
    tag = await tag_book.named(book.tenant, "acme")
    assert tag
    await tag_book.change(book.tenant, tag.id, "Acme Inc", "")
    await book.ada.closes_modal()
    await book.ada.click("Undo", within="Roster")
    await book.ada.sees("4 people as before", within="Roster")
    assert await tags_of(book) == {name: ("go",) if name == "Jane Doe" else () for name in NAMES}


async def test_only_those_chosen_are_deleted_and_brought_back(book: Team) -> None:
    await book.ada.slash("/contacts company:acme")
    await book.ada.click("Select")
    await book.ada.fill({"What to do": "Delete them"})
    await book.ada.submit()
    await book.ada.sees_error("People on this page", "Choose at least one of them")
    await book.ada.fill({"People on this page": ["Bo Lin", "Di Fox"]})
    await book.ada.submit()
    await book.ada.sees("Delete them: 2 people", within="modal")
    await book.ada.sees("Bo Lin", within="modal")
    await book.ada.submit()
    await book.ada.sees("2 people deleted.", within="Roster")
    assert set(await tags_of(book)) == {"Jane Doe", "Cy Oak"}
    await book.ada.click("Undo", within="Roster")
    await book.ada.sees("2 people as before", within="Roster")
    assert set(await tags_of(book)) == set(NAMES)


async def test_whoever_is_chosen_on_one_page_stays_chosen_on_the_others(book: Team) -> None:
    for number in range(12):
        draft = ContactDraft(name=f"Person {number:02}", company="Acme Inc")
        await contacts.add(book.tenant, Author(book.ada.id), draft)
    await book.ada.slash("/contacts company:acme")
    await book.ada.click("Select")
    await book.ada.fill({"People on this page": ["Person 11", "Person 10"], "What to do": "Tag them"})
    await book.ada.click("Next page", within="modal")
    await book.ada.sees("2 chosen on other pages.", within="modal")
    await book.ada.fill({"People on this page": ["Jane Doe"]})
    await book.ada.click("Previous page", within="modal")
    await book.ada.sees("1 chosen on other pages.", within="modal")
    await book.ada.fill({"People on this page": ["Person 11"]})
    await book.ada.submit()
    await book.ada.sees("Tag them: 2 people", within="modal")
    await book.ada.fill({"Tags": ["vip"]})
    await book.ada.submit()
    await book.ada.sees("2 people tagged vip.", within="Roster")
    tagged = [
        contact.name
        for each in await contacts.recent(book.tenant, 20)
        if "vip" in (contact := await contacts.get(book.tenant, each.id)).tags
    ]
    assert sorted(tagged) == ["Jane Doe", "Person 11"]


def test_more_people_than_a_form_carries_are_refused_with_what_to_do() -> None:
    many = Selection("tag:go " * 100, "", ("name~x~1",) * 50, (1,), tuple(range(10**6, 10**6 + 250)))
    kept = Selection.read(many.written())
    assert kept.elsewhere == many.elsewhere
    assert 1 <= len(kept.cursors) < 50
    with pytest.raises(UserError, match="Go on with those chosen so far"):
        replace(many, elsewhere=tuple(range(10**6, 10**6 + 400))).written()


async def test_an_owner_is_given_and_what_somebody_changed_since_stays(book: Team) -> None:
    await book.ada.slash("/contacts tag:go")
    await book.ada.click("Select")
    await book.ada.fill({"Whom": "All who match: 1 person", "What to do": "Give them an owner"})
    await book.ada.submit()
    await book.ada.fill({"Owner": "Ben Lindqvist"})
    await book.ada.submit()
    await book.ada.sees("1 person with a new owner.", within="Roster")
    await book.ben.slash("/contacts owner:me")
    await book.ben.sees("Jane Doe")


async def test_a_tag_needs_to_be_chosen_and_only_who_did_it_takes_it_back(book: Team) -> None:
    await book.ben.slash("/contacts Cy")
    await book.ben.click("Select")
    await book.ben.fill({"Whom": "All who match: 1 person", "What to do": "Take a tag away"})
    await book.ben.submit()
    await book.ben.sees_modal("Are you sure?")
    await book.ben.submit()
    await book.ben.sees_error("Tags to take away", "Choose a tag.")
    await book.ben.fill({"Tags to take away": ["go"]})
    await book.ben.submit()
    await book.ben.sees("0 people no longer tagged go.", within="Roster")
    await book.ben.sees("1 person left as they were", within="Roster")


async def test_people_are_put_on_a_list_and_taken_off_again(book: Team) -> None:
    made = await lists.create(book.tenant, Author(book.ada.id), ListDraft("Alumni"))
    await book.ada.slash("/contacts company:acme")
    await book.ada.click("Select")
    await book.ada.fill({"Whom": "All who match: 4 people", "What to do": "Put them on a list"})
    await book.ada.submit()
    await book.ada.fill({"List": "Alumni"})
    await book.ada.submit()
    await book.ada.sees("4 people put on the list Alumni.", within="Roster")
    assert (await lists.get(book.tenant, made.id)).people == 4
    await book.ada.click("Undo", within="Roster")
    await book.ada.sees("4 people as before", within="Roster")
    assert (await lists.get(book.tenant, made.id)).people == 0
