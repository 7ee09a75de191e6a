"""The app as a process of its own, started and stopped with the workspace."""

import asyncio
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

_LAST_LINES = 20
_TAIL = 8192
"""Bytes of output kept for the last lines."""
_STOP_SECONDS = 15.0


class Child:
    """`environment`: what it gets besides our own; an empty value takes one away. `log`: where its output goes.

    It runs in the log's folder, so that a `.env` file made for real Slack does not speak to it.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self._command = command
        self._environment = {name: value for name, value in {**os.environ, **environment}.items() if value}
        self._log = log
        self._tail = b""

    @property
    def last_words(self) -> str:
        """The last lines of its output."""
        return "\n".join(self._tail.decode(errors="replace").splitlines()[-_LAST_LINES:])

    async def run(self) -> int:
        """Start it and wait for its end; its exit status. Cancelled, it is stopped: asked first, then killed."""
        self._log.parent.mkdir(parents=True, exist_ok=True)
        # In a session of its own, Ctrl-C reaches this process only, which then stops the app in order.
        process = await asyncio.create_subprocess_exec(
            *self._command,
            cwd=self._log.parent,
            env=self._environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )
        keeping = asyncio.create_task(self._keep(process.stdout))
        try:
            return await process.wait()
        finally:
            await _stop(process)
            await keeping

    async def _keep(self, output: asyncio.StreamReader | None) -> None:
        with self._log.open("ab") as log:
            while output and (chunk := await output.read(_TAIL)):
                self._tail = (self._tail + chunk)[-_TAIL:]
                log.write(chunk)
                log.flush()


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), _STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
