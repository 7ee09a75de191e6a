"""The rows of a large export, written by processes beside each other: what Python does with a person takes a core longer than reading
them.

Each gets some people at a time, in its turn, so that the rows come in their order and memory stays flat. A process ends when its pipe
is closed, so also where whoever began it was killed.
"""

import asyncio
import signal
from collections import deque
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from multiprocessing import get_context
from multiprocessing.connection import Connection

from crm import exporting
from crm.errors import UserError
from crm.exporting.columns import Columns
from crm.exporting.formats import format_of
from crm.types import Tenant
from storage.database import close_database, open_database

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
) -> AsyncGenerator[tuple[str, int]]:
    """The rows of some people at a time, and of how many they are; with no `processes` they are written in this one.

    `url`: the address of the database, which this process has open. Raises UserError.
    """
    parts = [ids[first : first + AT_ONCE] for first in range(0, len(ids), AT_ONCE)]
    if not processes:
        for part in parts:
            yield await exporting.rows(tenant, part, format_of(format_key), columns)
        return
    with _writers(tenant, format_key, columns, url, processes) as writers:
        working: deque[Connection] = deque()
        for part, writer in zip(parts, cycle(writers), strict=False):
            _ask(writer, part)
            working.append(writer)
            if len(working) == AHEAD * processes:
                yield await _written(working.popleft())
        while working:
            yield await _written(working.popleft())


@contextmanager
def _writers(
    tenant: Tenant, format_key: str, columns: Columns, url: str, processes: int
) -> Iterator[list[Connection]]:
    context = get_context("spawn")
    begun = []
    try:
        for _ in range(processes):
            ours, theirs = context.Pipe()
            process = context.Process(
                target=_write_parts, args=(theirs, tenant, format_key, columns, url), daemon=True
            )
            process.start()
            theirs.close()
            begun.append((process, ours))
        yield [pipe for _, pipe in begun]
    finally:
        for _, pipe in begun:
            pipe.close()
        for process, _ in begun:
            process.join()


def _ask(writer: Connection, part: Sequence[int]) -> None:
    try:
        writer.send(part)
    except OSError:
        raise UserError(CUT_OFF) from None


async def _written(writer: Connection) -> tuple[str, int]:
    try:
        answer: tuple[str, int] | UserError = await asyncio.to_thread(writer.recv)
    except (EOFError, OSError):
        raise UserError(CUT_OFF) from None
    if isinstance(answer, UserError):
        raise answer
    return answer


def _write_parts(pipe: Connection, tenant: Tenant, format_key: str, columns: Columns, url: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for whoever began this, who closes the pipe
    asyncio.run(_serve(pipe, tenant, format_key, columns, url))


async def _serve(pipe: Connection, tenant: Tenant, format_key: str, columns: Columns, url: str) -> None:
    """Until nobody is there any more to ask for a part."""
    await open_database(url)
    try:
        while True:
            try:
                pipe.send(await exporting.rows(tenant, pipe.recv(), format_of(format_key), columns))
            except UserError as error:
                pipe.send(error)
    except (EOFError, OSError):
        pass
    finally:
        await close_database()
