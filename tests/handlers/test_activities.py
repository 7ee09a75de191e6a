"""Notes, tags, logged activities, and the timeline that they land in."""

import time

from crm import contacts, timeline
from crm.types import Author, Contact, ContactDraft
from tests.bots import Team
from tests.databases import on_one_database
from workspace.conversations import Message
from workspace.faults import Says


async def jane(team: Team) -> tuple[Contact, Message]:
    """Jane is in the book, and her card is before Ada in a channel."""
    contact = await contacts.add(
        team.tenant, Author(team.ada.id), ContactDraft(name="Jane Doe", tags=("go",))
    )
    await team.ada.slash("/contact jane", channel="recruiting")
    return contact, await team.ada.sees_message("Jane Doe", within="recruiting")


async def test_a_note_lands_in_the_timeline_with_who_and_on_the_card(team: Team) -> None:
    _, card = await jane(team)
    await team.ada.click("Note", within=card)
    await team.ada.sees_modal("Note")
    await team.ada.sees("Jane Doe", within="modal")
    await team.ada.fill(Note="Wants to stay *hands-on*, says <!channel>")
    await team.ada.submit()
    await team.ada.sees("Last activity: 📝 note", within="recruiting")

    await team.ada.click("Timeline", within="recruiting")
    await team.ada.sees("wrote a note", within="modal")
    await team.ada.sees("Wants to stay *hands-on*, says <!channel>", within="modal")
    await team.ada.sees(team.ada.name, within="modal")


async def test_a_call_is_logged_with_length_and_outcome(team: Team) -> None:
    _, card = await jane(team)
    await team.ada.click("Log activity", within=card)
    await team.ada.sees("Jane Doe", within="modal")
    await team.ada.fill(
        **{"How long, in minutes?": "25", "Outcome": "Interested", "Notes": "Talk again in May"}
    )
    await team.ada.submit()
    await team.ada.sees("Last activity: 📞 call", within="recruiting")

    await team.ada.click("Timeline", within="recruiting")
    await team.ada.sees("logged a call of 25 minutes: Interested", within="modal")
    await team.ada.sees("Talk again in May", within="modal")


@on_one_database
async def test_an_activity_cannot_lie_in_the_future(team: Team) -> None:
    _, card = await jane(team)
    await team.ada.click("Log activity", within=card)
    await team.ada.sees("Jane Doe", within="modal")
    await team.ada.fill(**{"When?": str(int(time.time()) + 2 * 24 * 60 * 60)})
    await team.ada.submit()
    await team.ada.sees_error("When?", "future")


async def test_tags_are_chosen_among_known_ones_or_made(team: Team) -> None:
    await contacts.add(team.tenant, Author(team.ben.id), ContactDraft(name="Bo Li", tags=("Kubernetes",)))
    _, card = await jane(team)
    await team.ada.click("Tags", within=card)
    await team.ada.sees("Jane Doe", within="modal")
    await team.ada.choose("Tags", "go", "Kubernetes", "Berlin meetup")
    await team.ada.submit()

    await team.ada.sees("Kubernetes", within="recruiting")
    await team.ada.sees("Berlin meetup", within="recruiting")
    await team.ada.click("Timeline", within="recruiting")
    await team.ada.sees("tagged", within="modal")


async def test_the_timeline_is_paged_newest_first_and_filtered_by_kind(team: Team) -> None:
    contact, card = await jane(team)
    for number in range(14):
        await timeline.add_note(team.tenant, Author(team.ben.id), contact.id, f"note number {number}.")
    await team.ada.click("Timeline", within=card)
    await team.ada.sees("note number 13.", within="modal")
    await team.ada.does_not_see("note number 3.", within="modal")

    await team.ada.click("Older", within="modal")
    await team.ada.sees("note number 3.", within="modal")
    await team.ada.sees("added this person", within="modal")
    await team.ada.click("Newer", within="modal")
    await team.ada.sees("note number 13.", within="modal")

    await team.ada.choose("What", "Added, imported, merged", within="modal")
    await team.ada.sees("added this person", within="modal")
    await team.ada.does_not_see("note number", within="modal")


async def test_every_change_of_the_profile_is_an_entry(team: Team) -> None:
    _, card = await jane(team)
    await team.ada.click("Edit", within=card)
    await team.ada.sees_modal("Profile")
    await team.ada.click("Edit", within="modal", beside="Basic")
    await team.ada.sees("Headline", within="modal")
    await team.ada.fill(Headline="Staff engineer", Location="Berlin")
    await team.ada.submit()
    await team.ada.sees("Saved: Staff engineer, Berlin", within="modal")
    await team.ada.closes_modal()
    await team.ada.sees("Berlin", within="recruiting")

    await team.ada.click("Timeline", within="recruiting")
    await team.ada.sees("added headline: Staff engineer, location: Berlin", within="modal")


async def test_a_note_is_kept_although_its_card_is_too_old_to_change(team: Team) -> None:
    _, card = await jane(team)
    await team.ada.click("Note", within=card)
    await team.ada.sees("Jane Doe", within="modal")
    team.slack.fails("response_url", Says("used_url"))
    await team.ada.fill(Note="Written slowly")
    await team.ada.submit()
    await team.ada.sees_no_modal()
    await team.slack.has_failed("response_url")
    await team.ada.click("Timeline", within=card)
    await team.ada.sees("Written slowly", within="modal")
    await team.ada.does_not_see("Something went wrong")
