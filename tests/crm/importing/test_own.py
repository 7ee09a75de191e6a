"""Columns for the fields that a workspace has made, and the order of dates."""

from dataclasses import replace
from pathlib import Path

import pytest

from crm import contacts, importing
from crm.errors import UserError
from crm.importing import looks, own
from crm.own_columns import id_of
from crm.profile import custom
from crm.types import Author, Existing, ImportOptions
from storage.models import CustomValue
from tests.crm.importing.files import (
    ADA,
    TENANT,
    csv_of,
    dropped,
    everyone,
    exported,
    given_back,
    imported,
    rows_of,
)
from tests.crm.importing.test_undoing import taken_back
from tests.crm.profile.forms import Form

pytestmark = pytest.mark.usefixtures("database")

FIELDS: tuple[tuple[str, str, list[str]], ...] = (
    ("Notice period", "choice", ["1 month", "3 months"]),
    ("Salary", "number", []),
    ("Available from", "date", []),
    ("Portfolio", "link", []),
    ("Referee", "person", []),
    ("Department", "text", []),
)
HEADER = ["Name", "E-mail", *(label for label, _, _ in FIELDS)]
JANE = [
    *("Jane Doe", "jane@example.org", "3 Months", "90000", "31/12/2026", "https://jane.example", "U0BEN"),
    "Engines",
]
KEPT = ["3 months", "90000", "2026-12-31", "https://jane.example", "U0BEN", "Engines"]
BEN = Author("UBEN")


@pytest.fixture(autouse=True)
async def fields(database: str) -> None:
    for label, kind, choices in FIELDS:
        await custom.add(TENANT, label, kind, choices)


async def values() -> dict[str, list[str]]:
    """In the order of the fields, by the person's name."""
    found = {}
    for person in await everyone():
        by_field = {each.field_id: each.value for each in person.custom}
        found[person.name] = [by_field.get(each.id, "") for each in await custom.fields(TENANT)]
    return found


async def typed(label: str, value: str) -> None:
    """By Ben, on the form of the first person."""
    [field] = [each for each in await custom.fields(TENANT) if each.label == label]
    form = await Form.opened(TENANT, (await everyone())[0].id, "custom")
    await form.save(BEN, **{custom.key_of(field.id): value})


async def test_columns_called_like_a_field_of_the_workspace_are_taken_for_it(tmp_path: Path) -> None:
    run = await imported(csv_of([HEADER, JANE]))
    assert all(column.field for column in run.columns)
    assert await values() == {"Jane Doe": KEPT}
    run = await imported(await exported(tmp_path))
    assert (run.unchanged, run.rejected) == (1, 0)


async def test_fields_are_told_apart_by_what_they_are_called_just_so(tmp_path: Path) -> None:
    labels = ["Salary €", "Salary $", "⭐", "+1", "Tags", "Company"]
    for label in labels:
        await custom.add(TENANT, label, "text", [])
    header = ["Name", "E-mail", "", "Tags", "Company", *labels]
    jane = ["Jane Doe", "jane@example.org", "?!", "berlin", "Acme", "1", "2", "3", "4", "5", "6"]
    await imported(csv_of([header, jane]))
    there = [each.value for each in (await everyone())[0].custom]
    assert (there, (await everyone())[0].tags) == (["1", "2", "3", "4", "5", "6"], ("berlin",))
    run = await imported(await exported(tmp_path))
    assert (run.unchanged, (await everyone())[0].tags) == (1, ("berlin",))
    assert all(id_of(column.field) for column in run.columns[-6:])


async def test_what_does_not_fit_is_left_out_and_given_back_with_what_to_write() -> None:
    bad = ["Jane Doe", "jane@example.org", "soon", "a lot", "03/2026", "jane.example", "Ben", "Engines"]
    run = await imported(csv_of([HEADER, bad]))
    assert run.added == 1
    assert (await values())["Jane Doe"] == [*[""] * 5, "Engines"]
    reason = rows_of(await given_back(run.id))[1][-1]
    for sentence in (
        "Notice period: soon is none of 1 month, 3 months.",
        "Salary: Write a number",
        "Available from: The day is missing.",
        "Portfolio: A link begins with https://.",
        "Referee: Write the colleague's member ID",
    ):
        assert sentence in reason


