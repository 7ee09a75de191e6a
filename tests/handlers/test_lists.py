"""Lists, as people make, read and change them in Slack."""

from datetime import UTC, datetime, timedelta

from crm import contacts, lists, saved_searches
from crm.lists import people as membership
from crm.tags import set_tags
from crm.types import Author, ContactDraft, ListDraft, PeopleList
from storage.models import FollowedEntry
from tests.bots import Team
from tests.waiting import patiently

SOON = 5.0
"""Within so many seconds a dynamic list is right."""


async def person(team: Team, name: str, *tags: str, location: str = "") -> int:
    draft = ContactDraft(name=name, tags=tags, location=location)
    return (await contacts.add(team.tenant, Author(team.ada.id), draft)).id


async def made(team: Team, name: str, query: str = "") -> PeopleList:
    return await lists.create(team.tenant, Author(team.ada.id), ListDraft(name, query=query))


async def becomes(team: Team, list_id: int, people: int) -> None:
    async for attempt in patiently(SOON * 4):
        with attempt:
            found = await lists.get(team.tenant, list_id)
            assert (found.people, found.is_being_filled) == (people, False)


async def test_a_static_list_is_made_filled_from_a_card_and_emptied(team: Team) -> None:
    await person(team, "Jane Doe", location="Berlin")
    await team.ada.slash("/contacts lists")
    await team.ada.sees("No lists yet", within="modal")
    await team.ada.click("New list", within="modal")
    await team.ada.fill(name="Alumni", description="Who worked with us")
    await team.ada.submit()
    await team.ada.sees("Who worked with us", within="modal")
    await team.ada.sees("0 people · static", within="modal")
    await team.ada.closes_modal(all_of_them=True)
    await team.ada.slash("/contact Jane Doe")
    await team.ada.click("Lists")
    await team.ada.choose("Lists", "Alumni")
    await team.ada.submit()
    (alumni,) = (await lists.page(team.tenant)).lists
    await becomes(team, alumni.id, 1)
    await team.ben.slash("/contacts list alumni")
    await team.ben.sees("1 person · static", within="modal")
    await team.ben.sees("Jane Doe", within="modal")
    await team.ben.click("Take off the list", within="modal", beside="Jane Doe")
    await team.ben.sees("0 people · static", within="modal")


async def test_what_a_query_comes_to_is_shown_before_the_list_is_saved(team: Team) -> None:
    for number in range(4):
        await person(team, f"Person {number}", "go", location="Berlin")
    await team.ada.slash("/contacts list new")
    await team.ada.fill(name="Berlin goers", query="tag:go location:berlin OR tag:go location:oslo")
    await team.ada.submit()
    await team.ada.sees(": 4 people", within="modal")
    await team.ada.sees("in Berlin", within="modal")
    await team.ada.sees("It was read as (tag:go location:berlin) OR (tag:go location:oslo)", within="modal")
    await team.ada.sees("and 1 more", within="modal")
    assert (await lists.page(team.tenant)).lists == ()
    await team.ada.submit()
    await team.ada.sees("dynamic", within="modal")
    (saved,) = (await lists.page(team.tenant)).lists
    await becomes(team, saved.id, 4)


async def test_what_is_wrong_with_a_query_is_pointed_out(team: Team) -> None:
    await person(team, "Jane Doe", "go")
    await team.ada.slash("/contacts list new")
    await team.ada.fill(name="Goers", query="tag:go tuoched:>90d")
    await team.ada.submit()
    await team.ada.sees_error("Query", "Here: tag:go 👉tuoched:>90d")
    await team.ada.fill(query="has:email tag:goo")
    await team.ada.submit()
    await team.ada.sees(
        "There is no tag called goo. Did you mean go? Here: has:email tag:👉goo", within="modal"
    )
    await team.ada.fill(name="\u200b", query="tag:go")
    await team.ada.submit()
    await team.ada.sees_error("Name", "A list needs a name.")


async def test_a_dynamic_list_is_right_soon_after_a_change_and_says_why(team: Team) -> None:
    jane, bo = await person(team, "Jane Doe", "go"), await person(team, "Bo Lin")
    goers = await made(team, "Goers", "tag:go")
    await becomes(team, goers.id, 1)
    await set_tags(team.tenant, Author(team.ben.id), bo, (), ("go",))
    await becomes(team, goers.id, 2)
    await team.ada.slash("/contact Bo Lin")
    await team.ada.click("Timeline")
    await team.ada.sees("put this person on Goers: tag go added by", within="modal")
    await team.ada.closes_modal(all_of_them=True)
    await set_tags(team.tenant, Author(team.ben.id), jane, ("go",), ())
    await becomes(team, goers.id, 1)
    await team.ada.slash("/contacts list goers")
    await team.ada.sees("people tagged go", within="modal")
    await team.ada.choose("Why is … (not) in this list?", "Jane Doe")
    await team.ada.sees("Jane Doe is not on the list Goers.", within="modal")
    await team.ada.sees("❌ tagged go is not true", within="modal")


