"""A file of everyone, or those who match: whole, harmless to spreadsheets, and importing it changes nothing."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crm import contacts, exporting, jobs
from crm.exporting.columns import HEADER
from crm.profile import custom
from crm.types import ContactDraft, Job, Tenant
from storage.models import Contact, ExportPart
from tests.crm.importing.files import (
    ADA,
    ALONE,
    TENANT,
    csv_of,
    everyone,
    exported,
    imported,
    profile_of,
    rows_of,
    whom,
)

pytestmark = pytest.mark.usefixtures("database")

WHOLE = [
    [
        *("Name", "Headline", "Location", "Photo", "E-mails", "Phones", "Profile links", "Positions"),
        *("Education", "Certifications", "Skills", "Tags"),
    ],
    [
        *(
            '=HYPERLINK("http://x")',
            '@home, “quoted” "and" \'; | \\ marks',
            "São Paulo\u3000☕",
            "https://x/y.png",
        ),
        "ada@example.org ; work | +tag@example.net ; personal",
        "+49 30 123456 ext. 7 ; home | +49 151 23456789",
        "linkedin.com/in/ada | https://example.org/a\\;b",
        "Acme \\; Sons ; CTO | Lab ; Head \\| Lead ; 2019-01 ; 2021 ; past | Acme \\; Sons ; Intern ; 2001",
        "Universität ; MSc ; Mathematics ; 1833 ; 1835 | Universität ; MSc ; Physics ; 1833 ; 1835",
        "CKA ; CNCF ; 2021 ; https://example.org/cka",
        "C++ ; technical | C# | Patience ; soft",
        "-1 | 'quoted | a\\|b | 日本語",
    ],
    ["Only Name", *[""] * 11],
    ["", "", "", "", "nameless@example.org", *[""] * 7],
]


async def test_importing_an_export_changes_nothing(tmp_path: Path) -> None:
    await imported(csv_of(WHOLE))
    before = await everyone()
    run = await imported(await exported(tmp_path))
    assert (run.added, run.updated, run.unchanged, run.rejected) == (0, 0, 3, 0)
    assert await everyone() == before


async def test_an_export_makes_the_same_people_in_an_empty_book(tmp_path: Path) -> None:
    await imported(csv_of(WHOLE))
    other = Tenant("T2")
    await imported(await exported(tmp_path), other)
    there, here = await everyone(other), await everyone()
    assert [profile_of(person) for person in there] == [profile_of(person) for person in here]
    ada = next(person for person in here if person.headline)
    assert len(ada.positions) == 3
    assert [each.kind for each in ada.emails] == ["work", "personal"]


async def test_nothing_in_it_is_run_by_a_spreadsheet(tmp_path: Path) -> None:
    await imported(csv_of(WHOLE))
    content = await exported(tmp_path)
    assert content.startswith(b"\xef\xbb\xbf")
    header, *rows = rows_of(content)
    assert header == list(HEADER)
    for cell in (cell for row in rows for cell in row):
        assert not cell.lstrip(" \"'\n").startswith(tuple("=+-@\t\r＝＋－＠")) or cell.startswith("'")


async def test_only_those_who_match_are_in_it(tmp_path: Path) -> None:
    for name in ("Ada Lovelace", "Ada Byron", "Bo Li"):
        email = f"{name.split()[1].lower()}@example.org"
        await contacts.add(TENANT, ADA, ContactDraft(name=name, email=email))
    names = {row[0] for row in rows_of(await exported(tmp_path, "ada"))[1:]}
    assert names == {"Ada Lovelace", "Ada Byron"}
    assert len(rows_of(await exported(tmp_path, "li@example.org"))) == 2
    assert len(rows_of(await exported(tmp_path, "nobody like that"))) == 1


async def test_everyone_is_in_it_however_many_there_are(tmp_path: Path) -> None:
    people = [[f"Ada {number}", f"a{number}@example.org"] for number in range(1101)]
    await imported(csv_of([["Name", "E-mail"], *people]))
    for text in ("", "ada"):
        rows = rows_of(await exported(tmp_path, text))[1:]
        assert len({row[4] for row in rows}) == 1101


async def written(job: Job, parts: int) -> Job:
    """That job once so many parts of it are."""
    await jobs.begin(TENANT, job.id, job.attempt)
    for _ in range(1 + parts):
        assert await exporting.write_next(TENANT, job.id, whom, ALONE)
    return await jobs.get(TENANT, job.id)


async def names_in(job: Job, tmp_path: Path) -> list[str]:
    while await exporting.write_next(TENANT, job.id, whom, ALONE):
        pass
    with (tmp_path / "contacts.csv").open("w+b") as file:
        assert await exporting.read(TENANT, job.reference, file)
    return [row[0] for row in rows_of((tmp_path / "contacts.csv").read_bytes())[1:]]


async def three_parts_of_people() -> list[str]:
    """Their names, in their order."""
    names = [f"Ada {number}" for number in range(exporting.AT_ONCE * 2 + 10)]
    await imported(csv_of([["Name"], *[[name] for name in names]]))
    return names


async def test_who_was_written_is_not_written_again_however_often_it_is_stopped(tmp_path: Path) -> None:
    names = await three_parts_of_people()
    job = await written(await exporting.start(TENANT, ADA, "", "D1"), parts=1)
    assert (job.done, job.total) == (exporting.AT_ONCE, len(names))
    await jobs.stop(TENANT, ADA, job.id)
    assert not await exporting.write_next(TENANT, job.id, whom, ALONE)
    await contacts.add(TENANT, ADA, ContactDraft(name="Late"))
    await Contact.filter(name__in=[names[0], names[-1]]).update(name="Renamed")

    resumed = await jobs.resume(TENANT, job.id)
    assert resumed is not None
    await jobs.begin(TENANT, resumed.id, resumed.attempt)
    assert await names_in(resumed, tmp_path) == [*names[:-1], "Renamed"]


async def test_of_two_who_write_the_same_people_one_does_and_both_go_on(tmp_path: Path) -> None:
    """The one who did may be cut off right after: the other must not take it for the end."""
    names = await three_parts_of_people()
    job = await written(await exporting.start(TENANT, ADA, "", "D1"), parts=0)
    assert all(await asyncio.gather(*[exporting.write_next(TENANT, job.id, whom, ALONE) for _ in range(4)]))
    assert await names_in(job, tmp_path) == names


async def test_every_row_has_the_same_columns_whatever_becomes_of_a_field(tmp_path: Path) -> None:
    await three_parts_of_people()
    await custom.add(TENANT, "Notice", "text", [])
    [field] = await custom.fields(TENANT)
    job = await written(await exporting.start(TENANT, ADA, "", "D1"), parts=1)
    await custom.archive(TENANT, field.id)
    await custom.add(TENANT, "Salary", "text", [])
    await names_in(job, tmp_path)
    header, *rows = rows_of((tmp_path / "contacts.csv").read_bytes())
    assert header == [*HEADER, "Notice"]
    assert {len(row) for row in rows} == {len(header)}


async def test_what_was_written_is_kept_for_a_week_only(tmp_path: Path) -> None:
    names = await three_parts_of_people()
    job = await written(await exporting.start(TENANT, ADA, "", "D1"), parts=1)
    now = datetime.now(UTC)
    await exporting.forget_old(TENANT, now + exporting.KEPT - timedelta(minutes=1))
    assert await ExportPart.all().count() == 3
    await exporting.forget_old(TENANT, now + exporting.KEPT + timedelta(minutes=1))
    assert await ExportPart.all().count() == 0
    assert await names_in(job, tmp_path) == names
