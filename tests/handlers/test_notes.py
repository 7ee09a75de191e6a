"""Notes, as a recruiter writes, corrects, pins and hides them."""

from typing import Any

from crm import contacts, notes, rich_text, timeline
from crm.types import Author, Contact, ContactDraft, NoteDraft, Reader
from tests.bots import Team
from tests.databases import on_one_database
from tests.waiting import patiently
from workspace.driver import Person

FORMATTED: dict[str, Any] = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Wants "},
                {"type": "text", "text": "Berlin", "style": {"bold": True, "client_highlight": True}},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "indent": 0,
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "four days"}]},
                {"type": "rich_text_section", "elements": [{"type": "link", "url": "https://jane.example"}]},
            ],
        },
    ],
}


async def jane(team: Team) -> Contact:
    return await contacts.add(team.tenant, Author(team.ada.id), ContactDraft(name="Jane Doe"))


async def opens(person: Person, button: str, channel: str = "general") -> None:
    """A card of their own, and what its button shows."""
    await person.slash("/contact jane", channel=channel)
    await person.sees("Jane Doe", within=channel)
    await person.click(button, within=channel)
    await person.sees_modal(button)
    await person.sees("Jane Doe", within="modal")


async def chooses(person: Person, button: str) -> None:
    """Of the newest note in the timeline, once it is opened."""
    await person.click("Open", within="modal", beside="Note")
    await person.sees_modal("Entry")
    await person.click(button, within="modal")


async def saves(team: Team, contact: Contact) -> None:
    """A note that no card in a channel may tell of: the form closes at the ack, a moment before the note is kept."""
    await team.ada.submit()
    await team.ada.sees_no_modal()
    async for attempt in patiently():
        with attempt:
            reader = Reader(team.ada.id, frozenset(await timeline.channels(team.tenant, contact.id)))
            assert (await timeline.page(team.tenant, contact.id, ("note",), reader=reader)).entries


@on_one_database
async def test_a_note_is_shown_and_edited_exactly_as_it_was_written(team: Team) -> None:
    contact = await jane(team)
    await opens(team.ada, "Note")
    await team.ada.fill({"Note": FORMATTED})
    await team.ada.submit()
    await team.ada.sees("Last activity: 📝 note", within="general")
    (entry, _) = (await timeline.page(team.tenant, contact.id)).entries
    assert entry.rich == FORMATTED
    assert entry.text == "Wants Berlin\n• four days\n• https://jane.example"

    await team.ada.click("Timeline", within="general")
    await team.ada.sees("wrote a note", within="modal")
    await team.ada.sees("four days", within="modal")
    modal = team.ada.modal
    assert modal is not None
    assert any(block.get("elements", [])[1:] == FORMATTED["elements"] for block in modal.view["blocks"])

    await chooses(team.ada, "Correct")
    await team.ada.sees_modal("Edit note")
    await team.ada.sees("four days", within="modal")
    await team.ada.submit()
    await team.ada.sees_modal("Entry")
    assert (await timeline.page(team.tenant, contact.id)).entries[0] == entry


@on_one_database
async def test_an_empty_note_is_refused(team: Team) -> None:
    await jane(team)
    await opens(team.ada, "Note")
    await team.ada.fill(Note="   ")
    await team.ada.submit()
    await team.ada.sees_error("Note", "Write something first")


async def test_ones_own_note_is_corrected_and_its_history_kept(team: Team) -> None:
    contact = await jane(team)
    await notes.add(team.tenant, Author(team.ada.id), contact.id, NoteDraft(rich_text.of_plain("Ask in May")))
    await opens(team.ada, "Timeline")
    await chooses(team.ada, "Correct")
    await team.ada.sees_modal("Edit note")
    await team.ada.fill(Note="Ask in June")
    await team.ada.submit()
    await team.ada.sees_modal("Entry")
    await team.ada.sees("Ask in June", within="modal")
    await team.ada.sees("Ask in May", within="modal")
    await team.ada.closes_modal()
    await team.ada.sees("edited", within="modal")

    await opens(team.ben, "Timeline")
    await team.ben.sees("Ask in June", within="modal")
    await team.ben.click("Open", within="modal", beside="Note")
    await team.ben.sees_modal("Entry")
    await team.ben.sees("Ask in May", within="modal")
    assert "Correct" not in team.ben.screen("modal")
    assert "Delete" not in team.ben.screen("modal")


