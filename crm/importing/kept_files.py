"""The dropped files: kept in the database in pieces, and read row by row from a copy without a name.

Nobody holds a file or its rows in memory. Who asks for rows mostly asks for those that follow the last ones; what is lost with
the process is begun anew.
"""

import asyncio
import tempfile
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from crm.importing.apart import read, turn
from crm.importing.read_rows import ReadRows, Way
from crm.importing.reading import ALREADY_ACCEPTED, Row, Table, table_in
from crm.types import Tenant
from storage.queries import imports

PIECE = 1 << 20
"""Bytes."""
MOST_OPEN = 4
"""Files."""


@dataclass(slots=True)
class OpenFile:
    """`place` is how many rows were taken from it; `ahead` what is being read, by its way and first row."""

    table: Table
    rows: Iterator[Row]
    place: int = 0
    ahead: dict[tuple[Way, int], Future[ReadRows]] = field(default_factory=dict)

    async def read_on(self, way: Way, first: int, count: int, *, apart: bool) -> ReadRows:
        """So many of its rows from that one on, 0 is the first; fewer at the end. The next ones are read meanwhile.

        `apart`: by a process of its own.
        """
        asked = self.ahead.pop((way, first), None) or self._ask(way, first, count, apart=apart)
        found = await asyncio.wrap_future(asked)
        self.ahead.clear()
        if (following := first + found.rows) < self.table.row_count:
            self.ahead[way, following] = self._ask(way, following, count, apart=apart)
        return found

    def again(self) -> "OpenFile":
        """The same file, with another place in it: two who read it in turns would begin anew each time."""
        return OpenFile(self.table, self.table.rows())

    def _ask(self, way: Way, first: int, count: int, *, apart: bool) -> Future[ReadRows]:
        return turn.submit(lambda: read(way, self._take(first, count), apart=apart))

    def _take(self, first: int, count: int) -> list[Row]:
        if first < self.place:
            self.rows, self.place = self.table.rows(), 0
        found = list(islice(self.rows, first - self.place, first - self.place + count))
        self.place = first + len(found)
        return found


_open: OrderedDict[tuple[str, int], OpenFile] = OrderedDict()


async def keep(tenant: Tenant, run_id: int, file: BinaryIO) -> None:
    """All of the file, in the transaction that makes its run."""
    file.seek(0)
    number = 0
    while piece := await asyncio.to_thread(file.read, PIECE):
        await imports.keep_piece(tenant.key, run_id, number, piece)
        number += 1


async def opened(tenant: Tenant, run_id: int) -> OpenFile:
    """The file of that run."""
    return _open.get((tenant.key, run_id)) or await _opened(tenant, run_id)


async def forget(tenant: Tenant, run_id: int) -> None:
    """It is of no use any more."""
    await imports.forget_pieces(tenant.key, run_id)
    _open.pop((tenant.key, run_id), None)


async def _opened(tenant: Tenant, run_id: int) -> OpenFile:
    with tempfile.TemporaryFile() as file:
        async for piece in imports.pieces(tenant.key, run_id):
            await asyncio.to_thread(file.write, piece)
        file.flush()
        return note(tenant, run_id, await asyncio.to_thread(table_in, file, ALREADY_ACCEPTED))


def note(tenant: Tenant, run_id: int, table: Table) -> OpenFile:
    """What a file that is kept was read as: it need not be read anew."""
    opened = _open[tenant.key, run_id] = OpenFile(table, table.rows())
    while len(_open) > MOST_OPEN:
        _open.popitem(last=False)
    return opened
