"""Roster and the local workspace together, by one command."""

import asyncio
import socket
import sys
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from tenacity import AsyncRetrying, retry_if_exception_type, wait_fixed

from workspace.child import Child
from workspace.faults import Faults
from workspace.installation import Installation
from workspace.manifest import Manifest
from workspace.seed import Seed
from workspace.server import Server
from workspace.workspace import Workspace

_HOST = "127.0.0.1"
_A_MOMENT = wait_fixed(0.1)
ROSTER = (str(Path(sys.executable).with_name("roster")),)
"""The command of the same virtual environment."""

_WELCOME = """
Roster runs in a local workspace, not Slack:   {address}

Try, as Ada or anyone else:
  /contact add          a form for a new person
  /contact jane         find her, and press Note, Log activity, Tags, Timeline on her card
  samples/people.csv    drag it into #recruiting, and press Import
  /contacts export      everyone as a file that imports to the same contacts

Messages and files here are gone when this stops; contacts stay in {data}. Ctrl-C stops it.
"""


class DemoFailed(Exception):
    """The message says what happened, the app's last words included."""


@dataclass(frozen=True)
class Demo:
    """`bot`: the app's command, called with `run` and with `seed --team TEAM`. `data`: its database and log."""

    manifest: Path = Path("manifest.yml")
    bot: Sequence[str] = ROSTER
    data: Path = Path("data/demo")
    port: int = 8137
    by_socket: bool = False
    faults: Faults = field(default_factory=Faults)

    async def run(self, say: Callable[[str], None]) -> None:
        """Until cancelled. Raises DemoFailed if the app stops by itself, OSError if the port is taken."""
        seed = Seed.load()
        ws = Workspace(Installation(Manifest.load(self.manifest), seed.team), seed, faults=self.faults)
        bot_port = _free_port()
        if not self.by_socket:
            ws.delivery.request_urls = [f"http://{_HOST}:{bot_port}/slack/events"]
        server = Server(ws, _HOST, self.port)
        await server.start()
        try:
            await self._with_bot(ws, bot_port, say)
        finally:
            await server.stop()

    async def _with_bot(self, ws: Workspace, bot_port: int, say: Callable[[str], None]) -> None:
        environment = self._environment(ws, bot_port)
        log = self.data / "bot.log"
        bot = Child([*self.bot, "run"], environment, log)
        running = asyncio.create_task(bot.run())
        try:
            await _first(running, self._is_up(ws, bot_port))
            if not running.done():
                await _seed(Child([*self.bot, "seed", "--team", ws.team.id], environment, log))
                say(_WELCOME.format(address=ws.origin, data=self.data))
            status = await running
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
        raise DemoFailed(
            f"Roster stopped by itself, with exit status {status}. Its last words:\n{bot.last_words}"
        )

    async def _is_up(self, ws: Workspace, bot_port: int) -> None:
        async with aiohttp.ClientSession(raise_for_status=True) as session:
            async for attempt in AsyncRetrying(
                retry=retry_if_exception_type(aiohttp.ClientError), wait=_A_MOMENT
            ):
                with attempt:
                    await session.get(f"http://{_HOST}:{bot_port}/healthz")
        if self.by_socket:
            await ws.delivery.sockets.opened()

    def _environment(self, ws: Workspace, bot_port: int) -> dict[str, str]:
        """Settings of the bot; an empty one is not set, whatever the shell has."""
        data = self.data.resolve()
        return {
            "SLACK_BOT_TOKEN": ws.app.bot_token,
            "SLACK_SIGNING_SECRET": ws.app.signing_secret,
            "SLACK_APP_TOKEN": ws.app.app_token if self.by_socket else "",
            "SLACK_API_URL": f"{ws.origin}/slack/api/",
            "DATABASE_URL": f"sqlite://{data}/roster.db",
            "ROSTER_HOST": _HOST,
            "ROSTER_PORT": str(bot_port),
            "ROSTER_DATA_DIR": str(data),
        }


async def _first(running: asyncio.Task[int], up: Coroutine[None, None, None]) -> None:
    """Wait until the app is up, or has stopped."""
    starting = asyncio.create_task(up)
    await asyncio.wait((running, starting), return_when=asyncio.FIRST_COMPLETED)
    starting.cancel()


async def _seed(child: Child) -> None:
    status = await child.run()
    if status:
        raise DemoFailed(
            f"Roster could not be given its first contacts (exit status {status}):\n{child.last_words}"
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        port: int = probe.getsockname()[1]
        return port
