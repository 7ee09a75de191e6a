"""A person's profile, read and changed part by part in modals."""

import pytest

from crm import contacts
from crm.types import Author, Contact, ContactDraft
from tests.bots import Team
from tests.databases import on_one_database
from workspace.conversations import Message
from workspace.driver.waiting import NotSeen

PNG = b"\x89PNG\r\n\x1a\n"
JANE = ContactDraft(
    name="Jane Doe",
    headline="Engineer",
    email="jane@example.com",
    company="Halden Robotics",
    title="Staff Engineer",
    profile_url="linkedin.com/in/jane-quist-4a5b",
)


async def jane(team: Team) -> tuple[Contact, Message]:
    """Jane is in the book, and her card is before everybody in a channel."""
    contact = await contacts.add(team.tenant, Author(team.ada.id), JANE)
    await team.ada.slash("/contact jane", channel="general")
    return contact, await team.ada.sees_message("Jane Doe", within="general")


async def opens(team: Team, card: Message, section: str) -> None:
    await team.ada.click("Edit", within=card)
    await team.ada.sees(section, within="modal")
    await team.ada.click("Edit", within="modal", beside=section)


async def test_the_whole_profile_is_there_and_each_part_can_be_edited(team: Team) -> None:
    _, card = await jane(team)
    await team.ada.click("Edit", within=card)
    await team.ada.sees_modal("Profile")
    for shown in (
        "Headline: Engineer",
        "jane@example.com",
        "Staff Engineer at Halden Robotics",
        "Education: nothing yet",
        "Skills: nothing yet",
        "Owner and do-not-contact: nothing yet",
    ):
        await team.ada.sees(shown, within="modal")

    await team.ada.click("Edit", within="modal", beside="Contact details")
    await team.ada.sees_modal("Contact details")
    await team.ada.click("Add phone number")
    await team.ada.sees_modal("Add phone number")
    await team.ada.fill(Phone="12")
    await team.ada.submit()
    await team.ada.sees_error("Phone", "phone number")
    await team.ada.fill(Phone="+49 30 1234567", Kind="work")
    await team.ada.submit()
    await team.ada.sees("Saved: +49 30 1234567 (work)", within="modal")
    await team.ada.sees("+49 30 1234567 (work)", within="general")

    await team.ada.click("Add e-mail address")
    await team.ada.sees_modal("Add e-mail address")
    await team.ada.fill({"E-mail": "jane@halden.example"}, Kind="work")
    await team.ada.submit()
    await team.ada.sees("Saved: jane@halden.example (work)", within="modal")
    await team.ada.click("Make primary", within="modal", beside="jane@halden.example")
    await team.ada.sees("jane@halden.example (work) · primary", within="modal")
    await team.ada.click("Remove", within="modal", beside="jane@example.com")
    await team.ada.stops_seeing("jane@example.com", within="modal")
    await team.ada.stops_seeing("jane@example.com", within="general")
    await team.ada.click("← Whole profile")
    await team.ada.sees_modal("Profile")
    await team.ada.closes_modal()

    await team.ada.click("Timeline", within="general")
    await team.ada.sees("phone: +49 30 1234567 (work)", within="modal")
    await team.ada.sees("removed e-mail: jane@example.com", within="modal")


@on_one_database
async def test_a_career_says_what_it_understood_and_suggests_companies(team: Team) -> None:
    _, card = await jane(team)
    await opens(team, card, "Experience")
    await team.ada.sees_modal("Experience")
    await team.ada.click("Add position")
    await team.ada.sees_modal("Add position")
    await team.ada.fill(Company="Wexford", Title="Lead", From="soon")
    await team.ada.submit()
    await team.ada.sees_error("From", "Write a date as Mar 2021")
    await team.ada.fill({"From": "03/2021", "Still there": "Still there"})
    await team.ada.submit()
    await team.ada.sees("Saved: Lead at Wexford, Mar 2021 to today", within="modal")
    await team.ada.sees("Lead at Wexford", within="general")

    await team.ada.click("Change", within="modal", beside="Staff Engineer")
    modal = await team.ada.sees_modal("Experience")
    await team.ada.sees("Halden Robotics", within="modal")
    assert modal.title == "Experience"
    await team.ada.fill(To="2020", **{"Still there": ()})
    await team.ada.submit()
    await team.ada.sees("Staff Engineer at Halden Robotics, until 2020", within="modal")

    await team.ada.click("← Whole profile")
    await team.ada.click("Edit", within="modal", beside="Skills")
    await team.ada.click("Add skill")
    with pytest.raises(NotSeen, match=r"there is 'Kubernetes'$"):
        await team.ada.choose("Skill", "k8s")
    await team.ada.choose("Skill", "Kubernetes")
    await team.ada.submit()
    await team.ada.sees("Saved: Kubernetes", within="modal")
    await team.ada.sees("Skills: Kubernetes", within="general")
    await team.ada.click("Add skill")
    await team.ada.choose("Skill", "Kubernetes")
    await team.ada.submit()
    await team.ada.sees("has that skill already", within="modal")


