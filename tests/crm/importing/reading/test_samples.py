"""The sample files, each read as its manifest says."""

import json
from pathlib import Path
from typing import Any

import pytest

from crm.errors import UnreadableFile
from crm.importing.reading import open_table

SAMPLES = Path(__file__).parents[1] / "samples"
MANIFEST = json.loads((SAMPLES / "manifest.json").read_text())["files"]
REFUSED = {
    "shape_header_only.csv": "no rows under it",
    "shape_empty.csv": "empty",
    "shape_xlsx_named_csv.csv": "workbook is damaged",
}
COMMAS_ONLY = {"linkedin_connections_en.csv": 1}
"""Rows that the manifest counts, but in which nothing stands."""


@pytest.mark.parametrize(
    "sample", [each for each in MANIFEST if each["file"] not in REFUSED], ids=lambda each: each["file"]
)
def test_a_sample_is_read_as_its_manifest_says(sample: dict[str, Any]) -> None:
    table = open_table(SAMPLES / sample["file"])
    delimiter = sample["delimiter"].replace("\\t", "\t")
    assert table.recognised.encoding == sample["encoding"]
    assert (table.recognised.delimiter or table.recognised.format) == delimiter
    assert table.recognised.preamble_lines == sample.get("preamble_lines", 0)
    assert table.recognised.has_header
    rows = list(table.rows())
    assert len(rows) == table.row_count == sample["data_rows"] - COMMAS_ONLY.get(sample["file"], 0)
    assert rows == list(table.rows())


@pytest.mark.parametrize("name", REFUSED)
def test_a_sample_without_people_is_refused(name: str) -> None:
    with pytest.raises(UnreadableFile, match=REFUSED[name]):
        open_table(SAMPLES / name)


def test_the_letters_are_those_that_were_written() -> None:
    names = {
        sample: _first_cells(sample)
        for sample in ("enc_shift_jis.csv", "enc_utf16le_no_bom.csv", "shape_sep_line.csv")
    }
    assert names["enc_shift_jis.csv"] == ["中川", "恵美", "emi@example.jp", "03-5555-0100", "株式会社例"]
    assert (
        names["enc_utf16le_no_bom.csv"][:2] == names["shape_sep_line.csv"][:2] == ["Renée", "Müller – Østby"]
    )


def _first_cells(sample: str) -> list[str]:
    return next(open_table(SAMPLES / sample).rows()).cells
