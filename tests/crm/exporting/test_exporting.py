"""A file of everyone, or those who match: whole, harmless to spreadsheets, and importing it changes nothing."""

from pathlib import Path

import pytest

from crm import contacts
from crm.exporting.columns import HEADER
from crm.types import ContactDraft, Tenant
from tests.crm.importing.files import ADA, TENANT, csv_of, everyone, exported, imported, profile_of, rows_of

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
