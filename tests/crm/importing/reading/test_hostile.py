"""Files that are broken, too large, or meant to harm: each ends with a sentence that says what to do."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from crm.errors import UnreadableFile
from crm.importing.reading import Limits, Recognised, delimited, encodings, layout, open_table, table_of
from tests.crm.importing.reading.test_any_bytes import ends_well
from tests.crm.importing.reading.test_workbooks import FILES, PEOPLE, xlsx

MEGABYTE = 1_000_000


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"\xff\xfe", "empty"),
        (b",,,\n,,\n", "empty"),
        (b"Name,E-mail\r\n", "no rows"),
        (b"Name,E-mail\r\n,\r\n\r\n", "no rows"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture"),
        (b"\x1f\x8b\x08\x00", "Unpack it"),
        (b"SQLite format 3\x00", "a database"),
        (b"\xef\xbb\xbfBEGIN:VCALENDAR\r\n", "a calendar"),
        (b"dn: cn=Ada King,mail=ada@example.org\ncn: Ada King\nmail: ada@example.org\n", "LDIF"),
        (b"version: 1\n\ndn:: Y249QWRh\ncn: Ada\n", "LDIF"),
        (b'[{"name": "Ada"}]', "JSON"),
        (b'{"name": "Ada"}', "JSON"),
        (b'<?xml version="1.0"?><people><person/></people>', "XML"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table/>',
            "a workbook in XML",
        ),
        (b"<table><tr><td>" * 100, "tables without end"),
        (b"<html><body><!--" + b"x" * 12 * MEGABYTE, "no table"),
        (b"PK\x03\x04\x14\x00", "workbook is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "workbook is damaged"),
        (zipped({"people.csv": b"Name\nAda\n"}), "a zip archive. Unpack it"),
        (zipped({"word/document.xml": b"<w/>"}), "a document"),
        (zipped({"xl/workbook.xml": b"<workbook/>"}), "workbook is damaged"),
        (xlsx({"A": PEOPLE})[:-400], "workbook is damaged"),
        (xlsx({"A": []}), "nothing in this workbook"),
        (
            b"Dear all,\nthis is a long letter to each and every body who ever wrote one, and it holds no list.\nIt goes, on, and says nothing to import at all.\nBye",
            "like a text",
        ),
        (b'Name,E-mail\r\nAda,ada@x.org\r\n"Bo', "Line 3: a quote opens there and is never closed"),
        (
            b'Name,Note\nAda,"one\ntwo"\nBo,"three\n' + b"x,y\n" * 50,
            "Line 4: a quote opens there and is never closed",
        ),
        (b'Name\r\n"A"da\r\n', "Line 2: a quote stands where none belongs"),
        (b"a," * 600 + b"\r\nb\r\n", "at most 500"),
        (b",".join(b"c%d" % number for number in range(600)) + b"\nb\n", "600 columns; at most 500"),
        (b"Name,E-mail\nAda" + b",x" * 600 + b"\n", "601 columns; at most 500"),
        (b"Name,Note\nAda,x\nBo," + b"y" * (MEGABYTE + 1) + b"\n", "Line 3: a cell is larger than 1 MB"),
        (b'Name,Note\nAda,"' + b"line\n" * 300_000 + b'"\n', "Line 2: a cell is larger than 1 MB"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_it_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFile, match=sentence):
        table_of(content)


@pytest.mark.parametrize("before", [b"", b"Name,Note\nAda,x\n", b"BEGIN:VCARD\n"])
def test_a_line_without_end_is_refused_without_holding_it(tmp_path: Path, before: bytes) -> None:
    path = tmp_path / "line.csv"
    with path.open("wb") as file:
        file.write(before)
        file.truncate(len(before))
        for _ in range(100):
            file.write(b"x" * MEGABYTE)
    with pytest.raises(UnreadableFile, match=rf"Line {before.count(10) + 1} is longer than 4 MB"):
        open_table(path, Limits(bytes=200 * MEGABYTE))


def test_limits_are_values() -> None:
    people = b"Name,City\n" + b"Ada,London\n" * 20
    for limits, sentence in (
        (Limits(bytes=100), "larger than 0 KB"),
        (Limits(rows=19), "more than 19 rows"),
        (Limits(columns=1), "2 columns; at most 1"),
        (Limits(cell_bytes=5), "larger than 0 KB"),
    ):
        with pytest.raises(UnreadableFile, match=sentence):
            table_of(people, limits)
    assert table_of(people, Limits(bytes=len(people), rows=20, columns=2)).row_count == 20


def test_blank_lines_without_end_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="more than 200 lines"):
        table_of(b"Name,City\n" + b"\n" * 300 + b"Ada,London\n", Limits(rows=10))


def test_more_rows_than_the_limit_are_not_read_to_their_end() -> None:
    """10 million would be; whoever reads stops a few rows after the limit."""
    read = 0

    class Counted(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            nonlocal read
            content = super().read(size)
            read += len(content)
            return content

    content = b"Name,City\n" + b"Ada,London\n" * 200_000
    encoding = encodings.Encoding("utf-8", "utf-8")
    dialect = delimited.Dialect(",")
    limits = Limits(rows=1000)
    with pytest.raises(UnreadableFile, match="more than 1,000 rows"):
        layout.table_of(
            lambda: delimited.rows_of(lambda: Counted(content), encoding, dialect, limits),
            Recognised("csv"),
            limits,
        )
    assert read < len(content) / 10


def test_a_zip_bomb_is_inflated_only_up_to_the_limit() -> None:
    bomb = zipped({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": bytes(80 * MEGABYTE)})
    assert len(bomb) < MEGABYTE
    with pytest.raises(UnreadableFile, match=r"unpacks to more than 5\d MB"):
        table_of(bomb)
    with pytest.raises(UnreadableFile, match="unpacks to more than 1 MB"):
        table_of(bomb, Limits(unpacked_bytes=MEGABYTE))


def test_a_zip_that_lies_about_its_sizes_is_inflated_all_the_same() -> None:
    honest = zipped({"xl/workbook.xml": b"<workbook/>", "xl/sheet.xml": bytes(80 * MEGABYTE)})
    lying = honest.replace((80 * MEGABYTE).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(UnreadableFile, match=r"unpacks to more|damaged"):
        table_of(lying)


def test_many_parts_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="10,001 parts"):
        table_of(zipped({f"xl/{number}": b"" for number in range(10_001)}))


def test_a_billion_laughs_are_not_laughed() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
    with zipfile.ZipFile(FILES / "people.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with pytest.raises(UnreadableFile, match="entities"):
        table_of(zipped({**parts, "xl/sharedStrings.xml": laughs}))
    with pytest.raises(UnreadableFile, match="XML"):
        table_of(laughs)


def test_a_sheet_that_claims_to_be_endless_harms_nobody() -> None:
    """Two cells in far corners make the library ask for half a terabyte and abort its process."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1048576"] = sheet["XFD1"] = "x"
    file = io.BytesIO()
    workbook.save(file)
    with pytest.raises(UnreadableFile, match="more memory or time"):
        table_of(file.getvalue())


def test_an_encrypted_workbook_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="protected by a password"):
        open_table(FILES / "encrypted.xlsx")


def _random(length: int) -> Iterator[bytes]:
    """Bytes without a pattern, the same in each run."""
    yield from (zlib.compress(bytes([seed]) * 999 + str(seed).encode() * 999)[:length] for seed in range(20))


@pytest.mark.parametrize(
    "magic",
    [
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"BEGIN:VCARD\n",
        b"<html><table>",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"sep=;\n",
    ],
)
def test_anything_behind_any_magic_ends_with_rows_or_a_sentence(magic: bytes) -> None:
    for junk in _random(400):
        ends_well(magic + junk)
