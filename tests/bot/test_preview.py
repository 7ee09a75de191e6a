"""`roster preview`, as somebody at a shell uses it."""

import json
import os
import subprocess
import sys
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "crm" / "importing" / "samples"


def roster(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Without any setting."""
    environment = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=environment,
    )


def test_a_file_is_shown_to_a_person() -> None:
    run = roster("preview", str(SAMPLES / "linkedin_connections_en.csv"))
    assert (run.returncode, run.stderr) == (0, "")
    assert "LinkedIn Connections: csv, utf-8, commas, 3 lines above the header" in run.stdout
    assert "3 rows, 3 people" in run.stdout
    assert "Position -> Title" in run.stdout
    assert "Marisol Quintanilla · Staff Engineer, Halden Robotics" in run.stdout


def test_a_program_gets_one_object() -> None:
    run = roster("preview", str(SAMPLES / "hubspot_contacts.csv"), "--json")
    assert run.returncode == 0
    found = json.loads(run.stdout)
    assert {key: found[key] for key in ("format", "encoding", "delimiter", "preamble_lines", "preset")} == {
        "format": "csv",
        "encoding": "utf-8",
        "delimiter": ",",
        "preamble_lines": 0,
        "preset": "HubSpot",
    }
    assert (found["rows"], found["people"], found["problems"]) == (2, 2, [])
    assert {each["header"]: each["field"] for each in found["mapping"]}["Job Title"] == "title"
    assert found["first_people"][0]["phones"] == ["+33199001122"]


def test_a_file_that_cannot_be_read_is_an_object_as_well() -> None:
    run = roster("preview", str(SAMPLES / "shape_empty.csv"), "--json")
    assert run.returncode == 0
    found = json.loads(run.stdout)
    assert (found["rows"], found["people"], found["problems"]) == (0, 0, ["This file is empty."])
    assert roster("preview", str(SAMPLES / "shape_empty.csv")).returncode == 1


def test_the_country_of_phone_numbers_may_be_said(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Phone\nBo,030 123456\n")
    assert "+4930123456" in roster("preview", str(path), "--country", "de").stdout
