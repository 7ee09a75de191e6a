"""Do we know this person? Asked on a message, answered by itself where that is wanted, and warned of before outreach."""

from datetime import UTC, datetime, timedelta

from crm import activities, contacts, knowing, settings, timeline
from crm.types import ActivityDraft, Author, Contact, ContactDraft, WorkspaceSettings
from storage.models import Contact as ContactRow
from storage.models import Delivery
from tests.bots import Team
from tests.databases import on_one_database
from tests.waiting import patiently
from views.cooldown import cooldown_warning

JANE = ContactDraft(
    name="Jane Doe",
    email="jane@example.com",
    phone="+49 30 1234567",
    company="Halden Robotics",
    title="Staff Engineer",
    profile_url="linkedin.com/in/jane-doe",
)


async def jane(team: Team) -> Contact:
    contact = await contacts.add(team.tenant, Author(team.ben.id), JANE)
    await timeline.add_note(team.tenant, Author(team.ben.id), contact.id, "Likes databases")
    await ContactRow.filter(id=contact.id).update(
        owner_id=team.ben.id, do_not_contact=True, do_not_contact_reason="asked us to stop"
    )
    return contact


async def test_who_is_this_answers_to_who_asked_only(team: Team) -> None:
    await jane(team)
    for said in (
        "Has anybody heard of Jane@Example.com?",
        "see https://de.linkedin.com/in/Jane-Doe/?trk=1 please",
        "call +49 (0)30 123 45 67",
    ):
        message = await team.ben.says(said, channel="general")
        await team.ada.message_shortcut("Who is this?", message)
        await team.ada.sees("Jane Doe · Staff Engineer at Halden Robotics", within="general")
    await team.ada.sees("⛔ Do not contact: asked us to stop", within="general")
    await team.ada.sees("Last touch: note by", within="general")
    await team.ada.sees("Owner: ", within="general")
    await team.ben.does_not_see("Do not contact", within="general")

    message = await team.ben.says("nora@example.com wrote again", channel="recruiting")
    await team.ada.message_shortcut("Who is this?", message)
    await team.ada.sees("nora@example.com is nobody in the book", within="recruiting")
    await team.ada.click("Add a person", within="recruiting")
    modal = await team.ada.sees_modal("Add a person")
    assert "nora@example.com" in modal.text
    await team.ada.closes_modal()

    message = await team.ben.says("good morning", channel="recruiting")
    await team.ada.message_shortcut("Who is this?", message)
    await team.ada.sees("There is no e-mail address", within="recruiting")


async def test_messages_are_answered_by_themselves_only_where_that_is_wanted(team: Team) -> None:
    await jane(team)
    await team.ada.says("jane@example.com again", channel="recruiting")
    await team.ada.does_not_see("Do not contact", within="recruiting")

    wanted = WorkspaceSettings(answers_who_is_this=True)
    await settings.change(team.tenant, Author(team.ada.id), wanted)
    await team.ada.says("what about jane@example.com", channel="recruiting")
    await team.ada.sees("Do not contact: asked us to stop", within="recruiting")
    await team.ben.does_not_see("Do not contact", within="recruiting")


async def test_what_people_say_to_each_other_is_kept_only_where_it_names_somebody(team: Team) -> None:
    before = await Delivery.all().count()
    await team.ada.says("good morning, lunch at 12:30?", channel="recruiting")
    await team.ada.says("has anybody heard of nora@example.com", channel="recruiting")
    async for attempt in patiently():
        with attempt:
            assert await Delivery.all().count() == before + 1


async def test_a_colleague_who_has_just_called_is_told_before_outreach(team: Team) -> None:
    contact = await jane(team)
    now = datetime.now(UTC)
    assert await knowing.recent_contact(team.tenant, contact.id, team.ada.id) is None
    ben, called = Author(team.ben.id), now - timedelta(days=3)
    await activities.log(team.tenant, ben, [contact.id], ActivityDraft("call", called, 10))

    recent = await knowing.recent_contact(team.tenant, contact.id, team.ada.id)
    assert recent is not None
    assert (recent.user_id, recent.kind, recent.days) == (team.ben.id, "call", 30)
    assert "called them" in str([block.to_dict() for block in cooldown_warning("Jane Doe", recent)])
    assert await knowing.recent_contact(team.tenant, contact.id, team.ben.id) is None
    await settings.change(team.tenant, ben, WorkspaceSettings(cooldown_days=2))
    assert await knowing.recent_contact(team.tenant, contact.id, team.ada.id) is None


@on_one_database
async def test_the_form_of_an_activity_warns_of_outreach_within_the_cooldown(team: Team) -> None:
    contact = await jane(team)
    called = datetime.now(UTC) - timedelta(days=3)
    await activities.log(team.tenant, Author(team.ben.id), [contact.id], ActivityDraft("call", called, 10))

    await team.ada.slash("/contact jane@example.com", channel="general")
    await team.ada.click("Log activity", within="general")
    await team.ada.sees("Your team waits 30 days", within="modal")
    await team.ada.sees("asked us to stop", within="modal")
    await team.ada.choose("What was it?", "Meeting")
    await team.ada.stops_seeing("Your team waits 30 days", within="modal")
    await team.ada.choose("What was it?", "Message")
    await team.ada.sees("Your team waits 30 days", within="modal")
    await team.ada.closes_modal()

    await team.ada.shortcut("Log activity")
    await team.ada.sees_modal("Log activity")
    await team.ada.choose("With whom?", "Jane Doe")
    await team.ada.sees("Your team waits 30 days", within="modal")
