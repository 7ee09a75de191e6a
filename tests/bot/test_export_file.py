"""`roster export`, as the operator at a shell uses it."""

import csv
import io
import os
import sqlite3
from pathlib import Path

import pytest

from tests.bot.test_import_file import PEOPLE, said


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The folder of one with two people in it."""
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE)
    assert said(tmp_path, "import", str(people), "--team", "T1")[0] == 1
    return tmp_path


def test_those_who_match_are_in_the_file_with_the_fields_asked_for(book: Path) -> None:
    target = book / "out.csv"
    fields = "E-mails,name"
    asked = ("export", "jane (by:me OR added:today)", "--by", "U1", "--zone", "Europe/Berlin")
    code, out, err = said(
        book, *asked, "-o", str(target), "--team", "T1", "--format", "plain", "--fields", fields
    )
    assert (code, err) == (0, "")
    assert "1 person" in out
    rows = list(csv.reader(io.StringIO(target.read_text(), newline="")))
    assert rows[0] == ["E-mails", "Name"]
    assert [row[1] for row in rows[1:]] == ["Jane Doe"]
    assert not list(book.glob(".out.csv*"))
    with sqlite3.connect(book / "data" / "roster.db") as database:
        trail = database.execute("SELECT user_id, text, format, people FROM export_run").fetchall()
    assert trail == [("", asked[1], "plain", 1)]


def test_what_cannot_be_is_a_sentence_and_the_file_stays_as_it_was(book: Path) -> None:
    target = book / "out.csv"
    target.write_text("as it was")
    code, _, err = said(book, "export", "-o", str(target), "--team", "T1", "--fields", "name,shoe size")
    assert code == 1
    assert "There is no field shoe size. There are Name, Headline" in err
    assert target.read_text() == "as it was"
    assert not list(book.glob(".out.csv*"))
    code, _, err = said(book, "export", "jane locaton:berlin", "-o", str(target), "--team", "T1")
    assert code == 1
    assert "jane locaton:berlin\n     ^\n" in err
    code, _, err = said(book, "export", "-o", str(book / "nowhere" / "out.csv"), "--team", "T1")
    assert code == 1
    assert "cannot be written" in err


def test_how_the_query_was_read_is_said_where_it_could_have_been_otherwise(book: Path) -> None:
    target = book / "out.csv"
    code, out, err = said(book, "export", "jnae has:email OR has:photo", "-o", str(target), "--team", "T1")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "read as: (jnae has:email) OR has:photo",
        "nobody has jnae: taken for jane",
        f"{target}: 1 person.",
    ]


def test_only_a_file_is_replaced_and_a_link_goes_on_leading_to_it(book: Path) -> None:
    pipe, link, target = book / "pipe", book / "link.csv", book / "out.csv"
    os.mkfifo(pipe)
    code, _, err = said(book, "export", "-o", str(pipe), "--team", "T1")
    assert (code, err) == (1, f"{pipe} is no file.\n")
    assert pipe.is_fifo()
    target.write_text("as it was")
    link.symlink_to(target)
    assert said(book, "export", "-o", str(link), "--team", "T1")[0] == 0
    assert link.is_symlink()
    assert "Jane Doe" in target.read_text()
