"""The `roster` command, as somebody runs it at a shell, and the memory it takes."""

import os
import subprocess
import sys


def roster(*arguments: str, url: str) -> float:
    """The most memory that it held in megabytes. It is waited for here: asyncio's own subprocesses are by asyncio, which does not say."""
    command = [sys.executable, "-m", "bot.cli", *arguments]
    environment = {**os.environ, "DATABASE_URL": url}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - ours
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"roster {arguments[0]} failed"
    return usage.ru_maxrss / 1000
