"""Whatever the bytes: rows, or a sentence; nothing else, and the same rows each time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.errors import UnreadableFile
from crm.importing.reading import Limits, table_of
from tests.crm.importing.reading.test_html_tables import PAGE
from tests.crm.importing.reading.test_samples import SAMPLES
from tests.crm.importing.reading.test_vcards import V21, V30, V40
from tests.crm.importing.reading.test_workbooks import FILES

TEXTS = [
    *(path.read_bytes() for path in sorted(SAMPLES.glob("*.csv"))),
    *(text.encode() for text in (V21, V30, V40, PAGE)),
    *(text.encode("utf-16") for text in (V21, PAGE)),
]
WORKBOOKS = [(FILES / f"people.{kind}").read_bytes() for kind in ("xlsx", "xls", "ods")]
PIECES = st.one_of(
    st.binary(max_size=8),
    st.sampled_from(
        [
            b'"',
            b"\n",
            b"\r",
            b",",
            b";",
            b"\x00",
            b"\xff\xfe",
            b"<table>",
            b"<!--",
            b"END:VCARD\n",
            b"=\n",
            b"\\",
        ]
    ),
)
Mutation = tuple[int, int, bytes]
MUTATIONS = st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 40), PIECES), max_size=6)


def _mutated(content: bytes, mutations: list[Mutation]) -> bytes:
    for at, removed, added in mutations:
        begin = at % (len(content) + 1)
        content = content[:begin] + added + content[begin + removed :]
    return content


def ends_well(content: bytes) -> None:
    try:
        table = table_of(content, Limits(rows=1000))
        rows = list(table.rows())
    except UnreadableFile:
        return
    assert rows == list(table.rows())
    assert len(rows) == table.row_count > 0
    assert all(any(cell.strip() for cell in row.cells) for row in rows)
    assert [row.line for row in rows] == sorted({row.line for row in rows})


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_end_with_rows_or_a_sentence(content: bytes) -> None:
    ends_well(content)


@settings(deadline=None)
@given(
    st.text(alphabet="ab@.,;\t|\"'\n\r \\=é€", max_size=200),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
)
def test_any_text_ends_with_rows_or_a_sentence(text: str, encoding: str) -> None:
    ends_well(text.encode(encoding))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(TEXTS), MUTATIONS)
def test_a_spoilt_text_ends_with_rows_or_a_sentence(content: bytes, mutations: list[Mutation]) -> None:
    ends_well(_mutated(content, mutations))


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(WORKBOOKS), MUTATIONS)
def test_a_spoilt_workbook_ends_with_rows_or_a_sentence(content: bytes, mutations: list[Mutation]) -> None:
    ends_well(_mutated(content, mutations))
