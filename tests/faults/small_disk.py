"""A small disk that a test may fill: memory, mounted where only the bot sees it, so that nobody needs to be root.

https://man7.org/linux/man-pages/man7/user_namespaces.7.html
"""

import asyncio
import shutil
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

MOUNTED_AT = Path("/mnt")
PAGE = bytes(4096)


class SmallDisk:
    """`pid`: of the process that holds it. `within`: what to put before a command that is to see it at MOUNTED_AT."""

    def __init__(self, pid: int) -> None:
        self.within = (
            "nsenter",
            *("--user", "--mount", "--preserve-credentials", f"--wdns={MOUNTED_AT}", f"--target={pid}"),
        )
        self._seen_from_here = Path(f"/proc/{pid}/root{MOUNTED_AT}")
        self._filler = self._seen_from_here / "filler"

    def fill(self) -> None:
        """Up to the last byte."""
        with suppress(OSError), self._filler.open("ab", buffering=0) as filler:
            while filler.write(PAGE):
                pass

    def free(self) -> None:
        self._filler.unlink(missing_ok=True)

    def copy_to(self, folder: Path) -> None:
        """What is on it: a database is not opened in a place that has another name for others."""
        shutil.copytree(self._seen_from_here, folder)


@asynccontextmanager
async def small_disk(megabytes: int) -> AsyncIterator[SmallDisk]:
    """It goes with us, however we end: what holds it waits for a word from us."""
    mount = f"mount -t tmpfs -o size={megabytes}m tmpfs {MOUNTED_AT} && echo mounted && exec cat"
    holder = await asyncio.create_subprocess_exec(
        *("unshare", "--map-root-user", "--mount", "sh", "-c", mount), stdin=PIPE, stdout=PIPE
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    if await holder.stdout.readline() != b"mounted\n":
        raise RuntimeError("this kernel lets nobody mount a disk of their own")
    try:
        yield SmallDisk(holder.pid)
    finally:
        holder.stdin.close()
        await holder.wait()
