"""Being reminded of a person: set on the card, told in time, done, put off, begun anew by a touch."""

from datetime import UTC, datetime, timedelta

from crm import contacts, digests, reminders, timeline
from crm.types import Author, Contact, ContactDraft, Reminder, ReminderDraft
from storage.models import Contact as ContactRow
from storage.models import Digest as DigestRow
from storage.models import Reminder as ReminderRow
from tests.bots import Team
from tests.databases import on_one_database


async def jane(team: Team) -> Contact:
    contact = await contacts.add(team.tenant, Author(team.ada.id), ContactDraft(name="Jane Doe"))
    await team.ada.slash("/contact jane", channel="general")
    await team.ada.click("Remind me", within="general")
    await team.ada.sees_modal("Remind me")
    return contact


async def set_for(team: Team, **chosen: str) -> None:
    await team.ada.fill(**{"What about?": "Ask about the offer", **chosen})
    await team.ada.submit()
    await team.ada.sees("You will be reminded of Jane Doe", within="modal")
    await team.ada.closes_modal()


async def only(team: Team) -> Reminder:
    (reminder,) = await reminders.open_of(team.tenant, team.ada.id)
    return reminder


async def time_has_come() -> None:
    """Instead of waiting until tomorrow."""
    past = datetime.now(UTC) - timedelta(minutes=1)
    await ReminderRow.filter().update(next_at=past, due_at=past)


async def told(team: Team) -> None:
    await time_has_come()
    await team.slack.person("ada", patience=15).sees("Ask about the offer", within="Roster")


async def test_a_reminder_is_told_once_and_done(team: Team) -> None:
    await jane(team)
    await set_for(team)
    assert (await only(team)).due_at.hour in range(24)
    await team.ada.does_not_see("Ask about the offer", within="Roster")
    await told(team)
    assert team.ada.screen("Roster").count("Ask about the offer") == 1
    await team.ada.click("Done", within="Roster")
    await team.ada.sees("· done", within="Roster")
    assert await reminders.open_of(team.tenant, team.ada.id) == ()
    assert team.ada.screen("Roster").count("Ask about the offer") == 1


@on_one_database
async def test_a_moment_that_is_past_is_refused(team: Team) -> None:
    await jane(team)
    await team.ada.fill(**{"When?": "Another date and time"})
    await team.ada.sees("Date and time", within="modal")
    yesterday = datetime.now(UTC) - timedelta(days=1)
    await team.ada.fill(**{"Date and time": int(yesterday.timestamp())})
    await team.ada.submit()
    await team.ada.sees_error("Date and time", "That is past")
    assert await reminders.open_of(team.tenant, team.ada.id) == ()


async def test_one_whose_moment_passed_while_roster_was_away_is_told_at_once(team: Team) -> None:
    contact = await contacts.add(team.tenant, Author(team.ada.id), ContactDraft(name="Jane Doe"))
    passed = datetime.now(UTC) - timedelta(minutes=1)
    draft = ReminderDraft(passed, "Ask about the offer", repeat="", restarts=False, timezone="UTC")
    await reminders.set_reminder(team.tenant, Author(team.ada.id), contact.id, draft)
    await team.slack.person("ada", patience=15).sees("Ask about the offer", within="Roster")


async def test_a_reminder_is_put_off(team: Team) -> None:
    await jane(team)
    await set_for(team)
    await told(team)
    await team.ada.choose("Snooze", "1 week", within="Roster")
    await team.ada.sees("snoozed, again", within="Roster")
    left = (await only(team)).due_at - datetime.now(UTC)
    assert timedelta(days=6) < left <= timedelta(days=7)


async def test_a_call_is_logged_from_the_reminder_which_stays(team: Team) -> None:
    contact = await jane(team)
    await set_for(team)
    await told(team)
    await team.ada.click("Note", within="Roster")
    await team.ada.sees_modal("Note")
    await team.ada.fill(Note="She takes it")
    await team.ada.submit()
    await team.ada.sees("Ask about the offer", within="Roster")
    page = await timeline.page(team.tenant, contact.id)
    while "She takes it" not in [entry.text for entry in page.entries]:
        page = await timeline.page(team.tenant, contact.id)


async def test_a_touch_by_anyone_begins_it_anew_where_that_was_chosen(team: Team) -> None:
    contact = await jane(team)
    await team.ada.choose("If somebody is in touch before", "Start over when anyone logs something with them")
    await set_for(team)
    before = (await only(team)).due_at
    await ReminderRow.filter().update(due_at=before - timedelta(hours=5), next_at=before - timedelta(hours=5))
    await timeline.add_note(team.tenant, Author(team.ben.id), contact.id, "Talked to her")
    assert before - timedelta(minutes=1) < (await only(team)).due_at


async def test_a_repeating_one_is_told_again_at_its_next_time(team: Team) -> None:
    await jane(team)
    await set_for(team, Repeat="Every week")
    due = (await only(team)).due_at
    await told(team)
    await team.ada.click("Done", within="Roster")
    await team.ada.sees("· done", within="Roster")
    again = await only(team)
    assert again.next_at == again.due_at == due + timedelta(weeks=1)


async def test_ones_own_are_listed_and_nobody_elses(team: Team) -> None:
    await team.ben.slash("/contacts reminders", channel="general")
    await team.ben.sees("You have no reminders", within="general")
    await jane(team)
    await set_for(team)
    await team.ada.slash("/contacts reminders", channel="general")
    await team.ada.sees("To come", within="general")
    await team.ben.slash("/contacts reminders", channel="recruiting")
    await team.ben.sees("You have no reminders", within="recruiting")
    await team.ada.click("Delete", within="general")
    await team.ada.sees("You have no reminders", within="general")


async def test_the_week_comes_to_who_wants_it(team: Team) -> None:
    contact = await jane(team)
    await set_for(team)
    await contacts.add(team.tenant, Author(team.ada.id), ContactDraft(name="Quiet Quentin"))
    long_ago = datetime.now(UTC) - timedelta(days=40)
    await ContactRow.filter(name="Quiet Quentin").update(created_at=long_ago)
    await team.ada.slash("/contacts digest sometimes", channel="general")
    await team.ada.sees("Type /contacts digest on or /contacts digest off", within="general")
    await team.ada.slash("/contacts digest on", channel="general")
    await team.ada.sees("Every Monday at 8:00", within="general")
    await DigestRow.filter().update(next_at=datetime.now(UTC) - timedelta(minutes=1))
    week = await digests.compose(team.tenant, team.ada.id, datetime.now(UTC))
    assert ([each.contact_id for each in week.due], week.overdue) == ([contact.id], ())
    assert [each.name for each in week.quiet] == ["Quiet Quentin"]
    await team.slack.person("ada", patience=20).sees("Your week", within="Roster")
    await team.ada.sees("Quiet Quentin", within="Roster")
    await team.ada.slash("/contacts digest off", channel="general")
    await team.ada.sees("no more digests", within="general")
    assert not await digests.is_subscribed(team.tenant, team.ada.id)
