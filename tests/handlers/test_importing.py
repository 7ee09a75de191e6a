"""A file is dropped into a channel, and its people are in the book."""

import asyncio
import csv
import io
from pathlib import Path

import pytest
from openpyxl import Workbook
from tenacity import AsyncRetrying, retry_if_exception_type, wait_fixed

from crm import contacts, lists, search, timeline, workbooks
from crm.bin import delete
from crm.importing.reading import table_of
from crm.lists import people as lists_people
from crm.profile import custom
from crm.types import Author, ContactDraft, ListDraft
from storage.models import Delivery, Message
from tests.bots import Team
from tests.databases import on_one_database
from workspace.faults import RateLimited

PEOPLE = b"""Name,E-mail,Phone,Company,Job title,Favourite colour
Jane Doe,jane@example.com,+49 30 1234567,Halden Robotics,Staff Engineer,blue
"Angstrom, Zo\xc3\xab",zoe@example.org,,,Designer,
Nobody,not-an-address,,,,
,,,Acme,,
Jane Doe,JANE@example.com,,,,red
"""

SAMPLES = Path(__file__).parents[1] / "crm" / "importing" / "samples"


def workbook() -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.title = "People"
    book.active.append(["Name", "E-mail"])
    book.active.append(["Jane Doe", "jane@example.com"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


async def test_a_dropped_file_is_shown_imported_and_accounted_for(team: Team) -> None:
    dropped = await team.ada.upload("people.csv", PEOPLE, channel="recruiting")
    await team.ada.sees("5 rows, 6 columns", within="recruiting")
    for shown in (
        "E-mail → E-mails",
        "Job title → Title",
        "1 column will not be imported",
        "Map columns",
        "Cancel",
    ):
        await team.ada.sees(shown, within="recruiting")
    preview = await team.ada.sees_message("5 rows, 6 columns", within="recruiting")
    assert preview.thread_ts == dropped.ts

    await team.ada.click("Import", within=preview)
    await team.ada.sees("5 rows: 2 added, 0 updated, 1 unchanged, 2 rejected.", within="recruiting")
    rejected = await team.ada.downloads("rejected-people.csv", within="recruiting")
    rows = list(csv.DictReader(io.StringIO(rejected.decode("utf-8-sig"))))
    assert [(row["Line"], row["Name"]) for row in rows] == [("4", "Nobody"), ("5", "")]
    assert "not-an-address does not look like an e-mail address" in rows[0]["Reason"]
    assert "no name and no e-mail" in rows[1]["Reason"]

    await team.ada.slash("/contact angstrom", channel="general")
    await team.ada.sees("Designer", within="general")


async def test_whom_an_import_has_added_updated_and_left_is_shown_to_who_asks(team: Team) -> None:
    for name in ("Bo Li", "Di Fox"):
        draft = ContactDraft(name=name, email=f"{name[:2].lower()}@example.org")
        await contacts.add(team.tenant, Author(team.ben.id), draft)
    rows = b"Bo Li,bo@example.org,Lund\nCy Roe,cy@example.org,Oslo\nDi Fox,di@example.org,\nCy Roe,cy@example.org,\n"
    await team.ada.upload("people.csv", b"Name,Email,Location\n" + rows, channel="recruiting")
    await team.ada.click("Import", within="recruiting")
    outcome = await team.ada.sees_message("1 added, 1 updated, 2 unchanged", within="recruiting")
    await team.ada.click("Show unchanged", within=outcome)
    await team.ada.sees("1 person unchanged by import 1", within="recruiting")
    await team.ada.sees("Di Fox", within="recruiting")
    await team.ada.click("Show added", within=outcome)
    await team.ada.sees("1 person added by import 1", within="recruiting")
    await team.ada.sees("Cy Roe", within="recruiting")
    await team.ada.does_not_see("Bo Li", within="recruiting")
    await team.ada.click("Show updated", within=outcome)
    await team.ada.sees("1 person updated by import 1", within="recruiting")
    await team.ada.sees("Bo Li", within="recruiting")
    await team.ben.does_not_see("Cy Roe", within="recruiting")


async def test_everybody_in_a_file_goes_onto_a_list_and_off_it_when_it_is_taken_back(team: Team) -> None:
    ada = Author(team.ada.id)
    known, already = [
        await contacts.add(team.tenant, ada, ContactDraft(name=name, email=f"{name[:2].lower()}@example.org"))
        for name in ("Bo Li", "Di Fox")
    ]
    meetup = await lists.create(team.tenant, ada, ListDraft("Berlin meetup"))
    await lists_people.add_people(team.tenant, ada, meetup.id, [already.id])
    content = b"Name,Email\nBo Li,bo@example.org\nCy Roe,cy@example.org\nDi Fox,di@example.org\n"
    await team.ada.upload("people.csv", content, channel="recruiting")
    await team.ada.click("Options", within="recruiting")
    await team.ada.choose("List for everybody in this file", "Berlin meetup")
    await team.ada.submit()
    await team.ada.sees("Saved. Press Import", within="modal")
    await team.ada.closes_modal()
    await team.ada.sees("onto the list Berlin meetup", within="recruiting")
    await team.ada.click("Import", within="recruiting")
    outcome = await team.ada.sees_message("3 rows: 1 added, 1 updated, 1 unchanged", within="recruiting")
    await team.ada.sees("Changed: list 1", within=outcome)
    assert (await lists.get(team.tenant, meetup.id)).people == 3
    told = (await timeline.page(team.tenant, known.id)).entries[0]
    assert (told.kind, told.data["list"]) == ("list_joined", "Berlin meetup")

    await team.ada.click("Undo", within=outcome)
    await team.ada.sees("2 people removed or as before the import.", within="recruiting")
    left = await lists_people.people(team.tenant, meetup.id)
    assert [each.name for each in left.people] == ["Di Fox"]
    assert [each.kind for each in (await timeline.page(team.tenant, known.id)).entries] == ["added"]


async def test_an_import_is_taken_back_by_who_dropped_it(team: Team) -> None:
    await team.ada.upload("people.csv", PEOPLE, channel="recruiting")
    await team.ada.click("Import", within="recruiting")
    outcome = await team.ada.sees_message("2 added, 0 updated", within="recruiting")
    await team.ben.click("Undo", within=outcome)
    await team.ben.sees(
        "Only who dropped the file, or an admin, can decide about its import.", within="recruiting"
    )
    (zoe,) = (await search.find(team.tenant, "angstrom")).contacts
    await delete(team.tenant, Author(team.ben.id), zoe.id)
    await team.ada.click("Undo", within=outcome)
    await team.ada.sees("1 person removed or as before the import.", within="recruiting")
    await team.ada.sees("1 person changed by somebody since, and kept:", within="recruiting")
    await team.ada.sees("Taken back: see below.", within=outcome)
    assert "[Undo]" not in team.ada.screen(outcome)
    assert (await contacts.counts(team.tenant)).contacts == 0


@on_one_database
async def test_whose_file_it_is_and_what_is_a_guess_are_shown(team: Team) -> None:
    connections = b"First Name,Last Name,URL,Company,Position,Connected On\nAda,King,linkedin.com/in/ada,Acme,CTO,12 Mar 2024\n"
    await team.ada.upload("Connections.csv", connections, channel="recruiting")
    await team.ada.sees("LinkedIn Connections, 1 row, 6 columns", within="recruiting")
    assert "(?)" not in team.ada.screen("recruiting")
    await team.ada.upload("list.csv", b"Name,Compagny\nAda King,Acme\n", channel="recruiting")
    await team.ada.sees("Compagny → Company (?)", within="recruiting")
    await team.ada.sees("(?) is a guess", within="recruiting")
    assert "No column is taken for names" not in team.ada.screen("recruiting")
    await team.ada.upload("who.csv", b"Wer,Email\nAda King,ada@example.org\n", channel="recruiting")
    await team.ada.sees("No column is taken for names", within="recruiting")


async def test_columns_can_be_mapped_by_hand(team: Team) -> None:
    await team.ada.upload("list.csv", b"Who,Where\nJane Doe,Berlin\n", channel="recruiting")
    await team.ada.sees("Map columns", within="recruiting")
    await team.ada.click("Map columns", within="recruiting")
    await team.ada.sees("Who", within="modal")
    await team.ada.choose("Who", "Name")
    await team.ada.choose("Where", "Location")
    await team.ada.submit()
    await team.ada.sees("Saved. Press Import", within="modal")
    await team.ada.closes_modal()
    await team.ada.click("Import", within="recruiting")
    await team.ada.sees("1 row: 1 added", within="recruiting")
    (jane,) = (await search.find(team.tenant, "jane doe")).contacts
    assert jane.location == "Berlin"


@on_one_database
async def test_what_is_left_out_is_said_before_the_import_and_mended_by_its_options(team: Team) -> None:
    await team.ada.upload("list.csv", b"Name,Phone\nJane Doe,030 123456\n", channel="recruiting")
    await team.ada.sees("1 value is left out, the first in line 2, Phone", within="recruiting")
    await team.ada.click("Options", within="recruiting")
    await team.ada.fill({"Country of phone numbers without a country code": "de"})
    await team.ada.submit()
    await team.ada.closes_modal()
    await team.ada.sees("Jane Doe · +4930123456", within="recruiting")
    await team.ada.does_not_see("is left out", within="recruiting")


@on_one_database
async def test_three_hundred_columns_are_mapped_page_by_page(team: Team) -> None:
    header = ",".join(["Who", *(f"Field {number}" for number in range(1, 299)), "Where"])
    row = ",".join(["Jane Doe", *[""] * 298, "Berlin"])
    await team.ada.upload("wide.csv", f"{header}\n{row}\n".encode(), channel="recruiting")
    await team.ada.sees("1 row, 300 columns", within="recruiting")
    await team.ada.click("Map columns", within="recruiting")
    await team.ada.sees("Map columns 1/8", within="modal")
    await team.ada.choose("Who", "Name")
    for page in range(2, 9):
        await team.ada.submit()
        await team.ada.sees(f"Map columns {page}/8", within="modal")
    await team.ada.choose("Where", "Location")
    await team.ada.submit()
    await team.ada.sees("Saved. Press Import", within="modal")
    await team.ada.closes_modal()
    await team.ada.click("Import", within="recruiting")
    await team.ada.sees("1 row: 1 added", within="recruiting")
    (jane,) = (await search.find(team.tenant, "jane doe")).contacts
    assert jane.location == "Berlin"


@on_one_database
async def test_many_fields_of_the_workspace_are_mapped_a_few_columns_at_a_time(team: Team) -> None:
    for number in range(1, custom.MOST_FIELDS + 1):
        await custom.add(team.tenant, f"Größe {number:02} {'ö' * 50}", "text", [])
    header = ",".join(["Name", *(f"Field {number}" for number in range(1, 39)), "Where"])
    row = ",".join(["Jane Doe", *[""] * 38, "Berlin"])
    await team.ada.upload("wide.csv", f"{header}\n{row}\n".encode(), channel="recruiting")
    await team.ada.sees("1 row, 40 columns", within="recruiting")
    await team.ada.click("Map columns", within="recruiting")
    await team.ada.sees("Map columns 1/5", within="modal")
    for page in range(2, 6):
        await team.ada.submit()
        await team.ada.sees(f"Map columns {page}/5", within="modal")
    await team.ada.choose("Where", f"Größe 40 {'ö' * 50}")
    await team.ada.submit()
    await team.ada.sees("Saved. Press Import", within="modal")


async def test_only_who_dropped_the_file_decides(team: Team) -> None:
    await team.ada.upload("people.csv", PEOPLE, channel="recruiting")
    await team.ben.sees("5 rows", within="recruiting")
    await team.ben.click("Import", within="recruiting")
    await team.ben.sees(
        "Only who dropped the file, or an admin, can decide about its import.", within="recruiting"
    )
    await team.ada.click("Cancel", within="recruiting")
    await team.ada.sees("people.csv was not imported.", within="recruiting")
    assert (await contacts.counts(team.tenant)).contacts == 0


async def test_what_an_import_would_come_to_is_said_before_it_begins(team: Team) -> None:
    await contacts.add(
        team.tenant, Author(team.ben.id), ContactDraft(name="Jane Doe", email="jane@example.com")
    )
    await team.ada.upload("people.csv", PEOPLE, channel="recruiting")
    await team.ada.sees("CSV, UTF-8, commas", within="recruiting")
    await team.ada.sees(
        "1 new · 1 would change · 1 again in the file · 2 cannot be read", within="recruiting"
    )
    await team.ada.sees("line 4: not-an-address does not look like an e-mail address.", within="recruiting")
    await team.ada.sees(
        "Jane Doe · Staff Engineer at Halden Robotics · jane@example.com · +49301234567", within="recruiting"
    )
    assert (await contacts.counts(team.tenant)).contacts == 1


async def test_a_file_dropped_again_is_said_to_change_nothing(team: Team) -> None:
    people = b"Name,E-mail\nJane Doe,jane@example.com\nBo Li,bo@example.com\n"
    await team.ada.upload("people.csv", people, channel="recruiting")
    await team.ada.sees("2 new", within="recruiting")
    await team.ada.click("Import", within="recruiting")
    await team.ada.sees("2 added", within="recruiting")
    await team.ada.upload("people.csv", people, channel="recruiting")
    await team.ada.sees("Nothing would change: 2 already so", within="recruiting")
    await team.ada.click("Import", within="recruiting")
    await team.ada.sees("2 rows: 0 added, 0 updated, 2 unchanged, 0 rejected.", within="recruiting")


@on_one_database
async def test_a_large_file_is_counted_whole_behind_what_its_first_rows_come_to(team: Team) -> None:
    rows = "".join(f"P{number},p{number}@example.org\n" for number in range(10_001))
    await team.ada.upload(
        "people.csv", f"Name,E-mail\n{rows}P7,p7@example.org\n".encode(), channel="recruiting"
    )
    patient = team.slack.person("ada", patience=20)
    message = await patient.sees_message("of 10,002 rows:", within="recruiting")
    await patient.sees("new. The others are being counted.", within=message)
    await patient.sees("10,001 new · 1 again in the file", within=message)
    assert "Of the first" not in team.ada.screen(message)
    assert "[Import]" in team.ada.screen(message)
    await team.ada.slash("/contacts jobs", channel="general")
    await team.ada.sees("Count people.csv", within="general")
    await team.ada.sees("done, 10,002 rows", within="general")


async def test_a_count_that_is_stopped_says_what_was_counted_and_goes_on_where_somebody_asks(
    team: Team,
) -> None:
    rows = "".join(f"P{number},p{number}@example.org\n" for number in range(60_000))
    await team.ada.upload("people.csv", f"Name,E-mail\n{rows}".encode(), channel="recruiting")
    patient = team.slack.person("ada", patience=20)
    message = await patient.sees_message("The others are being counted.", within="recruiting")
    await team.ada.slash("/contacts jobs", channel="general")
    await team.ada.click("Stop", within="general")
    await patient.sees("of 60,000 rows:", within=message)
    await patient.sees("new. The others were not counted. Import takes them in all the same", within=message)
    await team.ada.click("Resume", within="general")
    await team.ada.sees("Stop", within="general")
    await team.ada.click("Cancel", within=message)
    await team.ada.sees("people.csv was not imported", within=message)


@on_one_database
async def test_notes_above_an_export_are_skipped_and_that_is_said(team: Team) -> None:
    exported = (SAMPLES / "linkedin_connections_en.csv").read_bytes()
    await team.ada.upload("Connections.csv", exported, channel="recruiting")
    await team.ada.sees("LinkedIn Connections", within="recruiting")
    await team.ada.sees("3 lines above the header skipped", within="recruiting")
    await team.ada.click("Import", within="recruiting")
    await team.ada.sees("3 added", within="recruiting")


@on_one_database
async def test_a_workbook_is_imported_like_any_other_file(team: Team) -> None:
    await team.ada.upload("people.xlsx", workbook(), channel="recruiting")
    await team.ada.sees("XLSX, sheet People", within="recruiting")
    await team.ada.sees("1 new", within="recruiting")
    await team.ada.click("Import", within="recruiting")
    await team.ada.sees("1 added", within="recruiting")


async def test_a_file_is_given_in_a_form(team: Team) -> None:
    await team.ada.slash("/contacts import", channel="general")
    await team.ada.fill({"A file of contacts": ("people.csv", PEOPLE)})
    await team.ada.submit()
    await team.ada.sees("What is in people.csv stands in your direct messages", within="modal")
    await team.ada.closes_modal()
    await team.ada.sees("5 rows, 6 columns", within="Roster")
    await team.ada.click("Import", within="Roster")
    await team.ada.sees("2 added, 0 updated", within="Roster")


@on_one_database
async def test_a_file_in_a_form_that_is_no_list_gets_a_sentence_there(team: Team) -> None:
    await team.ada.slash("/contacts import", channel="general")
    await team.ada.fill({"A file of contacts": ("empty.csv", b" ")})
    await team.ada.submit()
    await team.ada.sees("is empty", within="modal")
    assert (await contacts.counts(team.tenant)).contacts == 0


async def test_options_say_what_happens_to_whom(team: Team) -> None:
    await contacts.add(
        team.tenant,
        Author(team.ben.id),
        ContactDraft(name="Jane Doe", email="jane@example.com", headline="Typed"),
    )
    rows = b"Name,Email,Headline,Phone\nJane Doe,jane@example.com,From a file,030 1234567\nBo Li,bo@example.com,,\n"
    await team.ada.upload("people.csv", rows, channel="recruiting")
    await team.ada.click("Options", within="recruiting")
    await team.ada.sees_modal("Import options")
    await team.ada.fill({"Country of phone numbers without a country code": "xx"})
    await team.ada.submit()
    await team.ada.sees("Write the two letters of a country", within="modal")
    await team.ada.fill({"Country of phone numbers without a country code": "de"})
    await team.ada.choose("People who are in the book already", "Update everything")
    await team.ada.choose("Tags for everybody in this file", "spring fair")
    await team.ada.submit()
    await team.ada.sees("Saved. Press Import", within="modal")
    await team.ada.closes_modal()
    await team.ada.sees(
        "People in the book: update everything, tagged spring fair, phones of DE", within="recruiting"
    )
    await team.ada.click("Import", within="recruiting")
    await team.ada.sees("2 rows: 1 added, 1 updated", within="recruiting")
    (jane,) = (await search.find(team.tenant, "jane doe")).contacts
    after = await contacts.get(team.tenant, jane.id)
    assert (after.headline, after.tags, after.phones[0].number) == (
        "From a file",
        ("spring fair",),
        "+49301234567",
    )


async def test_fields_of_the_workspace_are_imported_with_dates_in_the_order_that_somebody_says(
    team: Team,
) -> None:
    await custom.add(team.tenant, "Available from", "date", [])
    rows = b"Name,Email,Free,Available from\nJane Doe,jane@example.com,01/02/2027,\nBo Li,bo@example.com,13/02/2027,\n"
    await team.ada.upload("people.csv", rows, channel="recruiting")
    await team.ada.sees("Available from → Available from", within="recruiting")
    await team.ada.click("Map columns", within="recruiting")
    await team.ada.choose("Available from", "Do not import")
    await team.ada.choose("Free", "Available from")
    await team.ada.submit()
    await team.ada.sees("Free → Available from", within="modal")
    await team.ada.closes_modal()
    await team.ada.click("Options", within="recruiting")
    await team.ada.choose("Dates such as 03/04/2021", "Month first: 12/31/2021")
    await team.ada.submit()
    await team.ada.closes_modal()
    await team.ada.sees("dates with the month first", within="recruiting")
    await team.ada.click("Import", within="recruiting")
    await team.ada.sees("2 rows: 2 added", within="recruiting")
    there = {each.name: each.id for each in (await search.find(team.tenant, "example.com")).contacts}
    jane = await contacts.get(team.tenant, there["Jane Doe"])
    assert [each.value for each in jane.custom] == ["2027-01-02"]
    bo = await contacts.get(team.tenant, there["Bo Li"])
    assert [each.value for each in bo.custom] == ["2027-02-13"]


async def test_columns_are_mapped_as_last_time(team: Team) -> None:
    await team.ada.upload("list.csv", b"Who,Where\nJane Doe,Berlin\n", channel="recruiting")
    await team.ada.click("Map columns", within="recruiting")
    await team.ada.sees("Who", within="modal")
    await team.ada.choose("Who", "Name")
    await team.ada.choose("Where", "Location")
    await team.ada.submit()
    await team.ada.sees("Saved. Press Import", within="modal")
    await team.ada.closes_modal()
    await team.ben.upload("list.csv", b"Who,Where\nBo Li,Utrecht\n", channel="general")
    await team.ben.sees("columns mapped as last time", within="general")
    await team.ben.sees("Bo Li · Utrecht", within="general")


@on_one_database
async def test_rejected_rows_come_back_in_the_shape_of_the_upload(team: Team) -> None:
    exported = "Name;E-Mail;Ort\nJürgen;not-an-address;Köln\n".encode("cp1252")
    await team.ada.upload("liste.csv", exported, channel="recruiting")
    await team.ada.sees("CSV, CP1252, semicolons", within="recruiting")
    await team.ada.click("Import", within="recruiting")
    rejected = await team.ada.downloads("rejected-liste.csv", within="recruiting")
    header, row = rejected.decode("cp1252").splitlines()
    assert header == "Name;E-Mail;Ort;Line;Reason"
    assert row.startswith("Jürgen;not-an-address;Köln;2;not-an-address does not look like")
    mended = rejected.replace(b"not-an-address;", b"j@example.de;", 1)
    await team.ada.upload("liste.csv", mended, channel="general")
    await team.ada.click("Import", within="general")
    await team.ada.sees("1 row: 1 added", within="general")


@on_one_database
async def test_rejected_rows_of_a_workbook_come_back_as_a_workbook(team: Team) -> None:
    file = io.BytesIO()
    long_number = "004917012345678901234567890"
    workbooks.write(
        file, ["Name", "E-mail", "Employee no."], [["Jo", "=1+1", long_number], ["Bo", "bo@example.com", "7"]]
    )
    await team.ada.upload("people.xlsx", file.getvalue(), channel="recruiting")
    await team.ada.click("Import", within="recruiting")
    rejected = await team.ada.downloads("rejected-people.xlsx", within="recruiting")
    table = table_of(rejected)
    assert table.header == ["Name", "E-mail", "Employee no.", "Line", "Reason"]
    ((cells),) = [row.cells for row in table.rows()]
    assert cells[:4] == ["Jo", "=1+1", long_number, "2"]
    assert cells[4] == "=1+1 does not look like an e-mail address."
    mended = io.BytesIO()
    workbooks.write(mended, table.header, [["Jo", "jo@example.com", *cells[2:]]])
    await team.ada.upload("people.xlsx", mended.getvalue(), channel="general")
    await team.ada.click("Import", within="general")
    await team.ada.sees("1 row: 1 added", within="general")


async def test_an_admin_decides_too(team: Team) -> None:
    await team.ben.upload("people.csv", PEOPLE, channel="recruiting")
    await team.ada.click("Import", within="recruiting")
    await team.ada.sees("2 added, 0 updated", within="recruiting")
    await team.ada.click("Undo", within="recruiting")
    await team.ada.sees("2 people removed or as before the import.", within="recruiting")


async def test_what_a_person_typed_is_not_overwritten_and_blanks_are_filled(team: Team) -> None:
    typed = ContactDraft(name="Jane Doe", email="jane@example.com", company="Own Words", headline="Typed")
    jane = await contacts.add(team.tenant, Author(team.ada.id), typed)
    await team.ada.upload(
        "more.csv",
        b"Name,Email,Company,Headline,Location\nJANE DOE,jane@example.com,Other,Imported,Berlin\n",
        channel="recruiting",
    )
    await team.ada.click("Import", within="recruiting")
    await team.ada.sees("1 row: 0 added, 1 updated", within="recruiting")
    after = await contacts.get(team.tenant, jane.id)
    assert (after.name, after.headline, after.positions[0].company, after.location) == (
        "Jane Doe",
        "Typed",
        "Own Words",
        "Berlin",
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"   \n", "is empty"),
        (b"PK\x03\x04\x00\x00binary", "workbook is damaged"),
        (b'Name,Email\nJane,"jane@example.com\n', "never closed"),
        (b"Name\nZo\x00\n", "zero byte"),
        (b"Name,Email\n", "no rows"),
    ],
)
@on_one_database
async def test_a_file_that_is_no_list_gets_a_sentence_in_its_thread(
    team: Team, content: bytes, sentence: str
) -> None:
    await team.ada.upload("people.csv", content, channel="recruiting")
    await team.ada.sees(sentence, within="recruiting")
    assert (await contacts.counts(team.tenant)).contacts == 0


