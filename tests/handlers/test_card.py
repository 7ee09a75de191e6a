"""A person's card: long for colleagues, short where a guest reads along, and what old cards say of who is gone."""

from crm import bin as bin_
from crm import contacts
from crm.types import Author, Contact, ContactDraft
from tests.bots import Team

JANE = ContactDraft(
    name="Jane Doe",
    headline="Staff engineer, databases",
    email="jane@example.com",
    phone="+49 30 1234567",
    company="Halden Robotics",
    title="Staff Engineer",
    profile_url="linkedin.com/in/jane-doe",
    tags=("go",),
)


async def jane(team: Team) -> Contact:
    return await contacts.add(team.tenant, Author(team.ben.id), JANE)


async def add_in(team: Team, channel: str) -> None:
    await team.ada.slash("/contact add", channel=channel)
    await team.ada.sees_modal("Add a person")
    await team.ada.fill(Name="Jane Doe", Headline="Databases", **{"E-mail": "jane@example.com"})
    await team.ada.submit()
    await team.ada.sees_modal("Added")
    await team.ada.closes_modal()


async def test_among_colleagues_the_whole_card_is_posted(team: Team) -> None:
    await add_in(team, "general")
    card = await team.ben.sees_message("Jane Doe", within="general")
    await team.ben.sees("jane@example.com", within=card)
    await team.ben.does_not_see("Show details", within=card)


async def test_where_a_guest_reads_along_details_are_shown_only_to_a_colleague_who_asks(team: Team) -> None:
    await add_in(team, "recruiting")
    gwen = team.slack.person("gwen")
    card = await gwen.sees_message("Jane Doe", within="recruiting")
    await gwen.sees("Databases", within=card)
    await gwen.does_not_see("jane@example.com", within="recruiting")

    await gwen.click("Show details", within=card)
    await gwen.sees("Only members of this workspace can do that", within="recruiting")
    await gwen.click("Edit", within=card)
    await gwen.slash("/contacts export", channel="Roster")
    await gwen.sees("Only members of this workspace can do that", within="Roster")
    await gwen.does_not_see("The export has begun")
    assert gwen.modal is None
    await team.ben.click("Show details", within=card)
    await team.ben.sees("jane@example.com", within="recruiting")
    await team.ada.does_not_see("jane@example.com", within="recruiting")
    await gwen.does_not_see("jane@example.com", within="recruiting")

    # Neither does acting on the card bring out what it keeps to itself, nor does asking for it.
    await team.ben.click("Note", within=card)
    await team.ben.sees_modal("Note")
    await team.ben.fill(Note="Met at a meetup")
    await team.ben.submit()
    await gwen.sees("Last activity: 📝 note", within=card)
    await gwen.does_not_see("jane@example.com", within=card)
    await gwen.slash("/contact jane", channel="recruiting")
    await gwen.sees("Show details", within="recruiting")
    await gwen.does_not_see("jane@example.com", within="recruiting")
    for draft in (
        ContactDraft(name="Jane Roe", email="roe@example.com"),
        ContactDraft(email="jane@roe.example"),
    ):
        await contacts.add(team.tenant, Author(team.ben.id), draft)
    await gwen.slash("/contact jane", channel="Roster")
    await gwen.sees("3 people for jane", within="Roster")
    await gwen.does_not_see("@", within="Roster")


async def test_an_old_card_says_who_deleted_the_person_and_has_them_back(team: Team) -> None:
    await add_in(team, "general")
    card = await team.ben.sees_message("Jane Doe", within="general")
    await bin_.delete(team.tenant, Author(team.ada.id), 1)

    await team.ben.click("Edit", within=card)
    await team.ben.sees("Jane Doe was deleted by @Ada Okafor", within="modal")
    await team.ben.closes_modal()
    await team.ben.sees("Jane Doe was deleted by @Ada Okafor", within=card)
    await team.ben.click("Restore", within=card)
    await team.ben.sees("Databases", within=card)
    await team.ben.click("Timeline", within=card)
    await team.ben.sees("restored this person", within="modal")
    await team.ben.sees("deleted this person", within="modal")


async def test_who_left_a_list_meanwhile_is_told_of_without_spoiling_the_list(team: Team) -> None:
    await jane(team)
    await contacts.add(team.tenant, Author(team.ben.id), ContactDraft(name="Jane Roe", location="Hamburg"))
    await team.ada.slash("/contact jane", channel="general")
    await team.ada.sees("2 people", within="general")
    await bin_.delete(team.tenant, Author(team.ben.id), 1)
    await team.ada.click("Open", within="general", beside="Staff Engineer")
    await team.ada.sees("was deleted on", within="general")
    await team.ada.sees("2 people", within="general")
