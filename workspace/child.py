"""The app as a process of its own, started and stopped with the workspace."""

import asyncio
import os
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

_LAST_LINES = 20
_CHUNK = 8192
_STOP_SECONDS = 15.0


def _nobody(line: str) -> None:
    pass


class Child:
    """`environment`: what it gets besides our own; an empty value takes one away. `log`: where its output goes.

    `hear` is told each line of its output as well. It runs in the log's folder, so that a `.env` file made for real
    Slack does not speak to it.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self.hear: Callable[[str], None] = _nobody
        self._command = command
        self._environment = {name: value for name, value in {**os.environ, **environment}.items() if value}
        self._log = log
        self._last_lines: deque[str] = deque(maxlen=_LAST_LINES)

    @property
    def last_words(self) -> str:
        """The last lines of its output."""
        return "\n".join(self._last_lines)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """On leaving, it is stopped if it has not ended: asked first, then killed."""
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
            yield process
        finally:
            await _stop(process)
            await keeping

    async def run(self) -> int:
        """Start it and wait for its end; its exit status."""
        async with self.running() as process:
            return await process.wait()

    async def _keep(self, output: asyncio.StreamReader | None) -> None:
        begun = b""
        with self._log.open("ab") as log:
            while output and (chunk := await output.read(_CHUNK)):
                log.write(chunk)
                log.flush()
                *lines, begun = (begun + chunk).split(b"\n")
                self._note(lines)
        self._note([begun] if begun else [])

    def _note(self, lines: Sequence[bytes]) -> None:
        for line in lines:
            self._last_lines.append(line.decode(errors="replace"))
            self.hear(self._last_lines[-1])


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), _STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
