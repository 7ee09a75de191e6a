"""Nobody twice: an address that somebody has, two who become one, and the way back."""

from crm import contacts, timeline
from tests.bots import Team
from tests.handlers.test_contacts import JANE, add
from workspace.driver.modal import Modal

JANIE = {
    "Name": "Janie Doe",
    "Headline": "Builds things",
    "E-mail": "jane@example.com",
    "Location": "Potsdam",
    "Note": "Met at the fair",
}


async def add_clashing(team: Team, **fields: str) -> Modal:
    await team.ada.slash("/contact add", channel="recruiting")
    await team.ada.sees_modal("Add a person")
    await team.ada.fill(**fields)
    await team.ada.submit()
    await team.ada.sees("already belongs to Jane Doe", within="modal")
    modal = team.ada.modal
    assert modal is not None
    return modal


async def test_a_clash_shows_whose_it_is_and_both_are_merged_side_by_side(team: Team) -> None:
    await add(team, **JANE)
    modal = await add_clashing(team, **JANIE)
    assert "Staff Engineer at Halden Robotics" in modal.text
    assert "Builds things" in modal.text

    await team.ada.click("Merge with this person", within="modal")
    await team.ada.sees("become one", within="modal")
    await team.ada.sees("Kept from both", within="modal")
    await team.ada.fill(Headline="Builds things")
    await team.ada.submit()
    await team.ada.sees_modal("Merged")
    await team.ada.sees("Janie Doe and Jane Doe are one now", within="modal")
    await team.ada.sees("Builds things", within="modal")

    await team.ben.slash("/contact jane@example.com", channel="general")
    await team.ben.sees("Builds things", within="general")
    await team.ben.click("Timeline", within="general")
    await team.ben.sees("merged Janie Doe into this person")
    await team.ben.sees("Met at the fair")

    await team.ada.click("Merge another", within="modal")
    await team.ada.sees("Janie Doe was merged by", within="modal")
    await team.ada.choose("Name, e-mail, phone or profile link", "Jane Doe")
    await team.ada.sees("That is Jane Doe already; choose somebody else", within="modal")
    await team.ada.closes_modal()
    await team.ada.click("Unmerge", within="modal")
    await team.ada.sees("are two again, as they were", within="modal")
    await team.ada.click("Open Janie Doe", within="modal")
    await team.ada.sees("Builds things", within="modal")
    jane, janie = [(await contacts.get(team.tenant, id_)) for id_ in (1, 2)]
    assert (jane.headline, janie.headline) == ("Staff engineer, databases", "Builds things")


async def test_a_button_of_an_old_card_leads_to_who_is_left(team: Team) -> None:
    await add(team, **JANE)
    await add(team, Name="J. Doe", Location="Hamburg")
    old = await team.ben.sees_message("J. Doe", within="general")
    await add_clashing(team, Name="J. D.", Phone="+49 30 1234567")
    await team.ada.click("Merge with this person", within="modal")
    await team.ada.sees("become one", within="modal")
    await team.ada.submit()
    await team.ada.sees_modal("Merged")
    await team.ada.click("Merge another", within="modal")
    await team.ada.choose("Name, e-mail, phone or profile link", "J. Doe")
    await team.ada.sees("become one", within="modal")
    await team.ada.submit()
    await team.ada.sees("J. Doe and Jane Doe are one now", within="modal")

    await team.ben.click("Note", within=old)
    await team.ben.sees_modal("Note")
    await team.ben.fill(Note="Written on the old card")
    await team.ben.submit()
    await team.ben.sees("Staff Engineer at Halden Robotics", within=old)
    page = await timeline.page(team.tenant, 1, ("note",))
    assert [entry.text for entry in page.entries] == ["Written on the old card"]


async def test_both_may_have_it_for_a_reason(team: Team) -> None:
    await add(team, **JANE)
    await add_clashing(team, Name="Assistant of Jane", Phone="+49 30 1234567")
    await team.ada.fill(**{"Save anyway, because": "They share a desk"})
    await team.ada.submit()
    await team.ada.sees_modal("Added")
    await team.ada.closes_modal()

    await team.ada.slash("/contact +49 30 1234567", channel="general")
    await team.ada.sees("2 people", within="general")
    page = await timeline.page(team.tenant, 2, ("shared",))
    assert [entry.data["reason"] for entry in page.entries] == ["They share a desk"]


async def test_editing_into_a_clash_shows_it_too(team: Team) -> None:
    await add(team, **JANE)
    await add(team, Name="Janie Doe", Headline="Builds things")
    card = await team.ada.sees_message("Janie Doe", within="general")
    await team.ada.click("Edit", within=card)
    await team.ada.sees_modal("Profile")
    await team.ada.click("Edit", within="modal", beside="Contact details")
    await team.ada.click("Add e-mail address")
    await team.ada.sees_modal("Add e-mail address")
    await team.ada.fill({"E-mail": "jane@example.com"}, Kind="work")
    await team.ada.submit()
    await team.ada.sees("already belongs to Jane Doe", within="modal")
    await team.ada.click("Merge with this person", within="modal")
    await team.ada.sees("become one", within="modal")
    await team.ada.submit()
    await team.ada.sees("Jane Doe and Janie Doe are one now", within="modal")
    await team.ben.sees("Staff Engineer at Halden Robotics", within=card)