async def test_an_address_of_somebody_else_says_whose_and_keeps_what_was_typed(team: Team) -> None:
    await contacts.add(
        team.tenant, Author(team.ben.id), ContactDraft(name="Mei Lin", email="mei@example.com")
    )
    _, card = await jane(team)
    await opens(team, card, "Contact details")
    await team.ada.click("Add e-mail address")
    await team.ada.fill({"E-mail": "MEI@example.com"})
    await team.ada.submit()
    await team.ada.sees("MEI@example.com already belongs to Mei Lin", within="modal")
    await team.ada.click("Open card")
    await team.ada.sees_modal("Contact")
    await team.ada.sees("Mei Lin", within="modal")
    await team.ada.closes_modal()
    await team.ada.sees_modal("Add e-mail address")
    await team.ada.fill({"E-mail": "jane.d@example.com"})
    await team.ada.submit()
    await team.ada.sees("Saved: jane.d@example.com", within="modal")


async def test_who_saves_second_chooses_field_by_field(team: Team) -> None:
    contact, _ = await jane(team)
    for person in (team.ada, team.ben):
        await person.slash("/contact jane doe", channel="general")
        await person.click("Edit", within="general")
        await person.sees_modal("Profile")
        await person.click("Edit", within="modal", beside="Basic")
        await person.sees_modal("Basic")
    await team.ada.fill(Headline="Ada's headline", Location="Berlin")
    await team.ada.submit()
    await team.ada.sees("Saved: Ada's headline, Berlin", within="modal")

    await team.ben.fill(Name="Jane Q. Doe", Headline="Ben's headline", Location="Leipzig")
    await team.ben.submit()
    await team.ben.sees("saved while you were editing", within="modal")
    await team.ben.sees("It now says: Ada's headline", within="modal")
    await team.ben.choose("Headline: whose?", "Leave theirs")
    await team.ben.submit()
    await team.ben.sees("Saved:", within="modal")
    after = await contacts.get(team.tenant, contact.id)
    assert (after.name, after.headline, after.location) == ("Jane Q. Doe", "Ada's headline", "Leipzig")


async def test_a_link_suggests_a_name_and_overwrites_none(team: Team) -> None:
    _, card = await jane(team)
    await opens(team, card, "Basic")
    await team.ada.sees("Name from the link: Jane Quist", within="modal")
    assert team.ada.modal is not None
    assert team.ada.modal.value("Name") == "Jane Doe"
    await team.ada.fill(Location="Berlin")
    await team.ada.click("Take it")
    await team.ada.stops_seeing("Name from the link", within="modal")
    await team.ada.submit()
    await team.ada.sees("Saved: Jane Quist, Berlin", within="modal")
    await team.ada.closes_modal()

    await team.ada.slash("/contact add", channel="general")
    await team.ada.sees_modal("Add a person")
    await team.ada.fill(Name="M", Profile_link="linkedin.com/in/mei-lin")
    await team.ada.sees("Name from the link: Mei Lin", within="modal")
    assert team.ada.modal.value("Name") == "M"
    await team.ada.click("Take it")
    await team.ada.stops_seeing("Name from the link", within="modal")
    await team.ada.submit()
    await team.ada.sees_modal("Added")
    await team.ada.sees("Mei Lin", within="general")


@on_one_database
async def test_a_picture_is_uploaded_and_taken_away(team: Team) -> None:
    contact, card = await jane(team)
    await opens(team, card, "Basic")
    await team.ada.sees_modal("Basic")
    await team.ada.fill({"Photo by upload": ("notes.txt", b"no picture")})
    await team.ada.submit()
    await team.ada.sees_error("Photo by upload", "Choose a picture")
    await team.ada.fill({"Photo by upload": ("jane.png", PNG)})
    await team.ada.submit()
    await team.ada.sees("Photo by upload: an uploaded picture", within="modal")
    assert (await contacts.get(team.tenant, contact.id)).photo_file.startswith("F")

    await team.ada.click("Edit", within="modal", beside="Basic")
    await team.ada.sees_modal("Basic")
    await team.ada.choose("Uploaded picture", "Remove the uploaded picture")
    await team.ada.submit()
    await team.ada.sees("Saved", within="modal")
    await team.ada.does_not_see("Photo by upload: an uploaded picture", within="modal")
    assert (await contacts.get(team.tenant, contact.id)).photo_file == ""


async def test_the_new_owner_is_told_and_do_not_contact_warns_with_its_reason(team: Team) -> None:
    _, card = await jane(team)
    await opens(team, card, "Owner and do-not-contact")
    await team.ada.fill({"Owner": team.ben.name, "Do not contact": "Do not contact"})
    await team.ada.submit()
    await team.ada.sees_error("Why not", "Say why")
    await team.ada.fill({"Why not": "Asked us in May"})
    await team.ada.submit()
    await team.ada.sees_modal("Profile")
    await team.ada.sees("Said by", within="modal")
    await team.ada.closes_modal()

    await team.ben.sees("made you the owner of Jane Doe", within="Roster")
    await team.ben.click("Open card", within="Roster")
    await team.ben.sees("Do not contact", within="Roster")
    await team.ada.sees("Do not contact", within="general")
    await team.ada.click("Note", within="general")
    await team.ada.sees("Asked us in May", within="modal")
    await team.ada.closes_modal()
    await team.ada.click("Timeline", within="general")
    await team.ada.sees(f"gave this person to @{team.ben.name}", within="modal")
    await team.ada.sees("marked this person as not to be contacted: Asked us in May", within="modal")
