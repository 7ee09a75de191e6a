"""The `roster` command, as somebody runs it at a shell, and the memory it takes."""

import os
import subprocess
import sys
import time
from contextlib import suppress

import psutil

_LOOK_SECONDS = 0.1


def roster(*arguments: str, url: str) -> float:
    """The most memory of their own that it and the processes it began held together in megabytes, looked at several times a second.

    The pages of SQLite's file that are mapped into it are not its own: the system has them in its cache, and takes them for others.
    """
    command = [sys.executable, "-m", "bot.cli", *arguments]
    environment = {**os.environ, "DATABASE_URL": url}
    most = 0.0
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - ours
        while process.poll() is None:
            with suppress(psutil.NoSuchProcess):
                whole = psutil.Process(process.pid)
                most = max(most, sum(_of_its_own(each) for each in (whole, *whole.children(recursive=True))))
            time.sleep(_LOOK_SECONDS)
    assert process.returncode == 0, f"roster {arguments[0]} failed"
    return most


def _of_its_own(process: psutil.Process) -> float:
    memory = process.memory_info()
    return float(memory.rss - memory.shared) / 1e6
