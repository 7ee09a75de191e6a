"""An operator's own files as a provider: found by what people have in them, with where it is from."""

import asyncio
import csv
import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from enrichment import directory
from enrichment.directory.index import Index
from enrichment.http import Client
from enrichment.outcomes import InvalidInput, Matched, NoMatch, Outcome, Transient
from enrichment.request import Identity, Request
from enrichment.values import EVERYTHING, Kind

CSV = """Name,E-mail,Mobile,LinkedIn,GitHub,Title,Company,Skills,Source,Collected at,Lawful basis
Jane Doe,jane.doe@example.com,07700 900123,https://www.linkedin.com/in/Jane-Doe/?x=1,jane-doe,Staff Engineer,Example,"Go; PostgreSQL",Old ATS,2024-03-01,legitimate interest
Zoë Müller,,,linkedin.com/in/zoe-mueller,,Designer,Beispiel GmbH,Figma,Conference,2025-05-05,consent
John Smith,john1@example.com,,,,Cook,Diner,,,,
John Smith,john2@example.com,,,,Waiter,Diner,,,,
,,,,,,,,,,
"""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(CSV, encoding="utf-8")
    return file


def write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


async def found(path: Path, known: Identity, region: str = "GB") -> Outcome:
    async with Client() as client:
        return await directory.of(path, region).look_up(Request(known), "", client)


async def texts(path: Path, known: Identity) -> set[tuple[str, str]]:
    outcome = await found(path, known)
    assert isinstance(outcome, Matched), outcome
    assert outcome.units == 0
    return {(value.kind.value, value.text) for value in outcome.values}


JANE = {
    ("name", "Jane Doe"),
    ("work_email", "jane.doe@example.com"),
    ("mobile", "+447700900123"),
    ("profile", "https://linkedin.com/in/jane-doe"),
    ("profile", "https://github.com/jane-doe"),
    ("title", "Staff Engineer"),
    ("company", "Example"),
    ("skill", "Go"),
    ("skill", "PostgreSQL"),
}


@pytest.mark.parametrize(
    "known",
    [
        Identity(emails=("other@example.com", "jane.doe@example.com")),
        Identity(profiles=("https://linkedin.com/in/jane-doe",)),
        Identity(profiles=("https://github.com/jane-doe",)),
        Identity(phones=("+447700900123",)),
        Identity(name="JANE  DOE", company="Éxample"),
    ],
    ids=["e-mail", "LinkedIn", "GitHub", "phone", "name and company"],
)
async def test_somebody_is_found_by_each_of_the_keys(people: Path, known: Identity) -> None:
    assert await texts(people, known) == JANE


async def test_each_value_says_where_it_is_from_and_why_it_may_be_kept(people: Path) -> None:
    outcome = await found(people, Identity(emails=("jane.doe@example.com",)))
    assert isinstance(outcome, Matched)
    for value in outcome.values:
        assert value.evidence == "Old ATS (people.csv, record 1)"
        assert value.observed_on == date(2024, 3, 1)
        assert value.lawful_basis == "legitimate interest"
        assert value.confidence == 0.95


async def test_a_name_that_several_have_finds_nobody(people: Path) -> None:
    assert await found(people, Identity(name="John Smith", company="Diner")) == NoMatch()
    # Of the company alone, or of the name, nobody is found either.
    assert isinstance(await found(people, Identity(name="Jane Doe")), InvalidInput)
    assert await found(people, Identity(name="Zoe Muller", company="Example")) == NoMatch()
    assert ("title", "Designer") in await texts(people, Identity(name="Zoe Muller", company="beispiel gmbh"))


async def test_a_number_that_several_share_finds_nobody(tmp_path: Path) -> None:
    file = tmp_path / "desk.csv"
    file.write_text("name,phone\nAda,+49 30 123456\nBob,+49 30 123456\n", encoding="utf-8")
    assert await found(file, Identity(phones=("+4930123456",))) == NoMatch()


