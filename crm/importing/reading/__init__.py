"""Any file of contacts, read as a table, whatever its name says."""

import io
from pathlib import Path
from typing import BinaryIO

from crm.errors import UnreadableFile
from crm.importing.reading import delimited, encodings, layout
from crm.importing.reading.formats import text_format, workbook_format
from crm.importing.reading.source import Source, head_of, refuse_large, source_in
from crm.importing.reading.table import ALREADY_ACCEPTED, Limits, Row, Table
from crm.importing.reading.workbooks import read_workbook
from crm.types import Recognised

__all__ = [
    "ALREADY_ACCEPTED",
    "DEFAULTS",
    "Limits",
    "Recognised",
    "Row",
    "Table",
    "open_table",
    "table_in",
    "table_of",
]

DEFAULTS = Limits()


def open_table(path: Path, limits: Limits = DEFAULTS) -> Table:
    """Goes through the whole file: call it in a thread. The file must stay as long as the table is in use.

    Raises UnreadableFile with the sentence for whoever dropped it, and nothing else but OSError.
    """
    return _read(lambda: path.open("rb"), limits)


def table_in(file: BinaryIO, limits: Limits = DEFAULTS) -> Table:
    """The same for a file on the disk that is open, and may have no name."""
    return _read(source_in(file), limits)


def table_of(content: bytes, limits: Limits = DEFAULTS) -> Table:
    """The same for a file that is held in memory already."""
    return _read(lambda: io.BytesIO(content), limits)


def _read(source: Source, limits: Limits) -> Table:
    refuse_large(source, limits.bytes)
    if not head_of(source, 1):
        raise UnreadableFile("This file is empty.")
    if workbook := workbook_format(source, limits):
        return read_workbook(source, workbook, limits)
    encoding = encodings.recognise(source)
    # Their libraries are loaded for the first such file: a bot is to be up again quickly.
    match text_format(source, encoding):
        case "vcard":
            from crm.importing.reading.vcards import read_vcards  # noqa: PLC0415

            return read_vcards(source, encoding, limits)
        case "html":
            from crm.importing.reading.html_tables import read_html  # noqa: PLC0415

            return read_html(source, encoding, limits)
        case _:
            return _read_delimited(source, encoding, limits)


def _read_delimited(source: Source, encoding: encodings.Encoding, limits: Limits) -> Table:
    dialect = delimited.dialect_of(source, encoding, limits)
    recognised = Recognised("csv", encoding.name, dialect.delimiter, problems=encoding.problems)
    return layout.table_of(lambda: delimited.rows_of(source, encoding, dialect, limits), recognised, limits)
