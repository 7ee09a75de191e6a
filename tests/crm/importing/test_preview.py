"""What a file would give: the samples as their manifest says, and others of the same families."""

import codecs
import json
from pathlib import Path
from typing import Any

import pytest

from crm.importing.preview import Preview, preview
from crm.importing.tally import Unreadable

SAMPLES = Path(__file__).parent / "samples"
MANIFEST = json.loads((SAMPLES / "manifest.json").read_text())["files"]

PRESETS = {
    "linkedin_connections_en.csv": "LinkedIn Connections",
    "linkedin_connections_no_preamble.csv": "LinkedIn Connections",
    "linkedin_connections_de.csv": "LinkedIn Connections",
    "linkedin_recruiter_project.csv": "LinkedIn Recruiter",
    "google_contacts_old.csv": "Google Contacts",
    "google_contacts_new.csv": "Google Contacts",
    "outlook_classic_or_google_as_outlook.csv": "Outlook",
    "outlook_classic_cp1252.csv": "Outlook",
    "apple_icloud.vcf": "vCard",
    "hubspot_contacts.csv": "HubSpot",
    "greenhouse_prospect_import_template.csv": "Greenhouse",
    "lever_migration_template.csv": "Lever",
    "ashby_candidates.csv": "Ashby",
    "twenty_people_export.csv": "Twenty",
    "atomic_crm_contacts.csv": "Atomic CRM",
    "apollo_contacts.csv": "Apollo",
    "gem_project_upload.csv": "Gem",
}


def previewed(folder: Path, text: str, encoding: str = "utf-8", name: str = "people.csv") -> Preview:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return preview(path)


@pytest.mark.parametrize("sample", MANIFEST, ids=lambda each: each["file"])
def test_a_sample_gives_as_many_people_as_its_manifest_says(sample: dict[str, Any]) -> None:
    found = preview(SAMPLES / sample["file"])
    assert found.preset == PRESETS.get(sample["file"], "")
    assert found.unreadable_rows == 0
    if sample["usable"] == "1-3 by rule":
        assert (found.people, found.duplicates) == (3, 1)
    else:
        assert found.people == sample["usable"]
    if sample["usable"] == 0:
        assert found.rows == 0
        assert found.problems


def test_every_sample_shows_its_first_people() -> None:
    found = preview(SAMPLES / "google_contacts_old.csv")
    assert [person.called for person in found.first_people] == [
        "Ramona Ostrander",
        "Ион Пример",
        "no-name@example.com",
    ]
    assert [person.tags for person in found.first_people] == [("Candidates", "Alumni"), (), ()]


def test_a_report_with_three_rows_a_candidate_gives_each_once(tmp_path: Path) -> None:
    rows = [
        f"{candidate},{application},Person {candidate},{email},Job {application},Active"
        for candidate in range(1, 41)
        for application, email in (
            (1, ""),
            (2, f"p{candidate}@example.org"),
            (3, f"q{candidate}@example.org"),
        )
    ]
    header = "Candidate ID,Application ID,Candidate Name,Candidate Email,Job Name,Status"
    found = previewed(tmp_path, "\n".join([header, *rows]))
    assert (found.preset, found.rows, found.people, found.duplicates) == ("Greenhouse", 120, 40, 80)


def test_a_german_excel_of_hubspot(tmp_path: Path) -> None:
    text = (
        "E-Mail;Record ID;Nachname;Vorname;First Name;Last Name;Phone Number;Lead Status\r\n"
        "G.Perrault@Example.fr;901;;;Gaëlle;Perrault;+33 1 99 00 11 22;NEW\r\n"
        "noreply@example.com;902;;;;;;\r\n"
    )
    found = previewed(tmp_path, text, "cp1252")
    assert (found.preset, found.delimiter, found.people) == ("HubSpot", ";", 2)
    assert found.first_people[0].name == "Gaëlle Perrault"


def test_a_spanish_linkedin_export_with_notes_above(tmp_path: Path) -> None:
    text = (
        'Notas:\n"Es posible que falten algunas direcciones."\n\n'
        "Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Conectado el\n"
        "María,Núñez Peña,https://www.linkedin.com/in/maria-nu%C3%B1ez-ex,,Naranja S.A.,Ingeniera,12 mar 2024\n"
        ",,,,,,05 ene 2023\n"
    )
    found = previewed(tmp_path, text)
    assert (found.preset, found.preamble_lines, found.people, found.unreadable_rows) == (
        "LinkedIn Connections",
        3,
        1,
        0,
    )
    (maria,) = found.first_people
    assert (maria.name, maria.company, maria.title) == ("María Núñez Peña", "Naranja S.A.", "Ingeniera")
    assert maria.profiles == (("linkedin", "https://linkedin.com/in/maria-nu%C3%B1ez-ex"),)


