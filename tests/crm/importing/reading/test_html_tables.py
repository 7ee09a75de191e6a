"""Web pages that programs call Excel files."""

import pytest

from crm.errors import UnreadableFile
from crm.importing.reading import Table, table_of

PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="{0}"><title>Export</title>
<style>td {{ color: red }}</style></head><body>
<table><tr><td>Menu</td><td>Home</td></tr></table>
<table border=1><thead><tr><th>Name<th>Company &amp; Team</th><th>Note</th></tr></thead>
<tr><td><b>Zoë</b>  Müller</td><td>X&nbsp;Y</td><td>one<br>two<script>alert(1)</script></td></tr>
<tr><td>Bo<td>Z<td><table><tr><td>inner</td></tr></table>
<tr><td></td><td> </td><td></td></tr>
<tr><td>Cy</td><td colspan=2>wide</td></tr>
</table></body></html>"""


def _cells(table: Table) -> list[list[str]]:
    return [table.header, *(row.cells for row in table.rows())]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_the_largest_table_is_read(encoding: str) -> None:
    table = table_of(PAGE.format(encoding).encode(encoding))
    assert table.recognised.format == "html"
    assert _cells(table) == [
        ["Name", "Company & Team", "Note"],
        ["Zoë Müller", "X Y", "one\ntwo"],
        ["Bo", "Z", ""],
        ["Cy", "wide", ""],
    ]
    assert [row.line for row in table.rows()] == [2, 3, 5]
    assert table.recognised.problems[0] == "The page has 3 tables; only the largest was read."


@pytest.mark.parametrize(
    "page", ["<!DOCTYPE html><html><body><p>Please sign in</p></body></html>", "<html></html>"]
)
def test_a_page_without_a_table_is_refused(page: str) -> None:
    with pytest.raises(UnreadableFile, match="no table"):
        table_of(page.encode())


def test_a_bare_table_without_a_page_is_read() -> None:
    assert _cells(table_of(b"<table><tr><td>Name<td>Email<tr><td>Ada<td>a@example.org</table>"))[1] == [
        "Ada",
        "a@example.org",
    ]
