"""Excel and OpenDocument workbooks: python-calamine reads them, in a process of its own."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import IO

from crm.errors import UnreadableFile
from crm.importing.reading import layout
from crm.importing.reading.packed import PackedRows
from crm.importing.reading.source import Source
from crm.importing.reading.table import Limits, Recognised, Table

_READER = Path(__file__).with_name("workbook_process.py")
_MEMORY = 2_000_000_000
_SECONDS = 120
_FAULTS = {
    "password": "This workbook is protected by a password. Save it without one and drop it again.",
    "empty": "There is nothing in this workbook.",
    "stopped": "This workbook takes more memory or time than Roster gives to one. Save the sheet with the people as CSV"
    " and drop that.",
}
_DAMAGED = "This workbook is damaged, or none that Roster knows. Open it in a spreadsheet, save it as .xlsx and drop it again."


def read_workbook(source: Source, file_format: str, limits: Limits) -> Table:
    """`file_format` is xlsx, xls or ods. Raises UnreadableFile."""
    command = [sys.executable, "-I", str(_READER), str(_MEMORY), str(_SECONDS)]
    with subprocess.Popen(  # noqa: S603 - our own script, no word of which comes from outside
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise AssertionError
        _feed(source, process.stdin)
        found = json.loads(process.stdout.readline() or b'{"fault": "stopped"}')
        rows = PackedRows()
        for line in process.stdout:
            rows.add_line(line)
    if process.returncode:
        found = {"fault": "stopped"}
    if fault := found.get("fault"):
        raise UnreadableFile(_FAULTS.get(fault, _DAMAGED))
    recognised = Recognised(file_format, sheet=found["sheet"], problems=_left_out(found["others"]))
    return layout.table_of(rows, recognised, limits)


def _feed(source: Source, pipe: IO[bytes]) -> None:
    """All of it before anything is read: the other side answers only then."""
    try:
        with source() as file, pipe:
            shutil.copyfileobj(file, pipe)
    except BrokenPipeError:
        pass  # it died; its return code says so


def _left_out(others: list[str]) -> tuple[str, ...]:
    if not others:
        return ()
    names = ", ".join(f'"{name}"' for name in others)
    return (f"Only one sheet was read; left out: {names}.",)