async def test_a_list_is_renamed_described_and_asks_something_else(team: Team) -> None:
    await person(team, "Jane Doe", "go", "rust")
    await person(team, "Bo Lin", "rust")
    goers = await made(team, "Goers", "tag:go")
    await team.ada.slash("/contacts lists")
    await team.ada.click("Open", within="modal", beside="Goers")
    await team.ada.click("Edit", within="modal")
    await team.ada.fill(name="Rustaceans", description="Who write Rust", query="tag:rust")
    await team.ada.submit()
    await team.ada.sees(": 2 people", within="modal")
    await team.ada.submit()
    await team.ada.sees("Who write Rust", within="modal")
    await becomes(team, goers.id, 2)
    assert (await lists.get(team.tenant, goers.id)).name == "Rustaceans"


async def test_a_list_is_copied_frozen_archived_and_brought_back(team: Team) -> None:
    await person(team, "Jane Doe", "go")
    goers = await made(team, "Goers", "tag:go")
    await becomes(team, goers.id, 1)
    await team.ada.slash("/contacts list goers")
    await team.ada.click("Make it static", within="modal")
    await team.ada.sees("Make Goers static?", within="modal")
    await team.ada.sees(
        "dropped for good, and nobody joins or leaves by it any more: people tagged go", within="modal"
    )
    await team.ada.closes_modal()
    await team.ada.sees("1 person · dynamic", within="modal")
    await team.ada.click("Make it static", within="modal")
    await team.ada.sees("Make Goers static?", within="modal")
    await team.ada.submit()
    await team.ada.sees("1 person · static", within="modal")
    await team.ada.click("Copy", within="modal")
    await team.ada.sees("Goers copy", within="modal")
    await team.ada.click("Archive", within="modal")
    await team.ada.sees("in the archive", within="modal")
    await team.ada.closes_modal(all_of_them=True)
    await team.ada.slash("/contacts lists")
    await team.ada.does_not_see("Goers copy", within="modal")
    await team.ada.click("Archive (1)", within="modal")
    await team.ada.click("Open", within="modal", beside="Goers copy")
    await team.ada.click("Bring back", within="modal")
    await team.ada.stops_seeing("in the archive", within="modal")
    assert [each.name for each in (await lists.page(team.tenant)).lists] == ["Goers", "Goers copy"]


async def test_lists_and_their_people_have_pages_and_orders(team: Team) -> None:
    alumni = await made(team, "Alumni")
    ids = [await person(team, f"Person {number:02}") for number in range(membership.PAGE + 2)]
    await membership.add_people(team.tenant, Author(team.ada.id), alumni.id, ids)
    for number in range(lists.PAGE):
        await made(team, f"List {number:02}")
    await team.ada.slash("/contacts lists")
    await team.ada.click("More lists", within="modal")
    await team.ada.sees("List 19", within="modal")
    await team.ada.click("From the beginning", within="modal")
    await team.ada.click("Open", within="modal", beside="Alumni")
    await team.ada.choose("Sort by", "Name")
    await team.ada.sees("Person 00", within="modal")
    await team.ada.does_not_see("Person 10", within="modal")
    await team.ada.click("More people", within="modal")
    await team.ada.sees("Person 11", within="modal")
    await team.ada.click("From the beginning", within="modal")
    await team.ada.click("Open card", within="modal", beside="Person 00")
    await team.ada.sees("No headline, position or location yet.", within="modal")


async def test_the_people_of_a_list_are_exported_and_something_is_done_with_them(team: Team) -> None:
    ids = [await person(team, name) for name in ("Jane Doe", "Bo Lin", "Di Fox")]
    friends = await made(team, '"Old" friends')
    await team.ada.slash("/contacts lists")
    await team.ada.click("Open", within="modal", beside='"Old" friends')
    await team.ada.sees("[Share]", within="modal")
    await team.ada.does_not_see("[Export]", within="modal")
    await team.ada.closes_modal()
    await membership.add_people(team.tenant, Author(team.ada.id), friends.id, ids[:2])
    await team.ada.click("Open", within="modal", beside='"Old" friends')
    await team.ada.click("Export", within="modal")
    await team.ada.sees("2 people on the list", within="modal")
    await team.ada.closes_modal()
    await team.ada.click("Select", within="modal")
    await team.ada.fill({"Whom": "All who match: 2 people", "What to do": "Tag them"})
    await team.ada.submit()
    await team.ada.sees("Tag them: 2 people", within="modal")
    await team.ada.fill({"Tags": ["go"]})
    await team.ada.submit()
    await team.ada.sees("2 people tagged go.", within="Roster")