def test_a_google_export_with_other_columns_in_utf_16(tmp_path: Path) -> None:
    header = ["Labels", "First Name", "Last Name", "File As", "Phonetic First Name"]
    header += [f"E-mail {number} - {part}" for number in range(1, 5) for part in ("Label", "Value")]
    cells = [
        "A ::: * myContacts",
        "Zoë",
        "Ångström",
        "",
        "",
        "",
        "",
        "* Home",
        "zoe@example.org",
        "",
        "",
        "Work",
        "z@example.com",
    ]
    text = "\n".join("\t".join(row) for row in (header, cells))
    found = previewed(tmp_path, codecs.BOM_UTF16_LE.decode("utf-16-le") + text, "utf-16-le")
    assert (found.preset, found.people) == ("Google Contacts", 1)
    assert [(key, kind) for key, _, kind in found.first_people[0].emails] == [
        *(("zoe@example.org", "personal"), ("z@example.com", "work"))
    ]


def test_an_apollo_export_with_the_older_columns_in_another_order(tmp_path: Path) -> None:
    text = (
        "Apollo Contact Id,Company,Title,Last Name,First Name,Mobile Phone,Email,Person Linkedin Url,Website\n"
        "1,Acme,CTO,Rousseau,Jane,'+1 202-555-0101,jane@example.ca,,http://acme.example\n"
        "2,Acme,COO,Roy,Isa,'+1 202-555-0102,,linkedin.com/in/isa,http://acme.example\n"
    )
    found = previewed(tmp_path, text)
    assert (found.preset, found.people, found.problems) == ("Apollo", 2, ())
    assert [phone for person in found.first_people for phone, _, _ in person.phones] == [
        "+12025550101",
        "+12025550102",
    ]


def test_without_a_header_the_values_tell(tmp_path: Path) -> None:
    found = previewed(
        tmp_path, "Ada Lovelace,ada@example.org\nBo Li,bo@example.org\nADA LOVELACE,Ada@Example.org\n"
    )
    assert [column.field for column in found.mapping] == ["name", "emails"]
    assert (found.rows, found.people, found.duplicates) == (3, 2, 1)
    assert "that is a guess" in found.problems[-1]


def test_a_list_without_names_says_so_where_a_column_may_have_them(tmp_path: Path) -> None:
    found = previewed(tmp_path, "Wer,E-mail\nAda,ada@example.org\nBo,bo@example.org\n")
    assert (found.people, len(found.problems)) == (2, 1)
    assert "called by their e-mail address" in found.problems[0]
    for text in ("E-mail,Wer\nada@example.org,\n", "Nickname,E-mail,Wer\nAdi,ada@example.org,Ada\n"):
        assert previewed(tmp_path, text).problems == ()


def test_what_cannot_be_read_is_said_with_its_line(tmp_path: Path) -> None:
    found = previewed(tmp_path, "Name,E-mail,Phone\nAda,ada@,\nBo,,030 123456\n,,\nCy,c@example.org,\n")
    assert (found.rows, found.people, found.unreadable_rows) == (3, 2, 1)
    assert found.unreadable == (Unreadable(2, "ada@ does not look like an e-mail address."),)
    assert found.problems == (
        "1 row cannot be read, the first in line 2: ada@ does not look like an e-mail address.",
        "1 value is left out, the first in line 3, Phone: The phone number 030 123456 has no country code. Write it with one, or choose a country for the whole file (Options).",
    )


def test_a_row_that_means_two_people_cannot_be_read(tmp_path: Path) -> None:
    found = previewed(
        tmp_path, "Name,E-mail\nAda,a@example.org\nBo,b@example.org\nCy,a@example.org; b@example.org\n"
    )
    assert (found.people, found.unreadable_rows) == (2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Product,Price,Quantity\nBlue chair,12,3\n",
        "Name,Price,SKU\nBlue Chair,12,A-3\nGreen Chair,13,A-4\n",
        "Company name,Phone,Industry\nAcme,+49 30 123456,Tools\n",
        "Organization,Followed On\nAcme,2024-01-02\n",
    ],
)
def test_what_is_no_list_of_people_gives_none(tmp_path: Path, text: str) -> None:
    found = previewed(tmp_path, text)
    assert (found.people, found.unreadable_rows) == (0, 0)
    assert found.rows > 0
    assert "no list of contacts" in found.problems[-1]


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    found = preview(tmp_path / "none.csv")
    assert found == Preview(problems=("This file cannot be opened: No such file or directory.",))


def test_a_known_country_completes_the_numbers(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Phone\nBo,030 123456\n")
    assert preview(path, "DE").first_people[0].phones == (("+4930123456", "", "work"),)
