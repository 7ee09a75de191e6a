"""What a person is told of a file that is no list of contacts."""

import pytest

from crm.errors import UnreadableFile
from crm.importing import reader
from crm.importing.reader import read_table


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"Name,E-mail\r\n", "no rows"),
        (b"PK\x03\x04\x14\x00", "spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "spreadsheet"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"Name\r\nA\x00B\r\n", "not a text file"),
        ("Name\r\nJürgen\r\n".encode("cp1252"), "Line 2 is not UTF-8"),
        ("Name\r\nJürgen".encode()[:-5], "cut off"),
        (b'Name,E-mail\r\nAda,ada@x.org\r\n"Bo', "Line 3: a quote opens there and is never closed"),
        (b'Name\r\n"A"da\r\n', "Line 2: a quote stands where none belongs"),
        (b"Name;E-mail\r\nAda;ada@example.org\r\n", "not parted by commas"),
        (b"Name\r\n" + b"x" * 70_000, "larger than 64 KB"),
        (b"a," * 600 + b"\r\nb\r\n", "at most 500"),
    ],
)
def test_unreadable_files_are_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFile, match=sentence):
        read_table(content)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_BYTES", 20)
    with pytest.raises(UnreadableFile, match="larger than"):
        read_table(b"Name\r\n" + b"Ada\r\n" * 20)


def test_a_file_with_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_ROWS", 3)
    with pytest.raises(UnreadableFile, match="more than 3 rows"):
        read_table(b"Name\r\n" + b"Ada\r\n" * 4)


def test_a_row_knows_the_line_where_it_begins() -> None:
    table = read_table('\ufeffName,Note\r\nAda,"one\r\ntwo"\r\n\r\nBo,three\n'.encode())
    assert table.header == ["Name", "Note"]
    assert [(row.line, row.cells) for row in table.rows] == [(2, ["Ada", "one\r\ntwo"]), (5, ["Bo", "three"])]