async def test_ones_own_note_is_deleted(team: Team) -> None:
    contact = await jane(team)
    await notes.add(team.tenant, Author(team.ada.id), contact.id, NoteDraft(rich_text.of_plain("Not her")))
    await opens(team.ada, "Timeline")
    await chooses(team.ada, "Delete")
    await team.ada.sees("It is deleted", within="modal")
    await team.ada.closes_modal()
    await team.ada.stops_seeing("Not her", within="modal")
    assert (await contacts.get(team.tenant, contact.id)).last_activity is None


async def test_a_pinned_note_comes_first_on_the_timeline_and_on_the_card(team: Team) -> None:
    contact = await jane(team)
    for text in ("Salary 90k", "Met at a fair", "Called twice"):
        await notes.add(team.tenant, Author(team.ben.id), contact.id, NoteDraft(rich_text.of_plain(text)))
    await opens(team.ada, "Timeline")
    await chooses(team.ada, "Pin")
    await team.ada.sees("Unpin", within="modal")
    await team.ada.closes_modal()
    await team.ada.sees("Pinned", within="modal")
    await team.ada.closes_modal()

    await team.ben.slash("/contact jane", channel="recruiting")
    await team.ben.sees("📌 Called twice", within="recruiting")
    await team.ben.does_not_see("Salary 90k", within="recruiting")
    await opens(team.ben, "Timeline")
    await chooses(team.ben, "Unpin")
    await team.ben.stops_seeing("Unpin", within="modal")
    await team.ben.closes_modal()
    await team.ben.stops_seeing("📌", within="modal")


async def test_a_note_for_me_is_seen_by_me_alone(team: Team) -> None:
    contact = await jane(team)
    await opens(team.ada, "Note")
    await team.ada.fill(Note="My own doubts")
    await team.ada.choose("Visible to", "Only me")
    await saves(team, contact)

    await opens(team.ada, "Timeline")
    await team.ada.sees("My own doubts", within="modal")
    await team.ada.sees("only you", within="modal")
    await opens(team.ben, "Timeline")
    await team.ben.sees("added this person", within="modal")
    await team.ben.does_not_see("doubts", within="modal")
    await team.ben.does_not_see("wrote a note", within="modal")
    await team.ben.does_not_see("Last activity", within="general")


async def test_a_note_for_a_channel_is_seen_by_its_members(team: Team) -> None:
    contact = await jane(team)
    await team.ada.brings_the_bot("offers")
    await opens(team.ada, "Note")
    await team.ada.fill(Note="We may pay 95k")
    await team.ada.choose("Visible to", "The members of a channel")
    await team.ada.sees("One that Roster is in", within="modal")
    await team.ada.sees("We may pay 95k", within="modal")
    await team.ada.choose("Channel", "offers")
    await saves(team, contact)

    await opens(team.ben, "Timeline")
    await team.ben.sees("We may pay 95k", within="modal")
    mei = team.slack.person("mei")
    await opens(mei, "Timeline")
    await mei.sees("added this person", within="modal")
    await mei.does_not_see("95k", within="modal")
    await mei.does_not_see("Last activity", within="general")


@on_one_database
async def test_where_roster_cannot_know_the_members_the_note_stays_private_and_that_is_said(
    team: Team,
) -> None:
    contact = await jane(team)
    await opens(team.ada, "Note")
    await team.ada.fill(Note="Numbers")
    await team.ada.choose("Visible to", "The members of a channel")
    await team.ada.choose("Channel", "offers")
    await team.ada.submit()
    await team.ada.sees("visible to you alone for now", within="Roster")
    page = await timeline.page(team.tenant, contact.id, reader=Reader(team.ada.id))
    assert page.entries[0].audience == team.ada.id


async def test_files_are_attached_by_their_links(team: Team) -> None:
    await jane(team)
    await opens(team.ada, "Note")
    await team.ada.fill(Note="Her CV", Files="not a link")
    await team.ada.submit()
    await team.ada.sees_error("Files", "https://")
    await team.ada.fill(Files="https://halden.slack.com/files/U1/F1/jane%20doe.pdf")
    await team.ada.submit()
    await team.ada.sees("Last activity: 📝 note", within="general")
    await opens(team.ben, "Timeline")
    await team.ben.sees("📎 jane doe.pdf", within="modal")
