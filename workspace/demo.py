"""Roster and the local workspace together, by one command: one bot, or several replicas of it."""

import asyncio
import shutil
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from workspace.child import Child
from workspace.faults import Faults
from workspace.installation import Installation
from workspace.manifest import Manifest
from workspace.postgres import NoPostgres, postgres
from workspace.replica import Replica, Stopped
from workspace.seed import Seed
from workspace.server import Server
from workspace.workspace import Workspace

_HOST = "127.0.0.1"
ROSTER = (str(Path(sys.executable).with_name("roster")),)
"""The command of the same virtual environment."""

DIRECTORY = Path("samples/directory.csv")
"""People whom the app can look up without a key or a network."""

_WELCOME = """
Roster runs in a local workspace, not Slack:   {address}

Try, as Ada or anyone else:
  /contact add          a form for a new person
  /contact jane         find her, and press Note, Log activity, Tags, Timeline on her card
  samples/people.csv    drag it into #recruiting, and press Import
  /contact enrich zoë   look her up in a directory of made-up people, and ask Where from?
  /contacts export      everyone as a file that imports to the same contacts

Messages and files here are gone when this stops; contacts stay in {data}. Ctrl-C stops it.
"""

_WELCOME_TO_REPLICAS = """
Roster runs in a local workspace, not Slack, as {count} processes on one PostgreSQL:   {address}

  {pids}

Try, as Ada or anyone else, and see below which of them does what:
  samples/people.csv    drag it into #recruiting, and press Import
  kill -9 {pid:<14}in another terminal: the others take over, and it comes back

Messages and files here are gone when this stops; contacts stay in {data}. Ctrl-C stops it.
"""


class DemoFailed(Exception):
    """The message says what happened, the app's last words included."""


@dataclass(frozen=True)
class Demo:
    """`bot`: the app's command, called with `run` and with `seed --team TEAM`. `data`: its database and logs.

    `replicas`: how many bots. One has SQLite, and the demo ends with it. Several share a PostgreSQL, their output is
    said line for line, and one that dies comes back after `back_after` seconds.
    """

    manifest: Path = Path("manifest.yml")
    bot: Sequence[str] = ROSTER
    data: Path = Path("data/demo")
    port: int = 8137
    by_socket: bool = False
    faults: Faults = field(default_factory=Faults)
    replicas: int = 1
    back_after: float = 10.0

    async def run(self, say: Callable[[str], None]) -> None:
        """Until cancelled. Raises DemoFailed if the app stops by itself, OSError if the port is taken."""
        seed = Seed.load()
        ws = Workspace(Installation(Manifest.load(self.manifest), seed.team), seed, faults=self.faults)
        server = Server(ws, _HOST, self.port)
        await server.start()
        try:
            with self._database() as database_url:
                await self._with_bots(ws, database_url, say)
        except (NoPostgres, Stopped) as failure:
            raise DemoFailed(str(failure)) from failure
        finally:
            await server.stop()

    async def _with_bots(self, ws: Workspace, database_url: str, say: Callable[[str], None]) -> None:
        environment = self._environment(ws, database_url)
        bots = [self._bot(name, environment, say) for name in self._names()]
        if not self.by_socket:
            ws.delivery.request_urls = [f"{bot.address}/slack/events" for bot in bots]
        try:
            async with asyncio.TaskGroup() as running:
                for bot in bots:
                    running.create_task(bot.run(say))
                for bot in bots:
                    await bot.up()
                if self.by_socket:
                    await ws.delivery.sockets.opened()
                await self._seed(ws, environment)
                say(self._welcome(ws, bots))
        except ExceptionGroup as failures:  # the first one is why the rest was stopped
            raise failures.exceptions[0] from None

    def _names(self) -> Sequence[str]:
        return ["bot"] if self.replicas == 1 else [f"bot-{number + 1}" for number in range(self.replicas)]

    def _bot(self, name: str, environment: dict[str, str], say: Callable[[str], None]) -> Replica:
        port = _free_port()
        child = Child(
            [*self.bot, "run"], {**environment, "ROSTER_PORT": str(port)}, self.data / f"{name}.log"
        )
        address = f"http://{_HOST}:{port}"
        if self.replicas == 1:
            return Replica(name, address, child)
        child.hear = lambda line: say(f"{name} | {line}")
        return Replica(name, address, child, self.back_after)

    async def _seed(self, ws: Workspace, environment: dict[str, str]) -> None:
        child = Child([*self.bot, "seed", "--team", ws.team.id], environment, self.data / "seed.log")
        status = await child.run()
        if status:
            raise DemoFailed(
                f"Roster could not be given its first contacts (exit status {status}):\n{child.last_words}"
            )

    def _welcome(self, ws: Workspace, bots: Sequence[Replica]) -> str:
        if self.replicas == 1:
            return _WELCOME.format(address=ws.origin, data=self.data)
        return _WELCOME_TO_REPLICAS.format(
            address=ws.origin,
            data=self.data,
            count=len(bots),
            pids="\n  ".join(f"{bot.name}   PID {bot.pid}" for bot in bots),
            pid=bots[-1].pid,
        )

    @contextmanager
    def _database(self) -> Iterator[str]:
        if self.replicas == 1:
            yield f"sqlite://{self.data.resolve()}/roster.db"
            return
        with postgres(self.data / "postgres") as url:
            yield url

    def _directory(self) -> str:
        """A copy of the made-up directory, as the app writes its index beside it; "" where there is none."""
        copy = self.data / DIRECTORY.name
        if not DIRECTORY.exists():
            return ""
        self.data.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(DIRECTORY, copy)
        return str(copy.resolve())

    def _environment(self, ws: Workspace, database_url: str) -> dict[str, str]:
        """Settings of the bots; an empty one is not set, whatever the shell has."""
        return {
            "SLACK_BOT_TOKEN": ws.app.bot_token,
            "SLACK_SIGNING_SECRET": ws.app.signing_secret,
            "SLACK_APP_TOKEN": ws.app.app_token if self.by_socket else "",
            "SLACK_API_URL": f"{ws.origin}/slack/api/",
            "DATABASE_URL": database_url,
            "ROSTER_HOST": _HOST,
            "ROSTER_DATA_DIR": str(self.data.resolve()),
            "ROSTER_DIRECTORY": self._directory(),
        }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        port: int = probe.getsockname()[1]
        return port