@on_one_database
async def test_a_file_of_more_than_50_mb_gets_a_sentence(team: Team) -> None:
    await team.ada.upload("people.csv", b"Name\n" + b"Jane Doe\n" * 6_000_000, channel="recruiting")
    await team.ada.sees("larger than 50 MB", within="recruiting")


async def test_what_is_exported_imports_to_the_same_people(team: Team) -> None:
    for draft in (
        ContactDraft(
            name="=Jane", email="jane@example.com", phone="+49 30 1234567 ext. 12", tags=("a|b", "c;d")
        ),
        ContactDraft(
            name="Zoë Ängström 🚀", company="A | B ; C", title="\\x", profile_url="linkedin.com/in/zoë"
        ),
    ):
        await contacts.add(team.tenant, Author(team.ada.id), draft)
    await team.ada.slash("/contacts export", channel="general")
    await team.ada.sees("2 people: everybody", within="modal")
    await team.ada.submit()
    exported = await team.ada.downloads("contacts.csv", within="Roster")
    await team.ada.upload("contacts.csv", exported, channel="recruiting")
    await team.ada.click("Import", within="recruiting")
    await team.ada.sees("2 rows: 0 added, 0 updated, 2 unchanged, 0 rejected.", within="recruiting")
    assert (await contacts.counts(team.tenant)).contacts == 2


