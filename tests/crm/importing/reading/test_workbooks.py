"""Workbooks of every kind, whatever their name says, with values as a person sees them."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from crm.importing.reading import Table, open_table, table_of

PEOPLE = [
    ["Name", "Email", "Phone"],
    ["Ada", "ada@example.org", "+44 20 7946"],
    ["Zoë", "zoe@example.org", ""],
]
Sheets = Mapping[str, Sequence[Sequence[object]]]
FILES = Path(__file__).with_name("files")
"""Of the kinds that cannot be written here: the same two sheets in each."""


def xlsx(sheets: Sheets) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return _saved(workbook)


def _at(moment: str) -> datetime:
    """Workbooks know no zones."""
    return datetime.fromisoformat(moment)


def _saved(workbook: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _cells(table: Table) -> list[list[str]]:
    return [table.header, *(row.cells for row in table.rows())]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_every_kind_of_workbook_is_read(kind: str) -> None:
    table = open_table(FILES / f"people.{kind}")
    assert _cells(table) == PEOPLE
    assert [row.line for row in table.rows()] == [2, 3]
    assert (table.recognised.format, table.recognised.sheet, table.recognised.encoding) == (
        kind,
        "People",
        "",
    )
    assert table.recognised.problems == ('Only one sheet was read; left out: "Notes".',)


def test_the_first_sheet_that_looks_like_a_table_is_read() -> None:
    table = table_of(xlsx({"Cover": [["Our people"], ["2024"]], "Empty": [], "People": PEOPLE}))
    assert (table.recognised.sheet, table.header) == ("People", PEOPLE[0])


def test_a_sheet_of_codes_before_the_people_is_not_taken_for_them() -> None:
    codes = [["Code", "Meaning"], ["A", "active"], ["B", "blocked"]]
    table = table_of(xlsx({"Codes": codes, "People": PEOPLE, "Others": PEOPLE}))
    assert (table.recognised.sheet, table.header) == ("People", PEOPLE[0])
    assert table_of(xlsx({"Codes": codes, "More": codes})).recognised.sheet == "Codes"


def test_a_hidden_sheet_is_not_read() -> None:
    workbook = openpyxl.Workbook()
    hidden, shown = workbook.worksheets[0], workbook.create_sheet("Shown")
    for row in PEOPLE:
        hidden.append(row)
        shown.append(row)
    hidden.sheet_state = "hidden"
    table = table_of(_saved(workbook))
    assert (table.recognised.sheet, table.recognised.problems) == ("Shown", ())


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (4915123456789, "4915123456789"),
        (45292.0, "45292"),
        (0.1 + 0.2, "0.3"),
        (12.5, "12.5"),
        (True, "TRUE"),
        (_at("2024-01-01"), "2024-01-01"),
        (date(2024, 2, 29), "2024-02-29"),
        (_at("2024-01-01 13:05"), "2024-01-01 13:05"),
        (_at("2024-01-01 13:05:07"), "2024-01-01 13:05:07"),
        (time(9, 30), "09:30"),
        ("00123", "00123"),
        ("line one\nline two", "line one\nline two"),
        ("=1/0", ""),
    ],
)
def test_a_value_is_written_as_a_person_sees_it(value: object, shown: str) -> None:
    table = table_of(xlsx({"A": [["Name", "Value"], ["Ada", value]]}))
    assert next(table.rows()).cells == ["Ada", shown]


def test_an_error_in_a_cell_is_blank() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in (["Name", "Company"], ["Ada", "#N/A"], ["Bo", "X"]):
        sheet.append(row)
    sheet["B2"].data_type = "e"
    assert [row.cells for row in table_of(_saved(workbook)).rows()] == [["Ada", ""], ["Bo", "X"]]


def test_titles_above_and_empty_columns_around_are_no_part_of_the_table() -> None:
    blank: list[object] = [None] * 4
    rows: list[Sequence[object]] = [
        ["Candidates", *[None] * 3],
        blank,
        [None, *PEOPLE[0]],
        [None, *PEOPLE[1]],
        blank,
        [None, *PEOPLE[2]],
    ]
    table = table_of(xlsx({"A": rows}))
    assert table.recognised.preamble_lines == 2
    assert [(row.line, row.cells[-3]) for row in table.rows()] == [(4, "Ada"), (6, "Zoë")]


def test_a_cell_merged_over_several_rows_is_meant_for_each() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in (
        ["People of 2024", None, None],
        ["Company", "Name", "Email"],
        ["X", "Ada", "a@x.org"],
        [None, "Bo", "b@x.org"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A3:A4")
    table = table_of(_saved(workbook))
    assert _cells(table) == [["Company", "Name", "Email"], ["X", "Ada", "a@x.org"], ["X", "Bo", "b@x.org"]]
