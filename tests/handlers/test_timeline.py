"""The timeline as people read it: by day, by kind, by colleague, from a date on; each entry opened, corrected, deleted."""

from datetime import UTC, datetime, timedelta

from crm import activities, contacts, timeline
from crm.types import ActivityDraft, Author, Contact, ContactDraft
from storage.models import TimelineEntry
from tests.bots import Team
from tests.crm.profile.forms import Form
from tests.databases import on_one_database

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


async def jane(team: Team) -> Contact:
    """In the book since before anything else happened."""
    contact = await contacts.add(team.tenant, Author(team.ada.id), ContactDraft(name="Jane Doe"))
    await TimelineEntry.filter().update(occurred_at=NOON - timedelta(days=400))
    return contact


async def call(team: Team, contact: Contact, by: str, when: datetime, outcome: str) -> int:
    draft = ActivityDraft("call", when, 10, outcome)
    await activities.log(team.tenant, Author(by), [contact.id], draft)
    (entry, *_) = (
        await timeline.page(team.tenant, contact.id, ("call",), timeline.before(when + INSTANT))
    ).entries
    return entry.id


async def open_timeline(team: Team, channel: str = "recruiting") -> None:
    await team.ada.slash("/contact jane", channel=channel)
    await team.ada.click("Timeline", within=channel)
    await team.ada.sees_modal("Timeline")


async def test_it_is_read_by_day_by_colleague_and_from_a_date_on(team: Team) -> None:
    contact = await jane(team)
    late = datetime(2026, 3, 10, 23, 30, tzinfo=UTC)
    await call(team, contact, team.ada.id, late, "late at night")
    await call(team, contact, team.ben.id, late + timedelta(hours=1), "after midnight")
    for day in range(1, 13):
        await call(team, contact, team.ben.id, NOON + timedelta(days=day), f"outcome {day}.")

    await open_timeline(team)
    await team.ada.sees("outcome 12.", within="modal")
    await team.ada.sees("Sunday, 22 March 2026", within="modal")
    await team.ada.does_not_see("late at night", within="modal")

    await team.ada.choose("Jump to a date", "2026-03-10", within="modal")
    await team.ada.sees("Tuesday, 10 March 2026", within="modal")
    await team.ada.sees("late at night", within="modal")
    await team.ada.does_not_see("after midnight", within="modal")
    await team.ada.click("Newer", within="modal")
    await team.ada.sees("Wednesday, 11 March 2026", within="modal")
    await team.ada.sees("after midnight", within="modal")

    await team.ada.choose("By anybody", "Ada Okafor", within="modal")
    await team.ada.sees("late at night", within="modal")
    await team.ada.sees("added this person", within="modal")
    await team.ada.does_not_see("outcome", within="modal")
    await team.ada.click("Show everything", within="modal")
    await team.ada.sees("outcome 12.", within="modal")


async def test_ones_own_activity_is_corrected_and_what_it_was_is_kept(team: Team) -> None:
    contact = await jane(team)
    entry_id = await call(team, contact, team.ada.id, NOON, "not reached")
    await call(team, contact, team.ben.id, NOON - timedelta(days=1), "Ben's own")
    await open_timeline(team)
    await team.ada.sees("not reached", within="modal")
    await team.ada.click("Open", within="modal", beside="Call · 12:00")
    await team.ada.sees_modal("Entry")
    await team.ada.sees("logged a call of 10 minutes: not reached", within="modal")
    await team.ada.sees(f"/contact entry {entry_id}", within="modal")

    await team.ada.click("Correct", within="modal")
    await team.ada.sees_modal("Correct")
    await team.ada.sees("not reached", within="modal")
    await team.ada.fill(
        **{"What was it?": "Interview", "Outcome": "a strong yes", "How long, in minutes?": ""}
    )
    await team.ada.submit()
    await team.ada.sees_modal("Entry")
    await team.ada.sees("logged an interview: a strong yes", within="modal")
    await team.ada.sees("changed it: logged a call of 10 minutes: not reached", within="modal")
    await team.ada.closes_modal()
    await team.ada.sees_modal("Timeline")
    await team.ada.sees("Interview · 12:00 · edited", within="modal")

    await team.ada.click("Open", within="modal", beside="Interview")
    await team.ada.sees_modal("Entry")
    await team.ada.click("Delete", within="modal")
    await team.ada.sees("It is deleted", within="modal")
    await team.ada.closes_modal()
    await team.ada.stops_seeing("a strong yes", within="modal")
    assert (await contacts.get(team.tenant, contact.id)).last_activity is not None
    await team.ada.closes_modal(all_of_them=True)

    await team.ben.slash("/contact jane", channel="general")
    await team.ben.click("Timeline", within="general")
    await team.ben.click("Open", within="modal", beside="Added")
    await team.ben.sees_modal("Entry")
    await team.ben.sees("added this person", within="modal")
    assert "Correct" not in team.ben.screen("modal")


