"""Reads rows in a process of its own: standard input in, standard output out, a pickle each, until the input ends.

The first one out says that it is ready. Its argument, if any, is the folder in which skills were imported.

It ends with whoever started it, also where that one is killed.
"""

import pickle
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from crm.importing.read_rows import read_rows
from crm.skills import taxonomy


def main(given: BinaryIO, out: BinaryIO, folders: Sequence[str]) -> None:
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl+C in a terminal is for the bot, which closes our input
    for folder in folders:
        taxonomy.add_from(Path(folder))
    pickle.dump("ready", out)
    out.flush()
    while True:
        try:
            way, rows = pickle.load(given)  # noqa: S301 - nobody but the bot writes to it
        except EOFError:
            return
        try:
            pickle.dump(read_rows(way, rows), out, pickle.HIGHEST_PROTOCOL)
            out.flush()
        except BrokenPipeError:
            return


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer, sys.argv[1:])
    sys.stdout = None  # Python would flush it, and whoever started us may be gone
