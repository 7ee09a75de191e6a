"""The `roster` command, as somebody runs it at a shell, and the memory it takes."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

_OF_ITS_OWN = re.compile(r"RssAnon:\s*(\d+) kB")
_LOOK_SECONDS = 0.1


def roster(*arguments: str, url: str) -> float:
    """The most memory of its own that it held in megabytes, as far as Linux was asked several times a second.

    The pages of SQLite's file that are mapped into it are not its own: the system has them in its cache, and takes them for others.
    """
    command = [sys.executable, "-m", "bot.cli", *arguments]
    environment = {**os.environ, "DATABASE_URL": url}
    most = 0.0
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - ours
        while process.poll() is None:
            if found := _OF_ITS_OWN.search(Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")):
                most = max(most, int(found[1]) / 1000)
            time.sleep(_LOOK_SECONDS)
    assert process.returncode == 0, f"roster {arguments[0]} failed"
    return most