async def test_choices_that_differ_only_by_their_signs_are_told_apart(tmp_path: Path) -> None:
    await custom.add(TENANT, "Language", "choice", ["C", "C++", "C#", "c"])
    rows = [
        ["Jane", "jane@example.org", "C++"],
        ["Bo", "bo@example.org", "c#"],
        ["Al", "al@example.org", "c"],
    ]
    await imported(csv_of([["Name", "E-mail", "Language"], *rows]))
    assert [person.custom[0].value for person in await everyone()] == ["C++", "C#", "c"]
    assert (await imported(await exported(tmp_path))).unchanged == 3
    assert [person.custom[0].value for person in await everyone()] == ["C++", "C#", "c"]


async def test_a_choice_that_is_called_like_nothing_is_meant() -> None:
    await custom.add(TENANT, "Clearance", "choice", ["None", "-", "Secret"])
    header = ["Name", "E-mail", "Clearance", "Department"]
    await imported(csv_of([header, ["Jane", "jane@example.org", "Secret", "None"]]))
    assert [each.value for each in (await everyone())[0].custom] == ["Secret"]
    for cell, kept in (("", "Secret"), ("none", "None"), ("n/a", "None"), ("-", "-")):
        await imported(csv_of([header, ["Jane", "jane@example.org", cell, ""]]))
        assert [each.value for each in (await everyone())[0].custom] == [kept]


async def test_why_a_row_was_rejected_does_not_come_into_a_field_of_that_name() -> None:
    await custom.add(TENANT, "Reason", "text", [])
    header = ["Name", "E-mail", "Salary"]
    run = await imported(csv_of([header, ["Jane Doe", "jane@example.org", "a lot"]]))
    mended = [[cell.replace("a lot", "90000") for cell in row] for row in rows_of(await given_back(run.id))]
    await imported(csv_of(mended))
    assert [each.value for each in (await everyone())[0].custom] == ["90000"]
    await imported(csv_of([["Name", "E-mail", "Reason"], ["Jane Doe", "jane@example.org", "Moves"]]))
    assert [each.value for each in (await everyone())[0].custom] == ["90000", "Moves"]


async def test_a_row_of_nobody_is_rejected_for_that_and_not_for_what_else_it_says() -> None:
    rows = [["Name", "E-mail", "Salary"], ["Jane Doe", "jane@example.org", "1"], ["", "", "90000 in all"]]
    run = await imported(csv_of([*rows, ["Bo", "bo@example.org", "2"]]))
    assert run.rejected == 1
    assert rows_of(await given_back(run.id))[1][-1].startswith("There is no name and no e-mail address")


@pytest.mark.parametrize("cell", ["soon", "46022", "31/12/26", "2026", "Mar 2026"])
async def test_what_is_no_day_is_given_back_with_what_will_be_taken(cell: str) -> None:
    run = await imported(csv_of([["Name", "E-mail", "Available from"], [*JANE[:2], cell]]))
    given = rows_of(await given_back(run.id))
    assert given[1][-1].endswith("Write a date as 2021-03-31.")
    assert "Mar 2021" not in given[1][-1]


@pytest.mark.parametrize(
    ("existing", "salary", "notice"),
    [
        (Existing.UPDATE, "80000", "1 month"),
        (Existing.OVERWRITE, "100", "1 month"),
        (Existing.FILL, "80000", "3 months"),
        (Existing.SKIP, "80000", "3 months"),
    ],
)
async def test_what_is_typed_by_hand_gives_way_only_where_one_wants_that(
    existing: Existing, salary: str, notice: str
) -> None:
    await imported(csv_of([HEADER, JANE]))
    await typed("Salary", "80000")
    later = [*JANE[:2], "1 month", "100", "", "", "", ""]
    await imported(csv_of([HEADER, later]), options=ImportOptions(existing))
    assert (await values())["Jane Doe"] == [notice, salary, *KEPT[2:]]


