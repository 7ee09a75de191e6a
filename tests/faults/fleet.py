"""The bot as processes that may be killed, frozen and started again, behind one local workspace and on one database."""

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_delay, wait_fixed

from crm.types import Tenant
from tests.bots import MANIFEST
from workspace.driver import LocalWorkspace, Person

HOST = "127.0.0.1"
START_SECONDS = 120.0
STOP_SECONDS = 15.0


class BotProcess:
    """One `roster run`. `environment` is what it gets besides ours; its log goes to `log`, of every life of it.

    `within`: the command that runs it as its own, to show it another world than ours.
    """

    def __init__(self, environment: Mapping[str, str], log: Path, within: Sequence[str] = ()) -> None:
        self.port = _free_port()
        self.log = log
        self._environment = {**os.environ, **environment, "ROSTER_PORT": str(self.port)}
        self._within = within
        self._process: Process | None = None

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def request_url(self) -> str:
        """Where Slack's requests go."""
        return f"{self.address}/slack/events"

    @property
    def pid(self) -> int:
        """Of its present life. Raises RuntimeError where it has none."""
        if self._process is None or self._process.returncode is not None:
            raise RuntimeError("this bot does not run")
        return self._process.pid

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """Without waiting until it is up."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(*self._within, sys.executable, "-m", "bot.cli", "run"),
                env=self._environment,
                stdout=log,
                stderr=log,
            )

    async def is_up(self) -> None:
        """Waits until it answers. Raises RuntimeError where it ended instead."""
        async with httpx.AsyncClient() as client:
            async for attempt in AsyncRetrying(
                retry=retry_if_exception_type(httpx.TransportError),
                wait=wait_fixed(0.05),
                stop=stop_after_delay(START_SECONDS),
                reraise=True,
            ):
                with attempt:
                    if not self.runs:
                        raise RuntimeError(f"the bot ended by itself; its log is {self.log}")
                    await client.get(f"{self.address}/healthz", timeout=1.0)

    async def readiness(self) -> tuple[int, dict[str, bool]]:
        """The status of its /readyz, and what it says of each part."""
        async with httpx.AsyncClient() as client:
            answer = await client.get(f"{self.address}/readyz", timeout=START_SECONDS)
            return answer.status_code, answer.json()

    async def is_ready(self) -> None:
        """Waits until every part of it works. Raises TimeoutError."""
        async with asyncio.timeout(START_SECONDS):
            while True:
                if (await self.readiness())[0] == httpx.codes.OK:
                    return
                await asyncio.sleep(0.05)

    async def kill(self) -> None:
        """As a power cut would."""
        os.kill(self.pid, signal.SIGKILL)
        await self.ended()

    def freeze(self) -> None:
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    async def stop(self) -> int:
        """In order. Returns the exit status."""
        if not self.runs:
            return await self.ended()
        self.thaw()
        os.kill(self.pid, signal.SIGTERM)
        try:
            return await asyncio.wait_for(self.ended(), STOP_SECONDS)
        except TimeoutError:
            os.kill(self.pid, signal.SIGKILL)
            return await self.ended()

    async def ended(self) -> int:
        """Waits until it has. Returns the exit status; 0 where it never ran."""
        return await self._process.wait() if self._process else 0


@dataclass(frozen=True)
class Fleet:
    """`bots` share `database_url`; whoever of them lives answers the workspace, in turn."""

    slack: LocalWorkspace
    database_url: str
    bots: Sequence[BotProcess]

    @property
    def tenant(self) -> Tenant:
        return Tenant(self.slack.team_id)

    @property
    def ada(self) -> Person:
        """Patient: what she waits for may have to be taken over first."""
        return self.slack.person("ada", patience=30)


@asynccontextmanager
async def fleet(
    database_url: str,
    folder: Path,
    size: int,
    *,
    environment: Mapping[str, str] | None = None,
    within: Sequence[str] = (),
) -> AsyncIterator[Fleet]:
    """`size` bots that are up; on leaving, those that still run are stopped in order. SQLite bears one."""
    async with LocalWorkspace(MANIFEST, retry_delays=(0.0, 1.0, 2.0, 4.0, 8.0)) as slack:
        settings = {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": database_url,
            "ROSTER_DATA_DIR": str(folder),
            "ROSTER_LOG_FORMAT": "json",
            **(environment or {}),
        }
        bots = [BotProcess(settings, folder / f"bot-{number}.log", within) for number in range(size)]
        slack.listens_at(*(bot.request_url for bot in bots))
        try:
            for bot in bots:
                await bot.start()
                await bot.is_up()
            yield Fleet(slack, database_url, bots)
        finally:
            await asyncio.gather(*(bot.stop() for bot in bots))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
