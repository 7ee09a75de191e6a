"""Reading rows without holding up anybody.

To parse names and phone numbers keeps Python's lock, and people wait for their acks meanwhile. So the rows of larger files
are read by a process of their own, which also has the next ones ready when they are needed.
"""

import atexit
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from crm.importing.read_rows import ReadRows, Way, read_rows
from crm.importing.reading import Row
from crm.processes import GONE, Process
from crm.skills import imported

FEW_ROWS = 5_000
"""To start a process takes longer than to read so many here."""

turn = ThreadPoolExecutor(1, "rows")
"""One thread reads files and speaks with the process, for whoever asks first."""

_running: list[Process] = []
"""One, or none yet."""


def read(way: Way, rows: Sequence[Row], *, apart: bool) -> ReadRows:
    """In the thread of `turn`; or in the process, once that has begun."""
    try:
        if apart and _process().has_begun():
            return _read(_process(), way, rows)
    except GONE:
        end()
    return read_rows(way, rows)


def end() -> None:
    while _running:
        _running.pop().end()


def _read(process: Process, way: Way, rows: Sequence[Row]) -> ReadRows:
    process.ask((way, rows))
    read: ReadRows = process.answer()
    return read


def _process() -> Process:
    if not _running:
        folder = imported.folder()
        folders = [str(folder)] if folder else []
        _running.append(Process.running("crm.importing.row_process", *folders))
        atexit.register(end)
    return _running[0]