async def test_a_file_that_slack_tells_of_twice_is_offered_once(team: Team) -> None:
    await team.ada.upload("people.csv", PEOPLE, channel="recruiting")
    await team.ada.sees("5 rows, 6 columns", within="recruiting")
    await team.slack.delivers_again("events_api")
    await asyncio.sleep(0.5)
    assert team.ada.screen("recruiting").count("5 rows, 6 columns") == 1


async def test_a_double_click_on_import_imports_once(team: Team) -> None:
    await team.ada.upload("people.csv", PEOPLE, channel="recruiting")
    preview = await team.ada.sees_message("5 rows, 6 columns", within="recruiting")
    await asyncio.gather(
        team.ada.click("Import", within=preview),
        team.ada.click("Import", within=preview),
        return_exceptions=True,
    )
    await team.ada.sees("2 added, 0 updated, 1 unchanged, 2 rejected", within="recruiting")
    assert (await contacts.counts(team.tenant)).contacts == 2


async def test_a_press_that_arrives_after_the_end_leaves_the_outcome_as_it_is(team: Team) -> None:
    await team.ada.upload("people.csv", PEOPLE, channel="recruiting")
    preview = await team.ada.sees_message("5 rows, 6 columns", within="recruiting")
    await team.ada.click("Import", within=preview)
    outcome = "2 added, 0 updated, 1 unchanged, 2 rejected"
    await team.ada.sees(outcome, within=preview)
    pressed = team.slack.inside.delivery.latest["interactive"]
    await team.slack.inside.delivery.send("interactive", {**pressed, "trigger_id": "1.2.late"})
    async for attempt in AsyncRetrying(wait=wait_fixed(0.05), retry=retry_if_exception_type(AssertionError)):
        with attempt:
            assert await Delivery.filter(key="trigger:1.2.late:import.start", due_at=None).exists()
            assert not await Message.exclude(due_at=None).exists()
    await team.ada.sees(outcome, within=preview)


async def test_a_file_that_slack_did_not_take_at_first_is_given_once(team: Team) -> None:
    team.slack.fails("files.completeUploadExternal", RateLimited(retry_after=0), times=8)
    await team.ada.upload("people.csv", PEOPLE, channel="recruiting")
    await team.ada.click("Import", within="recruiting")
    patient = team.slack.person("ada", patience=20)
    await patient.downloads("rejected-people.csv", within="recruiting")
    assert team.ada.screen("recruiting").count("[file rejected-people.csv") == 1
