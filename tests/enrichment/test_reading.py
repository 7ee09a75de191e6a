"""JSON of another shape reads as nothing."""

from datetime import date
from typing import Any

import pytest

from enrichment.reading import Record


@pytest.mark.parametrize("found", [None, True, False, 1.5, [], {}, ["a"], {"a": "b"}])
def test_what_is_no_text_reads_as_none(found: Any) -> None:
    assert Record({"name": found}).text("name") == ""


@pytest.mark.parametrize("found", [None, True, "7", [], {}, float("nan"), float("inf"), 10**400])
def test_what_is_no_number_reads_as_none(found: Any) -> None:
    assert Record({"score": found}).number("score") is None


@pytest.mark.parametrize("found", [None, True, 7, "", "soon", "2026-13-01", "0001-01-01T00:00:00Z", []])
def test_what_is_no_day_reads_as_none(found: Any) -> None:
    assert Record({"seen": found}).day("seen") is None


def test_what_is_there_is_read() -> None:
    record = Record(
        {
            "name": " Jane\ud800 ",
            "size": 180,
            "mail": {"seen": "2026-10-01T12:00:00Z"},
            "skills": ["Go", True, None, 7],
            "one": "Go",
            "jobs": [{"title": "Cook"}, 7],
        }
    )
    assert record.text("name") == "Jane"
    assert record.text("size") == "180"
    assert record.day("mail", "seen") == date(2026, 10, 1)
    assert record.texts("skills") == ("Go", "7")
    assert record.texts("one") == ("Go",)
    assert [job.text("title") for job in record.records("jobs")] == ["Cook"]
    assert record.text("name", "first") == ""


@pytest.mark.parametrize("data", [None, True, "words", 7, ["a"]])
def test_what_is_no_object_is_an_empty_one(data: Any) -> None:
    assert not Record(data)
    assert Record(data).text("name") == ""
    assert Record(data).records("jobs") == ()
