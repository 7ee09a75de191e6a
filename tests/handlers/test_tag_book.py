"""The tags of the workspace, as its people and its admins see and change them."""

import asyncio

from crm import contacts, tag_book
from crm.bin import delete
from crm.types import Author, ContactDraft
from tests.bots import Team
from tests.databases import on_one_database


async def tagged(team: Team, name: str, *tags: str) -> int:
    return (await contacts.add(team.tenant, Author(team.ada.id), ContactDraft(name=name, tags=tags))).id


@on_one_database
async def test_an_empty_book_of_tags_says_what_a_tag_is(team: Team) -> None:
    await team.ada.slash("/contacts tags")
    await team.ada.sees("No tags yet. Put one on a card", within="modal")


async def test_tags_are_counted_renamed_and_coloured_by_everybody(team: Team) -> None:
    await tagged(team, "Jane Doe", "go", "berlin")
    await tagged(team, "Bo Lin", "go")
    gone = await tagged(team, "Cy Gone", "go")
    await delete(team.tenant, Author(team.ada.id), gone)
    await team.ben.slash("/contacts tags")
    await team.ben.sees("go 2 people", within="modal")
    await team.ben.sees("berlin 1 person", within="modal")
    await team.ben.choose("Find a tag", "go")
    await team.ben.fill(name="Golang", colour="🔵 Blue")
    await team.ben.sees("Admins of this workspace merge and delete tags.", within="modal")
    await team.ben.submit()
    await team.ben.sees("🔵 Golang 2 people", within="modal")
    await team.ben.closes_modal()
    await team.ben.slash("/contact Jane Doe")
    await team.ben.sees("Tags: berlin 🔵 Golang")


async def test_a_name_that_is_taken_offers_to_merge(team: Team) -> None:
    for name, tags in (("Jane Doe", ("go",)), ("Bo Lin", ("go", "golang")), ("Di Fox", ("golang",))):
        await tagged(team, name, *tags)
    await team.ada.slash("/contacts tags")
    await team.ada.choose("Find a tag", "go")
    await team.ada.fill(name="GoLang")
    await team.ada.submit()
    await team.ada.sees("go (2 people) becomes golang (2 people).", within="modal")
    await team.ada.submit()
    await team.ada.sees("golang 3 people", within="modal")
    await team.ada.does_not_see("go 2 people", within="modal")
    await team.ada.closes_modal()
    await team.ada.slash("/contact Jane Doe")
    await team.ada.sees("Tags: golang")


async def test_who_is_no_admin_is_told_who_can_merge(team: Team) -> None:
    await tagged(team, "Jane Doe", "go", "golang")
    await team.ben.slash("/contacts tags")
    await team.ben.choose("Find a tag", "go")
    await team.ben.fill(name="golang")
    await team.ben.submit()
    await team.ben.sees("There is a tag golang already. An admin of this workspace can merge", within="modal")


async def test_admins_merge_into_a_tag_that_they_choose_and_delete_one(team: Team) -> None:
    await tagged(team, "Jane Doe", "k8s", "old")
    await tagged(team, "Bo Lin", "kubernetes")
    await team.ada.slash("/contacts tags")
    await team.ada.choose("Find a tag", "k8s")
    await team.ada.choose("Merge into another tag", "kubernetes")
    await team.ada.sees("k8s (1 person) becomes kubernetes (1 person).", within="modal")
    await team.ada.submit()
    await team.ada.sees("kubernetes 2 people", within="modal")
    await team.ada.choose("Find a tag", "old")
    await team.ada.click("Delete", within="modal")
    await team.ada.sees("kubernetes 2 people", within="modal")
    await team.ada.does_not_see("old 1 person", within="modal")


async def test_a_tag_needs_a_name_and_a_long_list_has_pages(team: Team) -> None:
    await tagged(team, "Jane Doe", *(f"tag {number:02}" for number in range(tag_book.PAGE + 2)))
    await team.ada.slash("/contacts tags")
    await team.ada.sees("tag 24 1 person", within="modal")
    await team.ada.does_not_see("tag 25", within="modal")
    await team.ada.click("More tags", within="modal")
    await team.ada.sees("tag 26 1 person", within="modal")
    await team.ada.click("From the beginning", within="modal")
    await team.ada.sees("tag 00 1 person", within="modal")
    await team.ada.choose("Find a tag", "tag 03")
    await team.ada.fill(name="\u200b")
    await team.ada.submit()
    await team.ada.sees_error("Name", "A tag needs a name.")


async def test_several_who_merge_and_rename_at_once_lose_nobody(team: Team) -> None:
    for number in range(6):
        await tagged(team, f"Person {number}", "a" if number % 2 else "b", "c")
    one, two, three = [await tag_book.named(team.tenant, name) for name in ("a", "b", "c")]
    assert one
    assert two
    assert three
    done = await asyncio.gather(
        tag_book.merge(team.tenant, one.id, three.id),
        tag_book.merge(team.tenant, two.id, three.id),
        tag_book.change(team.tenant, three.id, "everybody", "red"),
        return_exceptions=True,
    )
    assert not any(isinstance(each, BaseException) for each in done)
    found = await tag_book.page(team.tenant)
    assert [(tag.name, tag.people) for tag in found.tags] == [("everybody", 6)]
