"""One process of the app in a demo, which may come back after it died."""

import asyncio
import signal
from asyncio.subprocess import Process
from collections.abc import Callable

import aiohttp
from tenacity import AsyncRetrying, retry_if_exception_type, wait_fixed

from workspace.child import Child

_A_MOMENT = wait_fixed(0.1)


class Stopped(Exception):
    """The message says how, the app's last words included."""


class Replica:
    """`address`: where it listens. `back_after`: how many seconds after its end it is started again, None for never."""

    def __init__(self, name: str, address: str, child: Child, back_after: float | None = None) -> None:
        self.name = name
        self.address = address
        self._child = child
        self._back_after = back_after
        self._pid = 0
        self._up = asyncio.Event()

    @property
    def pid(self) -> int:
        """Of its latest life."""
        return self._pid

    async def up(self) -> None:
        """Wait until it has answered for the first time."""
        await self._up.wait()

    async def run(self, say: Callable[[str], None]) -> None:
        """Until cancelled. Raises Stopped if it ends, and is not to come back or was never up."""
        while True:
            async with self._child.running() as process:
                self._pid = process.pid
                await self._comes_up(process, say)
                status = await process.wait()
            if self._back_after is None or not self._up.is_set():
                raise Stopped(
                    f"Roster stopped by itself, with exit status {status}. Its last words:\n{self._child.last_words}"
                )
            say(f"{self.name} is gone ({_how(status)}), and comes back in {self._back_after:g} seconds")
            await asyncio.sleep(self._back_after)

    async def _comes_up(self, process: Process, say: Callable[[str], None]) -> None:
        """Wait until it answers, or has ended."""
        answering, ending = asyncio.create_task(self._answers()), asyncio.create_task(process.wait())
        try:
            await asyncio.wait((answering, ending), return_when=asyncio.FIRST_COMPLETED)
        finally:
            answering.cancel()
            ending.cancel()
        if process.returncode is None:
            if self._up.is_set():
                say(f"{self.name} is back, PID {self.pid}")
            self._up.set()

    async def _answers(self) -> None:
        async with aiohttp.ClientSession(raise_for_status=True) as session:
            async for attempt in AsyncRetrying(
                retry=retry_if_exception_type(aiohttp.ClientError), wait=_A_MOMENT
            ):
                with attempt:
                    await session.get(f"{self.address}/healthz")


def _how(status: int) -> str:
    if status == -signal.SIGKILL:
        return "killed"
    return f"exit status {status}"
