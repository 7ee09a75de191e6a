"""A colleague reads what speaks for a skill, confirms it and disputes it."""

from crm import contacts
from crm.types import Author, ContactDraft
from tests.bots import Team
from tests.crm.profile.forms import Form


async def test_a_skill_is_confirmed_and_disputed_with_a_word_of_why(team: Team) -> None:
    draft = ContactDraft(name="Jane Doe", company="Halden", title="Kubernetes engineer")
    jane = await contacts.add(team.tenant, Author(team.ada.id), draft)
    for name in ("Go", "Kubernetes"):
        await (await Form.opened(team.tenant, jane.id, "skill")).save(Author(team.ada.id), name=name)
    await team.ben.slash("/contact jane", channel="general")
    await team.ben.click("Edit", within=await team.ben.sees_message("Jane Doe", within="general"))
    await team.ben.sees("Kubernetes · stated", within="modal")
    await team.ben.click("Edit", within="modal", beside="Skills")

    await team.ben.click("Confirm or dispute", within="modal", beside="Kubernetes")
    await team.ben.sees_modal("Confirm or dispute")
    await team.ben.fill({"How do you know?": "x" * 301})
    await team.ben.submit()
    await team.ben.sees_error("How do you know?", "That is too long")
    await team.ben.fill({"How do you know?": "Ran ours for a year"})
    await team.ben.submit()
    await team.ben.sees("Confirmed: Kubernetes", within="modal")
    await team.ben.sees("Kubernetes · verified", within="modal")
    await team.ben.sees("Go · stated", within="modal")

    await team.ben.click("Evidence", within="modal", beside="Kubernetes")
    await team.ben.sees_modal("Evidence")
    await team.ben.sees(f"Confirmed by @{team.ben.name}", within="modal")
    await team.ben.sees("Ran ours for a year", within="modal")
    await team.ben.sees("Kubernetes engineer at Halden", within="modal")
    await team.ben.click("Confirm or dispute")
    await team.ben.fill({"What you have seen": "Dispute: they do not", "How do you know?": "I mistook her"})
    await team.ben.submit()
    await team.ben.sees("Kubernetes · disputed", within="modal")

    await team.ben.click("Evidence", within="modal", beside="Go")
    await team.ben.sees("says nothing against anybody", within="modal")
    await team.ben.click("← Skills")
    await team.ben.sees_modal("Skills")
    await team.ben.closes_modal()
    await team.ben.click("Timeline", within="general")
    await team.ben.sees("confirmed the skill Kubernetes: Ran ours for a year", within="modal")
    await team.ben.sees("disputed the skill Kubernetes: I mistook her", within="modal")
