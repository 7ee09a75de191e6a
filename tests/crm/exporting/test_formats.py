"""Every format: whole, with the chosen fields in their order, and importing it changes nothing."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
import vobject
from openpyxl import load_workbook

from crm import exporting, jobs, workbooks
from crm.errors import UserError
from crm.exporting.formats import FORMATS
from crm.profile import custom
from storage.models import Contact, ExportPart
from tests.crm.exporting.test_exporting import WHOLE
from tests.crm.importing.files import ADA, ALONE, TENANT, csv_of, everyone, exported_as, imported, whom

pytestmark = pytest.mark.usefixtures("database")

READ_BACK = {"csv": "contacts.csv", "plain": "contacts.csv", "xlsx": "contacts.xlsx", "vcf": "contacts.vcf"}


@pytest.mark.parametrize("key", READ_BACK)
async def test_importing_an_export_of_any_format_changes_nothing(key: str) -> None:
    await imported(csv_of(WHOLE))
    before = await everyone()
    content, written = await exported_as(key)
    assert written.people == 3
    run = await imported(content, name=READ_BACK[key])
    assert (run.added, run.updated, run.unchanged, run.rejected) == (0, 0, 3, 0)
    assert await everyone() == before


@pytest.mark.parametrize("key", READ_BACK)
async def test_any_choice_of_fields_imports_back_to_nothing_new(key: str) -> None:
    await imported(csv_of(WHOLE))
    before = await everyone()
    content, _ = await exported_as(key, ["phones", "tags", "emails"])
    run = await imported(content, name=READ_BACK[key])
    assert (run.added, run.updated) == (0, 0)
    assert await everyone() == before


async def test_the_chosen_fields_stand_in_the_chosen_order() -> None:
    await imported(csv_of(WHOLE[:2]))
    content, _ = await exported_as("plain", ["phones", "name", "unknown"])
    header, row = csv.reader(io.StringIO(content.decode(), newline=""))
    assert header == ["Phones", "Name"]
    assert row[0].startswith("+4930123456")
    assert row[1] == WHOLE[1][0]


async def test_a_file_without_a_field_is_not_given() -> None:
    await imported(csv_of(WHOLE))
    await custom.add(TENANT, "Notice", "text", [])
    [field] = await custom.fields(TENANT)
    await custom.archive(TENANT, field.id)
    with pytest.raises(UserError, match="The fields that were chosen are in the archive by now"):
        await exported_as("plain", [f"own:{field.id}"])


async def test_json_lines_have_an_object_for_each_person() -> None:
    await imported(csv_of(WHOLE))
    await custom.add(TENANT, "Notice", "text", [])
    content, written = await exported_as("jsonl")
    ada, only_name, nameless = map(json.loads, content.decode().splitlines())
    assert written.people == 3
    assert ada["emails"][0] == {"address": "ada@example.org", "kind": "work"}
    assert ada["phones"][0] == {"number": "+4930123456", "extension": "7", "kind": "home"}
    assert ada["positions"][0]["company"] == "Acme ; Sons"
    assert ada["tags"] == ["'quoted", "-1", "a|b", "日本語"]
    assert (only_name["name"], only_name["emails"], only_name["custom"]) == ("Only Name", [], {"Notice": ""})
    assert nameless["name"] == "nameless@example.org"


async def test_vcards_are_of_version_4_and_say_what_they_have_no_place_for() -> None:
    await imported(csv_of(WHOLE))
    content, written = await exported_as("vcf")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    cards = list(vobject.readComponents(content.decode()))
    assert [values_of(card, "version") for card in cards] == [["4.0"]] * 3
    assert [values_of(card, "fn")[0] for card in cards] == [WHOLE[1][0], "Only Name", "nameless@example.org"]
    assert values_of(cards[0], "tel") == [
        "tel:+4930123456;ext=7",
        "tel:+4915123456789",
    ]
    assert values_of(cards[0], "photo") == ["https://x/y.png"]
    assert "Headline" in written.note
    assert "E-mails" not in written.note


async def test_a_workbook_has_every_cell_as_text() -> None:
    await imported(csv_of(WHOLE))
    content, written = await exported_as("xlsx")
    assert (written.people, written.ending) == (3, "xlsx")
    rows = list(load_workbook(io.BytesIO(content), read_only=True).worksheets[0].iter_rows())
    assert len(rows) == 4
    assert rows[1][0].value == WHOLE[1][0]
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} == {"s"}


async def test_what_does_not_fit_into_a_workbook_is_said_with_whose_it_is_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    schools = " | ".join(f"University {number}" for number in range(9))
    await imported(csv_of([["Name", "Education"], ["Bo Li", "TU"], ["Ada", schools]]))
    monkeypatch.setattr(workbooks, "LONGEST_CELL", 100)
    job = await exporting.start(TENANT, ADA, "", "D1", "xlsx")
    await jobs.begin(TENANT, job.id, job.attempt)
    assert await exporting.write_next(TENANT, job.id, whom, ALONE)
    with pytest.raises(UserError, match=r"Education of Ada is longer than the 100 characters .* Choose CSV"):
        await exporting.write_next(TENANT, job.id, whom, ALONE)
    assert await ExportPart.exclude(content=None).count() == 0


async def test_more_people_than_a_format_takes_is_a_sentence_before_anything_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await imported(csv_of(WHOLE))
    monkeypatch.setattr("crm.exporting.formats._BY_KEY", _with_most(2))
    job = await exporting.start(TENANT, ADA, "", "D1", "xlsx")
    await jobs.begin(TENANT, job.id, job.attempt)
    with pytest.raises(UserError, match=r"These are 3 people, and .* holds 2"):
        await exporting.write_next(TENANT, job.id, whom, ALONE)
    assert await ExportPart.all().count() == 0


async def test_a_file_that_somebody_is_missing_in_is_not_given() -> None:
    await imported(csv_of(WHOLE))
    for key in [each.key for each in FORMATS]:
        job = await exporting.start(TENANT, ADA, "", "D1", key)
        await jobs.begin(TENANT, job.id, job.attempt)
        while await exporting.write_next(TENANT, job.id, whom, ALONE):
            pass
        await ExportPart.filter(run_id=job.reference).update(content="")
        with pytest.raises(UserError, match="0 people instead of 3"):
            await exporting.read(TENANT, job.reference, io.BytesIO())


async def test_who_is_deleted_while_it_runs_is_not_promised() -> None:
    await imported(csv_of(WHOLE))
    job = await exporting.start(TENANT, ADA, "", "D1")
    await jobs.begin(TENANT, job.id, job.attempt)
    assert await exporting.write_next(TENANT, job.id, whom, ALONE)
    await Contact.filter(name="Only Name").update(state="deleted")
    while await exporting.write_next(TENANT, job.id, whom, ALONE):
        pass
    assert (await exporting.get(TENANT, job.reference)).people == 2
    written = await exporting.read(TENANT, job.reference, io.BytesIO())
    assert written is not None
    assert written.people == 2


def values_of(card: Any, name: str) -> list[str]:
    return [each.value for each in card.contents[name]]


def _with_most(most: int) -> dict[str, object]:
    return {each.key: replace(each, most=most) for each in FORMATS}