@on_one_database
async def test_an_entry_opened_on_top_of_three_modals_takes_the_place_of_the_third(team: Team) -> None:
    contact = await jane(team)
    await call(team, contact, team.ada.id, NOON, "not reached")
    await open_timeline(team)
    await team.ada.click("Open", within="modal", beside="Call")
    await team.ada.sees_modal("Entry")
    await team.ada.click("Contact", within="modal")
    await team.ada.sees_modal("Contact")
    await team.ada.click("Timeline", within="modal")
    await team.ada.sees_modal("Timeline")
    await team.ada.click("Open", within="modal", beside="Call")
    await team.ada.sees_modal("Entry")
    await team.ada.click("Correct", within="modal")
    await team.ada.sees_modal("Correct")
    await team.ada.fill(Outcome="reached")
    await team.ada.submit()
    await team.ada.sees_modal("Entry")
    page = await timeline.page(team.tenant, contact.id, ("call",))
    while page.entries[0].data["outcome"] != "reached":
        page = await timeline.page(team.tenant, contact.id, ("call",))


async def test_what_is_for_some_is_seen_by_them_alone(team: Team) -> None:
    contact = await jane(team)
    for audience, text in (
        ("", "for everybody"),
        (team.ada.id, "for Ada"),
        (team.slack.channel_id("sourcing"), "for the sourcers"),
    ):
        await timeline.record(
            team.tenant, Author(team.ada.id), contact.id, "note", text=text, audience=audience
        )
    hidden = await TimelineEntry.get(text="for the sourcers")
    await team.ben.slash("/contact jane", channel="general")
    await team.ben.click("Timeline", within="general")
    await team.ben.sees("for everybody", within="modal")
    await team.ben.does_not_see("for Ada", within="modal")
    await team.ben.does_not_see("for the sourcers", within="modal")
    await team.ben.closes_modal()
    await team.ben.slash(f"/contact entry {hidden.id}", channel="general")
    await team.ben.sees("no longer there, or it is not for you to see", within="general")

    await open_timeline(team)
    await team.ada.sees("for Ada", within="modal")
    await team.ada.sees("for the sourcers", within="modal")
    await team.ada.sees("only you", within="modal")
    await team.ada.closes_modal()
    await team.ada.slash(f"/contact entry #{hidden.id}", channel="general")
    await team.ada.sees("for the sourcers", within="general")
    await team.ada.slash("/contact entry seventeen", channel="general")
    await team.ada.sees("Type /contact entry and its number", within="general")


async def test_what_is_pinned_stands_on_top_of_the_first_page(team: Team) -> None:
    contact = await jane(team)
    for number in range(12):
        await timeline.add_note(team.tenant, Author(team.ben.id), contact.id, f"note number {number}.")
    await TimelineEntry.filter(text="note number 0.").update(pinned_at=datetime.now(UTC))
    await open_timeline(team)
    await team.ada.sees("Pinned", within="modal")
    await team.ada.sees("note number 0.", within="modal")
    await team.ada.click("Older", within="modal")
    await team.ada.sees("note number 1.", within="modal")
    await team.ada.does_not_see("Pinned", within="modal")


async def test_edits_of_one_person_within_two_minutes_are_one_entry(team: Team) -> None:
    contact = await jane(team)

    async def edited(by: str, **changes: str) -> None:
        await (await Form.opened(team.tenant, contact.id)).save(Author(by), **changes)

    await edited(team.ada.id, location="Berlin")
    await edited(team.ada.id, location="Bremen", headline="Welder")
    await edited(team.ada.id, location="Bonn", headline="")
    await edited(team.ben.id, location="Kiel")
    page = await timeline.page(team.tenant, contact.id, ("updated",))
    assert [(entry.author.user_id, entry.data["changes"]) for entry in page.entries] == [
        (team.ben.id, [{"field": "location", "before": "Bonn", "after": "Kiel"}]),
        (team.ada.id, [{"field": "location", "before": "", "after": "Bonn"}]),
    ]
    await edited(team.ben.id, location="Bonn")
    assert len((await timeline.page(team.tenant, contact.id, ("updated",))).entries) == 1
    await TimelineEntry.filter().update(occurred_at=NOON)
    await edited(team.ada.id, location="Ulm")
    assert len((await timeline.page(team.tenant, contact.id, ("updated",))).entries) == 2