async def test_a_shared_list_tells_its_channel_who_comes_and_goes_as_one_message(team: Team) -> None:
    jane, bo = await person(team, "Jane Doe"), await person(team, "Bo Lin")
    await person(team, "Di Fox", "go")
    goers = await made(team, "Goers", "tag:go")
    await becomes(team, goers.id, 1)
    await team.ada.slash("/contacts list goers")
    await team.ada.click("Share", within="modal")
    await team.ada.fill(channel="recruiting")
    await team.ada.choose("From now on", "Tell the channel who comes onto the list and who leaves it")
    await team.ada.submit()
    await team.ada.sees("Ada Okafor shares the list Goers: 1 person", within="recruiting")
    await team.ada.sees("This channel hears who comes onto it", within="recruiting")
    ben = Author(team.ben.id)
    await set_tags(team.tenant, ben, jane, (), ("go",))
    await becomes(team, goers.id, 2)
    await set_tags(team.tenant, ben, bo, (), ("go",))
    await becomes(team, goers.id, 3)
    await set_tags(team.tenant, ben, jane, ("go",), ())
    await becomes(team, goers.id, 2)
    await FollowedEntry.filter().update(due_at=datetime.now(UTC) - timedelta(seconds=1))
    told = await team.slack.person("ada", patience=20).sees_message("Bo Lin", within="recruiting")
    shown = team.ada.screen(told).replace("\n ·", " ·")
    assert "Jane Doe · Roster put this person on Goers: tag go added by Ben Lindqvist" in shown
    assert "Bo Lin · Roster put this person on Goers: tag go added by Ben Lindqvist" in shown
    assert "Jane Doe · Roster took this person off Goers: tag go removed by Ben Lindqvist" in shown


async def test_a_channel_without_roster_is_refused(team: Team) -> None:
    await made(team, "Alumni")
    await team.ada.slash("/contacts list alumni")
    await team.ada.click("Share", within="modal")
    await team.ada.fill(channel="sourcing")
    await team.ada.submit()
    await team.ada.sees("Roster is not in that channel", within="modal")


async def test_a_list_that_is_not_there_is_said(team: Team) -> None:
    await team.ada.slash("/contacts list alumni")
    await team.ada.sees("There is no list called alumni.", within="modal")


async def test_the_app_home_has_the_first_lists_and_the_saved_searches(team: Team) -> None:
    jane = await person(team, "Jane Doe")
    alumni = await made(team, "Alumni")
    await membership.add_people(team.tenant, Author(team.ada.id), alumni.id, [jane])
    for number in range(5):
        await made(team, f"List {number}")
    ada, ben = Author(team.ada.id), Author(team.ben.id)
    await saved_searches.save(team.tenant, ada, "Mine", "owner:me", is_shared=False)
    await saved_searches.save(team.tenant, ben, "Berlin", "location:berlin", is_shared=True)
    await team.ada.opens_home()
    await team.ada.sees("Alumni", within="home")
    await team.ada.sees("1 person · static", within="home")
    await team.ada.sees("Berlin · everybody's", within="home")
    await team.ada.does_not_see("List 4", within="home")
    await team.ada.click("Delete", within="home", beside="Mine")
    await team.ada.stops_seeing("owner:me", within="home")
    await team.ada.click("Open", within="home", beside="Alumni")
    await team.ada.sees("Jane Doe", within="modal")
    await team.ada.closes_modal()
    await team.ada.click("All lists", within="home")
    await team.ada.sees("List 4", within="modal")


async def test_lists_are_searched_and_made_of_colleagues_by_name(team: Team) -> None:
    await person(team, "Jane Doe", "go", location="Berlin")
    bo = await person(team, "Bo Lin", location="Berlin")
    alumni = await made(team, "Alumni")
    await membership.add_people(team.tenant, Author(team.ada.id), alumni.id, [bo])
    await made(team, "Goers", "tag:go")
    await team.ada.slash("/contacts list:alumni location:berlin")
    await team.ada.sees("Bo Lin")
    await team.ada.does_not_see("Jane Doe")
    await team.ada.slash("/contacts list:goers")
    await team.ada.sees("Jane Doe")
    await team.ada.slash("/contacts list new")
    await team.ada.fill(name="Ben's", query="owner:@ben OR list:alumni")
    await team.ada.submit()
    await team.ada.sees("owned by Ben Lindqvist", within="modal")
    await team.ada.submit()
    await team.ada.sees("dynamic", within="modal")
    kept = await lists.named(team.tenant, "Ben's")
    assert kept
    assert kept.query == f"owner:@{team.ben.id} OR list:alumni"
    await becomes(team, kept.id, 1)
