"""Asking for an export as people do: what is in it, who may, who did, and how long the file stays."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crm import bin as bin_
from crm import contacts, exporting, merging, search, settings
from crm.exporting import kept_settings
from crm.exporting.formats import EXCEL, FORMATS
from crm.types import Author, ContactDraft, WorkspaceSettings
from storage.models import ExportRun
from tests.bots import Team
from tests.databases import on_one_database
from tests.waiting import patiently
from workspace.driver import Person

REFUSED = "You may not export contacts"


async def people(team: Team, *names: str) -> None:
    for name in names:
        draft = ContactDraft(name=name, email=f"{name.replace(' ', '.')}@example.org".lower())
        await contacts.add(team.tenant, Author(team.ben.id), draft)


async def decided(team: Team, wanted: WorkspaceSettings) -> None:
    await settings.change(team.tenant, Author(team.ada.id), wanted)


async def test_fields_and_format_are_chosen_and_the_count_stands_above_them(team: Team) -> None:
    await people(team, "Jane Doe", "Jane Roe", "Bo Li")
    await team.ben.slash("/contacts export jane", channel="general")
    await team.ben.sees("2 people matching “jane”", within="modal")
    await team.ben.choose("Fields", "E-mails", "Name", within="modal")
    await team.ben.choose("Format", "Plain CSV, for programs", within="modal")
    await team.ben.submit()
    await team.ben.sees("The export has begun", within="modal")
    content = await team.ben.downloads("contacts.csv", within="Roster")
    header, *rows = csv.reader(io.StringIO(content.decode()))
    assert header == ["E-mails", "Name"]
    assert sorted(row[1] for row in rows) == ["Jane Doe", "Jane Roe"]


async def test_settings_are_saved_under_a_name_chosen_replaced_and_removed(team: Team) -> None:
    await people(team, "Jane Doe")
    await team.ben.slash("/contacts export", channel="general")
    await team.ben.choose("Fields", "E-mails", "Name", within="modal")
    await team.ben.choose("Format", "Plain CSV, for programs", within="modal")
    await team.ben.fill({"Save these settings as": "x" * 61})
    await team.ben.submit()
    await team.ben.sees_error("Save these settings as", "at most 60 characters")
    await team.ben.fill({"Save these settings as": "Newsletter"})
    await team.ben.submit()
    await team.ben.sees("The export has begun", within="modal")
    await team.ben.closes_modal()
    assert await header_of(team.ben, "contacts.csv") == ["E-mails", "Name"]

    await team.ada.slash("/contacts export", channel="general")
    await team.ada.choose("Saved settings", "Newsletter", within="modal")
    await team.ada.sees("Fields: E-mails, Name", within="modal")
    await team.ada.sees("Format: Plain CSV, for programs", within="modal")
    await team.ada.does_not_see("Remove these settings", within="modal")
    await team.ada.choose("Fields", "Name", within="modal")
    await team.ada.fill({"Save these settings as": "newsletter"})
    await team.ada.submit()
    await team.ada.sees("The export has begun", within="modal")
    await team.ada.closes_modal()
    assert await header_of(team.ada, "contacts.csv") == ["Name"]
    [kept] = await kept_settings.listed(team.tenant)
    assert (kept.name, kept.format, kept.fields) == ("newsletter", "plain", ("name",))

    await team.ada.slash("/contacts export", channel="general")
    await team.ada.choose("Saved settings", "newsletter", within="modal")
    await team.ada.click("Remove these settings", within="modal")
    await team.ada.stops_seeing("Saved settings", within="modal")
    assert await kept_settings.listed(team.tenant) == ()


@on_one_database
async def test_a_wrong_query_is_shown_with_its_place_and_a_mixed_one_with_how_it_was_read(team: Team) -> None:
    await people(team, "Jane Doe", "Bo Li")
    await team.ben.slash("/contacts export jane locaton:berlin", channel="general")
    await team.ben.sees("jane locaton:berlin      ^", within="modal")
    await team.ben.sees("Did you mean location", within="modal")
    await team.ben.closes_modal()
    await team.ben.slash("/contacts export jane doe OR bo", channel="general")
    await team.ben.sees("2 people", within="modal")
    await team.ben.sees("(jane doe) OR bo", within="modal")
    await team.ben.sees("AND binds tighter than OR: read as above.", within="modal")
    await team.ben.closes_modal()
    await team.ben.slash("/contacts export jane no:email", channel="general")
    await team.ben.sees("There is nobody to export.", within="modal")
    await team.ben.sees("0 people matching “jane”, without an e-mail address", within="modal")


@on_one_database
async def test_more_people_than_a_workbook_holds_are_refused_beside_the_format(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = {each.key: replace(each, most=min(each.most, 1)) for each in FORMATS}
    monkeypatch.setattr("crm.exporting.formats._BY_KEY", small)
    await people(team, "Jane Doe", "Bo Li")
    await team.ben.slash("/contacts export", channel="general")
    await team.ben.choose("Format", "Excel workbook (XLSX)", within="modal")
    await team.ben.submit()
    await team.ben.sees_error("Format", "These are 2 people, and Excel workbook (XLSX) holds 1. Choose CSV")
    assert await exporting.recent(team.tenant) == []


async def header_of(person: Person, name: str) -> list[str]:
    content = await person.downloads(name, within="Roster")
    return next(csv.reader(io.StringIO(content.decode())))


@on_one_database
async def test_a_format_that_has_no_place_for_a_field_says_so_beside_the_file(team: Team) -> None:
    await people(team, "Jane Doe")
    await team.ben.slash("/contacts export", channel="general")
    await team.ben.choose("Format", "vCard 4, for address books", within="modal")
    await team.ben.submit()
    assert b"FN:Jane Doe" in await team.ben.downloads("contacts.vcf", within="Roster")
    await team.ben.sees("A vCard 4 has no place for: Headline", within="Roster")


async def test_only_who_may_export_can(team: Team) -> None:
    await people(team, "Jane Doe")
    await team.ben.slash("/contacts export", channel="general")
    await team.ben.sees("1 person", within="modal")
    await decided(team, WorkspaceSettings(exporters="admins"))
    await team.ben.submit()
    await team.ben.sees(REFUSED, within="modal")
    await team.ben.closes_modal()
    await team.ben.slash("/contacts export", channel="general")
    await team.ben.sees(REFUSED, within="modal")
    await team.ben.closes_modal()
    assert await exporting.recent(team.tenant) == []

    await team.ada.opens_home()
    await team.ada.click("Settings", within="home")
    await team.ada.choose("Who may export contacts", "Admins and chosen people", within="modal")
    await team.ada.submit()
    await team.ada.sees_error("Chosen people", "Choose somebody")
    await team.ada.choose("Chosen people", "ben", within="modal")
    await team.ada.submit()
    await team.ada.sees("Saved, for everybody", within="modal")
    await team.ben.slash("/contacts export", channel="general")
    await team.ben.sees("1 person", within="modal")


async def test_a_file_that_is_not_given_is_no_success_and_the_right_is_asked_again_on_resume(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    await people(team, "Jane Doe", "Bo Li")
    losing_one = {each.key: replace(each, finish=lambda parts, target: 1) for each in FORMATS}
    monkeypatch.setattr("crm.exporting.formats._BY_KEY", losing_one)
    await team.ben.slash("/contacts export", channel="general")
    await team.ben.sees("2 people", within="modal")
    await team.ben.submit()
    await team.ben.sees("The file came out with 1 people instead of 2, so it is not given.", within="Roster")
    await team.ben.does_not_see("in the file beside this", within="Roster")
    await team.ben.closes_modal()
    monkeypatch.undo()

    await decided(team, WorkspaceSettings(exporters="admins"))
    await team.ben.click("Resume", within="Roster")
    await team.ben.sees(REFUSED, within="Roster")
    await team.ada.slash("/contacts jobs", channel="general")
    await team.ada.click("Resume", within="general")
    await team.ada.sees("Who asked for this export may no longer export contacts", within="general")
    await decided(team, WorkspaceSettings())
    await team.ben.click("Resume", within="Roster")
    await team.ben.sees("2 people, in the file beside this.", within="Roster")
    await team.ben.downloads("contacts.csv", within="Roster")


async def test_every_export_is_in_the_audit_trail_that_admins_see(team: Team) -> None:
    await people(team, "Jane Doe", "Bo Li")
    await team.ben.slash("/contacts export jane", channel="general")
    await team.ben.sees("1 person", within="modal")
    await team.ben.submit()
    await team.ben.downloads("contacts.csv", within="Roster")
    await team.ben.closes_modal()
    columns = await exporting.columns_named(team.tenant, ["name", "emails"])
    await exporting.note_from_shell(team.tenant, "tag:go", EXCEL, columns, 7)
    await team.ada.slash("/contacts exports", channel="general")
    await team.ada.sees(
        "the shell : tag:go , 7 people, CSV for Excel and other spreadsheets: Name, E-mails", within="general"
    )
    await team.ada.sees(", 1 person, CSV for Excel and other spreadsheets: all fields", within="general")
    await team.ben.slash("/contacts exports", channel="general")
    await team.ben.sees("Only admins of this workspace see who exported whom", within="general")


async def test_people_picked_one_by_one_are_exported_and_who_went_meanwhile_is_named(team: Team) -> None:
    await people(team, "Jane Doe", "Jane Roe", "Bo Li", "Cy Oak")
    await kept_settings.save(team.tenant, Author(team.ben.id), "Names", "plain", ["name"])
    jane, roe, cy = [await id_of(team, name) for name in ("Jane Doe", "Jane Roe", "Cy Oak")]
    await team.ben.slash("/contacts no:phone", channel="general")
    await team.ben.click("Select")
    await team.ben.fill(
        {"People on this page": ["Jane Doe", "Jane Roe", "Cy Oak"], "What to do": "Export them to a file"}
    )
    await team.ben.submit()
    await team.ben.sees("3 people: those you have chosen", within="modal")
    await team.ben.choose("Saved settings", "Names", within="modal")
    await team.ben.sees("Format: Plain CSV, for programs", within="modal")
    await bin_.delete(team.tenant, Author(team.ada.id), cy)
    await merging.merge(team.tenant, Author(team.ada.id), jane, roe)
    await team.ben.submit()
    await team.ben.sees("The export has begun", within="modal")
    await team.ben.closes_modal()
    assert await team.ben.downloads("contacts.csv", within="Roster") == b"Name\r\nJane Doe\r\n"
    await team.ben.sees(
        "1 person, in the file beside this."
        " 2 fewer than you have chosen, deleted or merged meanwhile: Jane Roe, Cy Oak.",
        within="Roster",
    )
    await team.ada.slash("/contacts exports", channel="general")
    await team.ada.sees("3 chosen people , 1 person, Plain CSV, for programs: Name", within="general")

    await team.ben.click("Select")
    await team.ben.fill({"Whom": "All who match: 2 people", "What to do": "Export them to a file"})
    await team.ben.submit()
    await team.ben.sees("2 people without a phone number", within="modal")
    await decided(team, WorkspaceSettings(exporters="admins"))
    await team.ben.closes_modal()
    await team.ben.click("Select")
    await team.ben.fill({"People on this page": ["Bo Li"], "What to do": "Export them to a file"})
    await team.ben.submit()
    await team.ben.sees(REFUSED, within="modal")


async def id_of(team: Team, name: str) -> int:
    [found] = (await search.find(team.tenant, name)).contacts
    return found.id


async def test_a_file_is_deleted_when_its_hours_are_over_and_once_only(team: Team) -> None:
    await people(team, "Jane Doe")
    await decided(team, WorkspaceSettings(exports_kept_hours=2))
    await team.ben.slash("/contacts export", channel="general")
    await team.ben.sees("1 person", within="modal")
    await team.ben.submit()
    await team.ben.downloads("contacts.csv", within="Roster")
    async for attempt in patiently():
        with attempt:
            runs = await ExportRun.exclude(delete_at=None)
            assert runs
    run = runs[0]
    assert run.delete_at is not None
    assert timedelta(minutes=110) < run.delete_at - run.created_at < timedelta(minutes=130)
    await exporting.note_file(team.tenant, run.id, run.file_id, -1)
    await team.ben.stops_seeing("contacts.csv", within="Roster")
    await until_nothing_is_due()
    await exporting.note_file(team.tenant, run.id, run.file_id, -1)
    await until_nothing_is_due()


async def test_a_file_that_slack_keeps_holds_up_no_other(team: Team) -> None:
    """The one that is to go first is Ada's own, which the bot may not delete."""
    await people(team, "Jane Doe")
    own = await team.ada.upload("notes.txt", b"Ada's own", channel="recruiting")
    first = await ExportRun.create(tenant=team.tenant.key, user_id=team.ada.id, created_at=datetime.now(UTC))
    await team.ben.slash("/contacts export", channel="general")
    await team.ben.sees("1 person", within="modal")
    await team.ben.submit()
    await team.ben.downloads("contacts.csv", within="Roster")
    async for attempt in patiently():
        with attempt:
            given = await ExportRun.exclude(file_id="")
            assert given
    await exporting.note_file(team.tenant, first.id, own.fields["files"][0]["id"], -2)
    await exporting.note_file(team.tenant, given[0].id, given[0].file_id, -1)
    await team.ben.stops_seeing("contacts.csv", within="Roster")
    await until_nothing_is_due()
    await first.refresh_from_db()
    assert first.delete_at
    assert first.delete_at > datetime.now(UTC), "it is asked again later"


async def until_nothing_is_due() -> None:
    """A file that is gone already is no trouble."""
    async for attempt in patiently():
        with attempt:
            assert not await exporting.any_expired(datetime.now(UTC))
