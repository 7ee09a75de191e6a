"""The App Home: greets once, finds, and shows each person what is theirs."""

from datetime import UTC, datetime, timedelta

from crm import contacts, settings
from crm.types import Author, ContactDraft, WorkspaceSettings
from storage.models import Contact as ContactRow
from storage.queries import reminders as reminder_rows
from tests.bots import Team
from tests.databases import on_one_database

GREETING = "this is Roster."


async def people(team: Team, *names: str) -> None:
    for name in names:
        await contacts.add(team.tenant, Author(team.ben.id), ContactDraft(name=name, headline="Go"))


@on_one_database
async def test_it_greets_the_first_time_only_and_says_how_to_begin(team: Team) -> None:
    await team.ada.opens_home()
    await team.ada.sees("Hello @Ada Okafor", within="home")
    await team.ada.sees(GREETING, within="home")
    await team.ada.sees("Nobody here yet", within="home")
    await team.ada.opens_home()
    await team.ada.stops_seeing(GREETING, within="home")
    await team.ben.opens_home()
    await team.ben.sees(GREETING, within="home")


@on_one_database
async def test_a_guest_is_shown_nobody(team: Team) -> None:
    await people(team, "Jane Doe")
    gwen = team.slack.person("gwen")
    await gwen.opens_home()
    await gwen.sees("Contacts are for the members of this workspace", within="home")
    await gwen.does_not_see("Jane Doe", within="home")


async def test_a_search_opens_the_card_or_a_list_or_offers_to_add(team: Team) -> None:
    await people(team, "Jane Doe", "Jane Roe", "Bo Li")
    await team.ada.opens_home()
    await team.ada.sees("3 people in the book", within="home")
    await team.ada.choose("Find a person", "bo li", within="home")
    await team.ada.sees_modal("Contact")
    await team.ada.sees("Bo Li", within="modal")
    await team.ada.closes_modal()
    await team.ada.choose("Find a person", "jane", within="home")
    await team.ada.sees("2 people for jane", within="modal")
    await team.ada.click("Open", within="modal", beside="Jane Roe")
    await team.ada.sees("Log activity", within="modal")
    await team.ada.closes_modal(all_of_them=True)
    await team.ada.choose("Find a person", "nora", within="home")
    await team.ada.sees("Nobody found for nora", within="modal")
    await team.ada.closes_modal()

    # Whom she has looked at stands there the next time.
    await team.ada.opens_home()
    await team.ada.sees("Your recent people", within="home")
    await team.ada.sees("Jane Roe", within="home")
    await team.ada.does_not_see("Jane Doe", within="home")


async def test_what_is_due_and_who_has_gone_quiet_stands_there(team: Team) -> None:
    await people(team, "Jane Doe", "Bo Li", "Kim Ray")
    long_ago = datetime.now(UTC) - timedelta(days=60)
    await ContactRow.filter(id__in=[1, 2]).update(owner_id=team.ada.id)
    await ContactRow.filter(id=1).update(last_activity_at=long_ago)
    await reminder_rows.create(
        team.tenant.key,
        3,
        user_id=team.ada.id,
        text="Ask about the offer",
        delay_seconds=1,
        timezone="UTC",
        anchor_at=long_ago,
        due_at=long_ago,
        next_at=None,
        created_at=long_ago,
    )
    await team.ada.opens_home()
    await team.ada.sees("Gone quiet", within="home")
    home = team.ada.screen("home")
    due, quiet, others = home.index("Due"), home.index("Gone quiet"), home.index("Changed last")
    assert due < home.index("Ask about the offer") < quiet < home.index("Jane Doe") < others
    assert "Bo Li" not in home[quiet:others]

    await team.ada.click("Reminders (1 due)", within="home")
    await team.ada.sees("Ask about the offer", within="modal")
    await team.ada.click("Done", within="modal")
    await team.ada.sees("You have no reminders.", within="modal")


@on_one_database
async def test_every_button_works(team: Team) -> None:
    await people(team, "Jane Doe")
    await team.ada.opens_home()
    for button, title, shown in (
        ("Add a person", "Add a person", "Profile link"),
        ("Reminders", "Reminders", "You have no reminders."),
        ("Import a file", "Import", "Or drop it into any channel"),
        ("Bin", "Bin", "The bin is empty."),
        ("Help", "Help", "/contact add"),
        ("Settings", "Settings", "Days between"),
        ("Open", "Contact", "Jane Doe"),
    ):
        await team.ada.click(button, within="home")
        await team.ada.sees_modal(title)
        await team.ada.sees(shown, within="modal")
        await team.ada.closes_modal()
    await team.ada.click("Get weekly digest", within="home")
    await team.ada.sees("Stop weekly digest", within="home")
    await team.ada.click("Stop weekly digest", within="home")
    await team.ada.sees("Get weekly digest", within="home")
    await team.ada.click("Export everyone", within="home")
    await team.ada.sees("everybody", within="modal")
    await team.ada.submit()
    await team.ada.downloads("contacts.csv", within="Roster")


async def test_only_admins_see_and_change_the_settings(team: Team) -> None:
    await team.ben.opens_home()
    await team.ben.sees("Nobody here yet", within="home")
    await team.ben.does_not_see("Settings", within="home")

    await team.ada.opens_home()
    await team.ada.click("Settings", within="home")
    await team.ada.sees("Days between", within="modal")
    await team.ada.fill({"Days between two colleagues' outreach": "400"})
    await team.ada.submit()
    await team.ada.sees_error("Days between two colleagues' outreach", "between 0 and 365")
    await team.ada.fill({"Days between two colleagues' outreach": "14"})
    await team.ada.choose(
        "An e-mail address, phone number or profile link in a message",
        "Say who it is, to who wrote the message only",
        within="modal",
    )
    await team.ada.submit()
    await team.ada.sees("Saved, for everybody", within="modal")
    assert await settings.read(team.tenant) == WorkspaceSettings(14, answers_who_is_this=True)
