"""`roster search`, as somebody at a shell uses it."""

import argparse
import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.searching import add_to
from storage.database import transaction
from tests.crm.querying.book import OTHERS, person
from tests.databases import opened


@dataclass(frozen=True, slots=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def answer(self) -> Any:
        assert self.err == ""
        return json.loads(self.out)


Roster = Callable[..., Awaitable[Said]]
"""`roster search` with these arguments, in this process: to start one takes seconds."""


@pytest.fixture
def roster(database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Roster:
    monkeypatch.setenv("DATABASE_URL", database_url)
    parser = argparse.ArgumentParser()
    add_to(parser.add_subparsers())

    async def run(*arguments: str) -> Said:
        parsed = parser.parse_args(["search", *arguments])
        code = await parsed.run(parsed)
        return Said(code, *capsys.readouterr())

    return run


@pytest.fixture
async def book(database_url: str) -> str:
    """The address of a database with two people in it."""
    async with opened(database_url):
        await fill()
    return database_url


async def fill() -> None:
    await person("Zoë Ångström", company="Acme Inc", title="Engineer", location="Berlin", emails=("zoe@acme.com",), tagged=("go",), touched=1)  # fmt: skip
    await person("Jan O'Neill", tagged=("go", "dnc"), skills=("Kubernetes",))


async def test_a_program_gets_one_object(roster: Roster, book: str) -> None:
    run = await roster("tag:go or location:berlin acme", "--json", "--limit", "1", "--sort", "name")
    assert run.code == 0
    first = run.answer
    zoe = {
        "id": 1,
        "name": "Zoë Ångström",
        "headline": "",
        "company": "Acme Inc",
        "title": "Engineer",
        "location": "Berlin",
        "emails": ["zoe@acme.com"],
        "tags": ["go"],
        "last_touch": "2026-06-14T12:00:00+00:00",
    }
    assert {**first, "people": [], "next": ""} == {
        "query": "tag:go OR (location:berlin acme)",
        "words": "people either tagged go or (both in Berlin and matching “acme”)",
        "was_mixed": True,
        "corrected": {},
        "suggestions": {},
        "count": 2,
        "people": [],
        "next": "",
    }
    assert [each["name"] for each in first["people"]] == ["Jan O'Neill"]
    after = ("--after", first["next"])
    second = (await roster(first["query"], "--json", "--limit", "1", "--sort", "name", *after)).answer
    assert (second["people"], second["next"]) == ([zoe], "")
    misspelt = (await roster("angstrm", "--json")).answer
    assert misspelt["corrected"] == {"angstrm": ["angstrom"]}
    assert misspelt["people"] == [zoe]
    unknown = (await roster("skill:kuberntes", "--json")).answer
    assert (unknown["count"], unknown["suggestions"]) == (0, {"kuberntes": ["Kubernetes"]})


async def test_a_person_gets_lines(roster: Roster, book: str) -> None:
    assert "nobody has the skill kuberntes; did you mean Kubernetes?" in (await roster("skill:kuberntes")).out
    run = await roster("tag:go -tag:dnc")
    assert (run.code, run.err) == (0, "")
    assert run.out.splitlines() == [
        "people tagged go, not tagged dnc: 1",
        "",
        "  Zoë Ångström · Engineer, Acme Inc · Berlin · zoe@acme.com · #go",
    ]
    assert "read as: tag:go OR (tag:dnc zoe)" in (await roster("tag:go or tag:dnc zoe")).out
    assert "taken for angstrom" in (await roster("angstrm")).out
    assert "more: --after added~" in (await roster("tag:go", "--limit", "1", "--sort", "added")).out


async def test_what_is_wrong_with_the_query_is_pointed_at(roster: Roster, book: str) -> None:
    run = await roster("zoe tag:og", "--json")
    assert run.code == 1
    assert run.answer == {
        "error": {
            "position": 8,
            "sentence": "There is no tag called og.",
            "expected": ["a tag"],
            "suggestions": ["go"],
        }
    }
    run = await roster("zoe tgg:go")
    assert (run.code, run.out) == (1, "")
    assert run.err.splitlines()[:2] == ["zoe tgg:go", "    ^"]
    assert "Did you mean tag:?" in run.err


async def test_what_else_is_wrong_is_said(roster: Roster, book: str) -> None:
    for arguments, sentence in [
        (["x", "--zone", "Mars/Olympus"], "Mars/Olympus is no time zone; Europe/Berlin is one."),
        (["x", "--zone", "/etc/passwd"], "/etc/passwd is no time zone; Europe/Berlin is one."),
        (["x", "--limit", "0"], "--limit is between 1 and 1,000."),
        (["x", "--after", "x"], "That page does not exist; search again."),
        (["x", "--team", "T9"], "There is no workspace T9 in the database; there is T1."),
        (["owner:me"], "Nobody has said who me is; name a colleague by their id."),
    ]:
        run = await roster(*arguments, "--json")
        assert run.code == 1
        assert run.answer["error"]["sentence"] == sentence


async def test_it_has_to_be_said_whose_people_where_there_are_several(roster: Roster, book: str) -> None:
    async with opened(book):
        await person("Theirs", tenant=OTHERS)
    several = await roster("", "--json")
    assert "say --team with one of T1, T2" in several.answer["error"]["sentence"]
    theirs = (await roster("", "--json", "--team", "T2")).answer
    assert [each["name"] for each in theirs["people"]] == ["Theirs"]
    assert "--team" in (await roster("")).err


async def test_who_asks_may_be_said(roster: Roster, book: str) -> None:
    async with opened(book):
        await person("Mine", owner_id="U123")
    mine = (await roster("owner:me", "--json", "--by", "U123")).answer
    assert [each["name"] for each in mine["people"]] == ["Mine"]
    assert (await roster("owner:@U123", "--json")).answer["count"] == 1


async def test_a_database_without_anybody_or_without_tables_is_said(
    roster: Roster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "There is nobody in the database yet." in (await roster("x")).err
    monkeypatch.setenv("DATABASE_URL", f"sqlite://{tmp_path / 'none.db'}")
    assert "There is no database at" in (await roster("x")).err
    (tmp_path / "none.db").touch()
    assert "run roster migrate first" in (await roster("x")).err


@pytest.mark.parametrize("backend", ["sqlite"])
async def test_it_answers_while_a_bot_has_the_database(backend: str, database: str) -> None:
    await fill()
    async with transaction():
        await person("Not Yet")
        run = await asyncio.to_thread(
            subprocess.run,
            [sys.executable, "-m", "bot.cli", "search", "yet OR zoe", "--json"],
            capture_output=True,
            check=False,
            encoding="utf-8",
            env={"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8", "DATABASE_URL": database},
        )
    assert (run.returncode, run.stderr) == (0, "")
    assert [each["name"] for each in json.loads(run.stdout)["people"]] == ["Zoë Ångström"]
