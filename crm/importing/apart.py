"""Reading rows without holding up anybody.

To parse names and phone numbers keeps Python's lock, and people wait for their acks meanwhile. So the rows of larger files
are read by a process of their own, which also has the next ones ready when they are needed.
"""

import atexit
import pickle
import select
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO

from crm.importing.read_rows import ReadRows, Way, read_rows
from crm.importing.reading import Row
from crm.skills import imported

FEW_ROWS = 5_000
"""To start a process takes longer than to read so many here."""

turn = ThreadPoolExecutor(1, "rows")
"""One thread reads files and speaks with the process, for whoever asks first."""


@dataclass(slots=True)
class _Process:
    process: subprocess.Popen[bytes]
    given: IO[bytes]
    out: IO[bytes]
    is_ready: bool = False

    def has_begun(self) -> bool:
        """It takes about a second until it can read."""
        if not self.is_ready and select.select([self.out], [], [], 0)[0]:
            pickle.load(self.out)  # noqa: S301 - our own process; it says so
            self.is_ready = True
        return self.is_ready

    def read(self, way: Way, rows: Sequence[Row]) -> ReadRows:
        """Raises EOFError or OSError where it has died."""
        pickle.dump((way, rows), self.given, pickle.HIGHEST_PROTOCOL)
        self.given.flush()
        read: ReadRows = pickle.load(self.out)  # noqa: S301 - our own process, which gives what we wrote
        return read

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


_running: list[_Process] = []
"""One, or none yet."""


def read(way: Way, rows: Sequence[Row], *, apart: bool) -> ReadRows:
    """In the thread of `turn`; or in the process, once that has begun."""
    try:
        if apart and _process().has_begun():
            return _process().read(way, rows)
    except (EOFError, OSError, pickle.UnpicklingError):  # somebody has killed it
        end()
    return read_rows(way, rows)


def end() -> None:
    while _running:
        _running.pop().end()


def _process() -> _Process:
    if not _running:
        process = subprocess.Popen(  # noqa: S603 - our own, with a folder of the operator's
            [sys.executable, "-m", "crm.importing.row_process", *filter(None, [imported.folder()])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        if process.stdin is None or process.stdout is None:
            raise AssertionError
        _running.append(_Process(process, process.stdin, process.stdout))
        atexit.register(end)
    return _running[0]
