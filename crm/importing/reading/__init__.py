"""Any file of contacts, read as a table, whatever its name says."""

from pathlib import Path

from crm.importing import reader
from crm.importing.reading.table import Limits, Recognised, Row, Table

__all__ = ["Limits", "Recognised", "Row", "Table", "open_table", "table_of"]

DEFAULTS = Limits()


def open_table(path: Path, limits: Limits = DEFAULTS) -> Table:
    """Goes through the whole file once: call it in a thread. Raises UnreadableFile."""
    return table_of(path.read_bytes(), limits)


def table_of(content: bytes, limits: Limits = DEFAULTS) -> Table:
    """The same for a file that is held in memory already."""
    read = reader.read_table(content)
    rows = [Row(row.line, row.cells) for row in read.rows]
    return Table(Recognised("csv", "utf-8", ","), read.header, len(rows), lambda: iter(rows))