async def test_a_folder_of_files_of_every_kind_is_one_directory(tmp_path: Path) -> None:
    folder = tmp_path / "people"
    (folder / "older").mkdir(parents=True)
    (folder / "a.csv").write_bytes("Name;E-mail;Company\nJosé Niño;jose@example.com;Café\n".encode("cp1252"))
    (folder / "older" / "b.json").write_text(
        json.dumps(
            [{"name": "Ada", "emails": ["ada@example.com", "ada@gmail.com"], "skills": ["Go", "C++"]}, 7]
        ),
        encoding="utf-8",
    )
    (folder / "c.jsonl").write_text(
        '{"first_name": "Bob", "last_name": "Ray", "email": "bob@example.com"}\n\n'
    )
    with closing(sqlite3.connect(folder / "d.sqlite")) as database:
        database.execute('CREATE TABLE "the ""people"" here" (full_name TEXT, email TEXT, employees INTEGER)')
        database.execute('INSERT INTO "the ""people"" here" VALUES (?, ?, ?)', ("Cy", "cy@example.com", 12))
        database.execute("CREATE TABLE other (what TEXT)")
        database.execute("INSERT INTO other VALUES ('nothing of people')")
        database.commit()
    (folder / "notes.txt").write_text("name,email\nNobody,nobody@example.com\n")

    assert ("company", "Café") in await texts(folder, Identity(emails=("jose@example.com",)))
    ada = await texts(folder, Identity(emails=("ada@gmail.com",)))
    assert {("personal_email", "ada@gmail.com"), ("work_email", "ada@example.com"), ("skill", "C++")} <= ada
    assert ("name", "Bob Ray") in await texts(folder, Identity(emails=("bob@example.com",)))
    assert ("company_size", "12") in await texts(folder, Identity(emails=("cy@example.com",)))
    assert await found(folder, Identity(emails=("nobody@example.com",))) == NoMatch()
    assert Index(folder).contents().people == 4


async def test_the_index_is_made_once_and_again_after_a_change(people: Path) -> None:
    known = Identity(emails=("new@example.com",))
    assert await found(people, known) == NoMatch()
    index = Index(people, "GB").file
    made = index.stat().st_ino

    assert await found(people, known) == NoMatch()
    assert index.stat().st_ino == made

    write(people, CSV + "New,new@example.com\n")
    assert ("name", "New") in await texts(people, known)
    assert [each.name for each in people.parent.iterdir() if each.name.startswith(".")] == []


async def test_many_who_ask_at_once_make_one_index_and_giving_up_does_not_end_it(people: Path) -> None:
    with people.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "email"])
        writer.writerows([f"Person {number}", f"p{number}@example.com"] for number in range(3000))
    provider = directory.of(people)
    hasty = Request(Identity(emails=("p2999@example.com",)), EVERYTHING, deadline=0.001)
    patient = Request(Identity(emails=("p2999@example.com",)))
    async with Client() as client:
        first = await provider.look_up(hasty, "", client)
        rest = await asyncio.gather(*(provider.look_up(patient, "", client) for _ in range(5)))
    assert isinstance(first, Transient)
    assert all(isinstance(each, Matched) for each in rest)


async def test_an_index_that_is_broken_is_made_anew(people: Path) -> None:
    Index(people, "GB").file.write_bytes(b"no database at all" * 100)
    assert await texts(people, Identity(emails=("jane.doe@example.com",))) == JANE


async def test_a_file_that_cannot_be_read_is_a_problem_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "bad.json").write_text('[{"name": "Jane", "email": "jane@exam')
    (tmp_path / "d" / "bad.db").write_bytes(b"no database" * 100)
    (tmp_path / "d" / "good.csv").write_text("name,email\nAda,ada@example.com\n")

    assert ("name", "Ada") in await texts(tmp_path / "d", Identity(emails=("ada@example.com",)))
    contents = Index(tmp_path / "d", "GB").contents()
    assert contents.people == 1
    assert contents.problems == ("bad.db cannot be read to its end.", "bad.json cannot be read to its end.")


async def test_a_directory_that_is_not_there_may_be_later(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere" / "people.csv", tmp_path / "nobody.csv"):
        assert isinstance(await found(path, Identity(emails=("jane.doe@example.com",))), Transient)


async def test_only_what_is_on_the_list_is_read(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,email,birth date,sex,photo\nAda,ada@example.com,1815-12-10,female,ada.png\n")
    outcome = await found(file, Identity(emails=("ada@example.com",)))
    assert isinstance(outcome, Matched)
    assert {value.kind for value in outcome.values} == {Kind.NAME, Kind.WORK_EMAIL}
