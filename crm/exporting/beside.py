"""The rows of a large export, written by processes beside each other: what Python does with a person takes a core longer than reading
them.

Each gets some people at a time, in its turn, so that the rows come in their order and memory stays flat.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle

from crm import exporting
from crm.errors import UserError
from crm.exporting.columns import Columns
from crm.exporting.formats import format_of
from crm.exporting.row_process import Asked
from crm.processes import GONE, Process
from crm.types import Tenant

AT_ONCE = 1_000
AHEAD = 2
"""So many parts each process has before it, so that none waits for whoever keeps what it has written."""
MOST = 4
WORTH_ONE = 20_000
"""Fewer people are written sooner than a process has begun."""
CUT_OFF = (
    "A process that wrote a part of the file was ended. Nothing was kept; start the export again, please."
)


def worth(people: int, cores: int) -> int:
    """How many processes so many people are worth on a machine with so many cores; 0 or at least 2."""
    found = min(cores, MOST, people // WORTH_ONE)
    return found if found > 1 else 0


async def rows(
    tenant: Tenant, ids: Sequence[int], format_key: str, columns: Columns, url: str, processes: int
) -> AsyncGenerator[tuple[str, int], None]:
    """The rows of some people at a time, and of how many they are; with no `processes` they are written in this one.

    `url`: the address of the database, which this process has open. Raises UserError.
    """
    parts = (list(ids[first : first + AT_ONCE]) for first in range(0, len(ids), AT_ONCE))
    if not processes:
        for part in parts:
            yield await exporting.rows(tenant, part, format_of(format_key), columns)
        return
    with _writers(processes) as writers:
        working: deque[Process] = deque()
        for part, writer in zip(parts, cycle(writers), strict=False):
            _ask(writer, (url, tenant, part, format_key, columns))
            working.append(writer)
            if len(working) == AHEAD * processes:
                yield await _written(working.popleft())
        while working:
            yield await _written(working.popleft())


@contextmanager
def _writers(number: int) -> Iterator[list[Process]]:
    begun = [Process.running("crm.exporting.row_process") for _ in range(number)]
    try:
        yield begun
    finally:
        for process in begun:
            process.end()


def _ask(writer: Process, asked: Asked) -> None:
    try:
        writer.ask(asked)
    except GONE:
        raise UserError(CUT_OFF) from None


async def _written(writer: Process) -> tuple[str, int]:
    try:
        answer: tuple[str, int] | UserError = await asyncio.to_thread(writer.answer)
    except GONE:
        raise UserError(CUT_OFF) from None
    if isinstance(answer, UserError):
        raise answer
    return answer
