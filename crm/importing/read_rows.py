"""Rows of a file, read as people one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from crm.importing import mapping
from crm.importing.reading import Row
from crm.importing.rejected import RowRejected
from crm.importing.rows import ForAll, PersonRow, RowReader
from crm.types import Column, ImportRun


@dataclass(frozen=True, slots=True)
class Way:
    """How the rows of a run are read; `region` as in `identity.normalise_phone`."""

    columns: tuple[Column, ...]
    region: str = ""
    for_all: ForAll = field(default_factory=ForAll)


@dataclass(slots=True)
class ReadRows:
    """Rows that say who is meant, those that cannot be read, with the reason, and how many say nothing."""

    readable: list[tuple[Row, PersonRow]] = field(default_factory=list)
    rejected: list[tuple[Row, str]] = field(default_factory=list)
    blank: int = 0

    @property
    def rows(self) -> int:
        return len(self.readable) + len(self.rejected) + self.blank


def way_of(run: ImportRun, default_region: str) -> Way:
    options = run.options
    return Way(run.columns, options.region or default_region, ForAll(options.tags, options.list_id))


def read_rows(way: Way, rows: Sequence[Row]) -> ReadRows:
    read, reader = ReadRows(), _reader(way.columns, way.region)
    for row in rows:
        try:
            person = reader.read(row.cells)
        except RowRejected as error:
            read.rejected.append((row, str(error)))
            continue
        if person is None:
            read.blank += 1
        else:
            read.readable.append((row, replace(person, for_all=way.for_all)))
    return read


@lru_cache(maxsize=4)
def _reader(columns: tuple[Column, ...], region: str) -> RowReader:
    """It remembers cells that stand in many rows, so it is kept from chunk to chunk."""
    return mapping.reader(columns, region)
