"""Help, misspelt commands, the App Home, the direct message, and the export."""

import csv
import io

from crm import contacts
from crm.types import Author, ContactDraft
from handlers.commands import COMMANDS
from tests.bots import Team
from tests.databases import on_one_database


async def people(team: Team, *names: str) -> None:
    for name in names:
        await contacts.add(team.tenant, Author(team.ben.id), ContactDraft(name=name))


@on_one_database
async def test_help_names_every_command(team: Team) -> None:
    for slash in ("/contact help", "/contacts help", "/contact"):
        await team.ada.slash(slash, channel="general")
        for command in COMMANDS:
            await team.ada.sees(command.usage, within="general")
    await team.ben.does_not_see("/contact add", within="general")


@on_one_database
async def test_a_misspelt_subcommand_is_asked_back(team: Team) -> None:
    await team.ada.slash("/contacts exprot", channel="general")
    await team.ada.sees("Did you mean /contacts export?")
    await team.ada.slash("/contact hlep", channel="general")
    await team.ada.sees("Did you mean /contact help?")


async def test_the_overview_counts_and_lists(team: Team) -> None:
    await people(team, "Jane Doe", "Bo Li")
    await team.ada.slash("/contacts", channel="general")
    await team.ada.sees("2 people in the book", within="general")
    await team.ada.sees("Bo Li", within="general")


async def test_the_app_home_greets_counts_and_leads_on(team: Team) -> None:
    await people(team, "Jane Doe")
    await team.ada.opens_home()
    await team.ada.sees("1 person in the book", within="home")
    await team.ada.click("Open", within="home")
    await team.ada.sees_modal("Contact")
    await team.ada.click("Note", within="modal")
    await team.ada.sees_modal("Note")
    await team.ada.fill(Note="From the home")
    await team.ada.submit()
    await team.ada.sees("Last activity: 📝 note", within="modal")
    await team.ada.closes_modal()

    await team.ada.click("Help", within="home")
    await team.ada.sees("/contact add", within="modal")


@on_one_database
async def test_an_empty_home_says_how_to_begin(team: Team) -> None:
    await team.ada.opens_home()
    await team.ada.sees("Nobody here yet", within="home")
    await team.ada.click("Add a person", within="home")
    await team.ada.sees_modal("Add a person")


async def test_writing_to_the_bot_finds_people(team: Team) -> None:
    await people(team, "Jane Doe")
    await team.ada.says("jane", channel="Roster")
    await team.ada.sees("Log activity", within="Roster")


async def test_an_export_comes_as_a_file_into_the_direct_message(team: Team) -> None:
    await people(team, "Jane Doe", "=cmd()", "Zoë Ängström")
    await team.ada.slash("/contacts export", channel="general")
    await team.ada.sees("3 people: everybody", within="modal")
    await team.ada.click("Export", within="modal")
    await team.ada.sees("The export has begun", within="modal")
    content = await team.ada.downloads("contacts.csv", within="Roster")

    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["Name"] for row in rows] == ["Jane Doe", "'=cmd()", "Zoë Ängström"]
    await team.ada.sees("3 people", within="Roster")


@on_one_database
async def test_an_export_of_nobody_is_a_sentence(team: Team) -> None:
    await team.ada.slash("/contacts export nobody", channel="general")
    await team.ada.sees("There is nobody to export", within="modal")
