"""Rows of a file, read as people one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from crm.drafts import cleaned_tags
from crm.importing import mapping
from crm.importing.reading import Row
from crm.importing.rejected import RowRejected
from crm.importing.rows import PersonRow, RowReader
from crm.types import Column, ImportRun


@dataclass(frozen=True, slots=True)
class Way:
    """How the rows of a run are read. `tags` and the list are for everybody in it; `region` as in `identity.normalise_phone`."""

    columns: tuple[Column, ...]
    region: str = ""
    tags: tuple[str, ...] = ()
    list_id: int = 0


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
    return Way(run.columns, options.region or default_region, options.tags, options.list_id)


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
            read.readable.append((row, _with_what_all_get(person, way)))
    return read


def _with_what_all_get(person: PersonRow, way: Way) -> PersonRow:
    if not way.tags and not way.list_id:
        return person
    return replace(person, tags=cleaned_tags((*person.tags, *way.tags)), list_id=way.list_id)


@lru_cache(maxsize=4)
def _reader(columns: tuple[Column, ...], region: str) -> RowReader:
    """It remembers cells that stand in many rows, so it is kept from chunk to chunk."""
    return mapping.reader(columns, region)