async def test_the_timeline_and_the_summary_say_what_changed() -> None:
    await imported(csv_of([HEADER, JANE]))
    run = await imported(csv_of([HEADER, [*JANE[:2], "1 month", "100", "", "", "", ""]]))
    assert (await importing.get(TENANT, run.id)).changes == {"Notice period": 1, "Salary": 1}


async def test_taking_an_import_back_restores_what_was_there_but_for_what_was_changed_since() -> None:
    await imported(csv_of([["Name", "E-mail"], ["Jane Doe", "jane@example.org"], ["Bo", "bo@example.org"]]))
    first = await imported(csv_of([HEADER, [*JANE[:2], "3 months", "1", "", "", "", ""]]))
    before = await CustomValue.all().order_by("id").values()
    later = await imported(
        csv_of([HEADER, JANE, ["Bo", "bo@example.org", "", "7", "", "", "", ""], [*JANE[:3], "2", *[""] * 4]])
    )
    assert (await taken_back(later)).number == 0
    assert await CustomValue.all().order_by("id").values() == before
    await typed("Salary", "2")
    assert (await taken_back(first)).names == {(await everyone())[0].id: "Jane Doe"}
    assert await values() == {"Jane Doe": ["", "2", "", "", "", ""], "Bo": [""] * 6}


async def test_a_field_that_is_archived_meanwhile_is_kept_all_the_same() -> None:
    run = await dropped(csv_of([HEADER, JANE]))
    for field in await custom.fields(TENANT):
        await custom.archive(TENANT, field.id)
    choices = dict(await own.choices(TENANT, run.columns))
    assert [choices[column.field] for column in run.columns][2:] == HEADER[2:]
    assert "Salary" not in dict(await own.choices(TENANT)).values()
    again = await imported(csv_of([HEADER, JANE]))
    assert not any(id_of(column.field) for column in again.columns)


async def test_two_columns_for_one_field_are_refused() -> None:
    run = await dropped(csv_of([HEADER, JANE]))
    fields = [column.field for column in run.columns]
    with pytest.raises(UserError, match="Two columns are mapped to Salary"):
        await importing.set_mapping(TENANT, ADA, run.id, [*fields[:2], fields[3], *fields[3:]])


@pytest.mark.parametrize(
    ("cells", "month_first"),
    [
        (["12/31/2021"], True),
        (["31/12/2021"], False),
        (["03/04/2021"], False),
        (["03/04/2021", "1/13/2021 10:20"], True),
        (["12/31/2021", "31/12/2021"], False),
        (["99/99/2021", "+49 30 12"], False),
        (["03/04/2021", "05-55-1234", "04.45.2010", "00/31/2021", "10-25-3000"], False),
    ],
)
def test_the_file_shows_in_which_order_its_dates_are(cells: list[str], month_first: bool) -> None:
    assert looks.month_first([[cell] for cell in cells]) is month_first


async def test_dates_are_read_as_the_file_shows_or_as_somebody_says() -> None:
    header = ["Name", "E-mail", "Available from", "Positions"]
    rows = [
        ["Jane", "jane@example.org", "03/04/2021", "Acme ; CTO ; 05/06/2019 ; 2020"],
        ["Bo", "bo@example.org", "12/31/2021", ""],
    ]
    run = await imported(csv_of([header, *rows]))
    assert run.options.month_first
    assert [person.custom[0].value for person in await everyone()] == ["2021-03-04", "2021-12-31"]
    jane = await contacts.get(TENANT, (await everyone())[0].id)
    assert (jane.positions[0].started, jane.positions[0].ended) == ("2019-05-06", "2020")
    said = replace(run.options, month_first=False)
    run = await imported(csv_of([header, rows[0]]), options=said)
    assert [person.custom[0].value for person in await everyone()] == ["2021-04-03", "2021-12-31"]
