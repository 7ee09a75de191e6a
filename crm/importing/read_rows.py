"""Rows of a file, read as people one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from crm.importing import mapping, own
from crm.importing.reading import Row
from crm.importing.rejected import RowRejected
from crm.importing.rows import ForAll, PersonRow, RowReader
from crm.types import Column, CustomField, ImportRun, Tenant


@dataclass(frozen=True, slots=True)
class Way:
    """How the rows of a run are read; `region` as in `identity.normalise_phone`."""

    columns: tuple[Column, ...]
    region: str = ""
    for_all: ForAll = field(default_factory=ForAll)
    own_fields: tuple[CustomField, ...] = ()
    month_first: bool = False


@dataclass(slots=True)
class ReadRows:
    """Rows that say who is meant, those that cannot be read, with the reason, and how many say nothing."""

    readable: list[tuple[Row, PersonRow]] = field(default_factory=list)
    rejected: list[tuple[Row, str]] = field(default_factory=list)
    blank: int = 0

    @property
    def rows(self) -> int:
        return len(self.readable) + len(self.rejected) + self.blank


async def way_of(tenant: Tenant, run: ImportRun, default_region: str) -> Way:
    options = run.options
    return Way(
        run.columns,
        options.region or default_region,
        ForAll(options.tags, options.list_id),
        await own.of_columns(tenant, run.columns),
        options.month_first,
    )


def read_rows(way: Way, rows: Sequence[Row]) -> ReadRows:
    read, reader = ReadRows(), _reader(way.columns, way.region, way.own_fields, way.month_first)
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
def _reader(
    columns: tuple[Column, ...], region: str, own_fields: tuple[CustomField, ...], month_first: bool
) -> RowReader:
    """It remembers cells that stand in many rows, so it is kept from chunk to chunk."""
    return mapping.reader(columns, region, own_fields, month_first=month_first)
