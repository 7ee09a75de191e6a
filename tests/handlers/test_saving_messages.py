"""*Save to contact*: a message, or its thread, goes into the timeline of the person it is about."""

from crm import contacts, timeline
from crm.types import Author, Contact, ContactDraft
from tests.bots import Team
from tests.databases import on_one_database
from tests.handlers.test_notes import opens

SIGNED = (
    "Happy to talk!\n\nBest regards\nZoe Roe\nStaff Engineer\nBrightwater Labs\nzoe@brightwater.example.com"
)


async def jane(team: Team) -> Contact:
    draft = ContactDraft(name="Jane Doe", email="jane@example.com")
    return await contacts.add(team.tenant, Author(team.ada.id), draft)


async def test_a_message_is_kept_with_its_author_time_and_link(team: Team) -> None:
    contact = await jane(team)
    message = await team.ben.says(
        "jane@example.com is free from May on, says @mei & co.", channel="recruiting"
    )
    await team.ada.message_shortcut("Save to contact", message)
    await team.ada.sees("is free from May on", within="modal")
    await team.ada.sees("Contact: Jane Doe", within="modal")
    await team.ada.submit()
    await team.ada.sees("It stands in the timeline of Jane Doe", within="modal")
    await team.ada.closes_modal()

    entry = next(
        each for each in (await timeline.page(team.tenant, contact.id)).entries if each.kind == "saved"
    )
    assert entry.text == f"jane@example.com is free from May on, says @{team.slack.person('mei').name} & co."
    assert entry.occurred_at.timestamp() == float(message.ts)
    assert message.ts.replace(".", "") in entry.data["files"][0]["permalink"]
    await opens(team.ben, "Timeline")
    await team.ben.sees(f"saved a message of {team.ben.name}", within="modal")
    await team.ben.sees("Open in Slack", within="modal")


async def test_a_person_is_suggested_by_name_and_another_can_be_chosen(team: Team) -> None:
    await jane(team)
    bo = await contacts.add(team.tenant, Author(team.ada.id), ContactDraft(name="Bo Li"))
    message = await team.ben.says("Lunch with Jane Doe was great", channel="recruiting")
    await team.ada.message_shortcut("Save to contact", message)
    await team.ada.sees("Contact: Jane Doe", within="modal")
    await team.ada.choose("Contact", "Bo Li")
    await team.ada.submit()
    await team.ada.sees("It stands in the timeline of Bo Li", within="modal")
    assert {entry.kind for entry in (await timeline.page(team.tenant, bo.id)).entries} == {"saved", "added"}


async def test_a_whole_thread_is_kept_in_its_order(team: Team) -> None:
    contact = await jane(team)
    root = await team.ben.says("Who knows Jane Doe?", channel="recruiting")
    await team.ada.says("I do", channel="recruiting", thread=root)
    await team.ben.says("Could she start in May?", channel="recruiting", thread=root)
    await team.ada.message_shortcut("Save to contact", root)
    await team.ada.sees("Contact: Jane Doe", within="modal")
    await team.ada.choose("Thread", "Save the whole thread")
    await team.ada.submit()
    await team.ada.sees("It stands in the timeline", within="modal")
    (entry,) = (await timeline.page(team.tenant, contact.id, ("saved",))).entries
    written = [entry.text.index(text) for text in ("Who knows Jane Doe?", "I do", "Could she start in May?")]
    assert written == sorted(written)
    assert entry.data["count"] == 3


async def test_what_was_said_in_a_private_channel_stays_among_its_members(team: Team) -> None:
    await jane(team)
    await team.ada.brings_the_bot("offers")
    message = await team.ben.says("Jane Doe gets 95k", channel="offers")
    await team.ada.message_shortcut("Save to contact", message)
    await team.ada.sees("Visible to: 🔒 The members of this channel", within="modal")
    await team.ada.submit()
    await team.ada.sees("It stands in the timeline", within="modal")
    await team.ada.closes_modal()
    await opens(team.ben, "Timeline")
    await team.ben.sees("95k", within="modal")
    mei = team.slack.person("mei")
    await opens(mei, "Timeline")
    await mei.sees("added this person", within="modal")
    await mei.does_not_see("95k", within="modal")


@on_one_database
async def test_who_signed_a_message_is_added_from_it(team: Team) -> None:
    message = await team.ben.says(SIGNED, channel="recruiting")
    await team.ada.message_shortcut("Save to contact", message)
    await team.ada.click("Add Zoe Roe", within="modal")
    modal = await team.ada.sees_modal("Add a person")
    assert [modal.value(label) for label in ("Name", "Title", "Company", "E-mail")] == [
        "Zoe Roe",
        "Staff Engineer",
        "Brightwater Labs",
        "zoe@brightwater.example.com",
    ]
    await team.ada.submit()
    await team.ada.sees_modal("Added")
    await team.ada.closes_modal()
    await team.ada.choose("Contact", "Zoe Roe")
    await team.ada.submit()
    await team.ada.sees("It stands in the timeline of Zoe Roe", within="modal")


@on_one_database
async def test_a_pasted_signature_fills_the_form(team: Team) -> None:
    await team.ada.slash(f"/contact add {SIGNED}", channel="general")
    modal = await team.ada.sees_modal("Add a person")
    assert modal.value("Title") == "Staff Engineer"
    assert modal.value("E-mail") == "zoe@brightwater.example.com"
