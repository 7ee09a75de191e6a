"""Fields that a workspace makes for its contacts."""

from crm import contacts
from crm.profile import custom
from crm.types import Author, ContactDraft
from tests.bots import Team


async def test_admins_make_fields_and_everybody_fills_them(team: Team) -> None:
    await contacts.add(team.tenant, Author(team.ada.id), ContactDraft(name="Jane Doe"))
    await team.ada.slash("/contacts fields", channel="general")
    await team.ada.sees_modal("Your team's fields")
    for name, kind, choices in (
        ("Notice period", "Choice of several", "1 month\n3 months"),
        ("Salary", "Number", ""),
        ("Available from", "Date", ""),
        ("Referred by", "Colleague", ""),
    ):
        await team.ada.click("Add a field")
        await team.ada.sees_modal("Add a field")
        await team.ada.fill(Name=name, Kind=kind, Choices=choices)
        await team.ada.submit()
        await team.ada.sees_modal("Your team's fields")
        await team.ada.sees(name, within="modal")
    await team.ada.click("Add a field")
    await team.ada.fill(Name="SALARY")
    await team.ada.submit()
    await team.ada.sees("called SALARY already", within="modal")
    await team.ada.closes_modal()

    await team.ben.slash("/contact jane", channel="general")
    await team.ben.click("Edit", within="general")
    await team.ben.sees_modal("Profile")
    await team.ben.click("Edit", within="modal", beside="Your team's fields")
    await team.ben.sees("Available from", within="modal")
    await team.ben.fill(
        {
            "Notice period": "3 months",
            "Salary": "70000",
            "Available from": "2027-01-15",
            "Referred by": team.ada.name,
        }
    )
    await team.ben.submit()
    await team.ben.sees("Saved: 3 months, 70000, 15 Jan 2027", within="modal")
    await team.ben.closes_modal()
    await team.ben.sees("Notice period: 3 months", within="general")
    await team.ben.sees("Available from: 15 Jan 2027", within="general")
    await team.ben.click("Timeline", within="general")
    await team.ben.sees(f"Referred by: {team.ada.name}", within="modal")


async def test_fields_are_renamed_ordered_and_archived_by_admins_only(team: Team) -> None:
    await team.ada.slash("/contacts fields", channel="general")
    for name in ("First", "Second"):
        await team.ada.sees_modal("Your team's fields")
        await team.ada.click("Add a field")
        await team.ada.sees_modal("Add a field")
        await team.ada.fill(Name=name)
        await team.ada.submit()
    await team.ada.sees("Second", within="modal")
    await team.ada.click("Change", within="modal", beside="First")
    await team.ada.sees_modal("Change field")
    await team.ada.fill(Name="Salary")
    await team.ada.submit()
    await team.ada.sees("Salary", within="modal")
    await team.ada.click("Move down", within="modal", beside="Salary")
    await team.ada.click("Archive", within="modal", beside="Second")
    await team.ada.sees("Archived", within="modal")
    assert [field.label for field in await custom.fields(team.tenant)] == ["Second", "Salary"]
    await team.ada.click("Bring back")
    await team.ada.stops_seeing("Archived", within="modal")

    await team.ben.slash("/contacts fields", channel="general")
    await team.ben.sees("Admins of this workspace add and change them", within="modal")
    await team.ben.sees("Salary", within="modal")
    await team.ben.does_not_see("Add a field", within="modal")
