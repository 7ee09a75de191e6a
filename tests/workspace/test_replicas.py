"""The demo of several replicas: they are asked in turn, what each does is said, and one that dies comes back."""

import asyncio
import os
import re
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.workspace.bolt_app import BoltApp
from workspace.demo import Demo
from workspace.driver import LocalWorkspace, Person
from workspace.postgres import NoPostgres, postgres

BOT = (sys.executable, str(Path(__file__).with_name("demo_bot.py")))
NAMES = ("bot-1", "bot-2", "bot-3")
PATIENCE_SECONDS = 180.0

by_either_way = pytest.mark.parametrize("by_socket", [False, True], ids=["http", "socket"])


@pytest.fixture
def data() -> Iterator[Path]:
    """Not pytest's own, which it closes to the user as whom PostgreSQL runs where the tests run as root."""
    with tempfile.TemporaryDirectory(prefix="roster-replicas-") as folder:
        yield Path(folder)


@dataclass
class Terminal:
    """Where the demo says what happens."""

    lines: list[str] = field(default_factory=list)
    _more: asyncio.Event = field(default_factory=asyncio.Event)

    def say(self, text: str) -> None:
        self.lines += text.splitlines()
        self._more.set()

    def found(self, pattern: str) -> list[str]:
        return [match[0] for line in self.lines for match in [re.search(pattern, line)] if match]

    async def shows(self, pattern: str, times: int = 1) -> list[str]:
        """What fits, once it is there so often."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while len(found := self.found(pattern)) < times:
                self._more.clear()
                await self._more.wait()
        return found


@dataclass(frozen=True)
class Shown:
    """A running demo: its terminal, and its page."""

    terminal: Terminal
    page: aiohttp.ClientSession

    async def pid(self, name: str) -> int:
        (line,) = self.terminal.found(rf"^  {name}   PID \d+$")
        return int(line.split()[-1])

    async def types(self, command: str) -> None:
        """As the first person, in the first channel."""
        state = await (await self.page.get("/api/state")).json()
        typed = {"user": state["me"]["id"], "channel": state["channels"][0]["id"], "text": command}
        answer = await (await self.page.post("/api/commands", json=typed)).json()
        assert answer == {"ok": True}


@asynccontextmanager
async def shown(demo: Demo) -> AsyncIterator[Shown]:
    terminal = Terminal()
    running = asyncio.create_task(demo.run(terminal.say))
    try:
        (address,) = await terminal.shows(r"http://127.0.0.1:\d+$")
        await terminal.shows("Ctrl-C stops it")
        async with aiohttp.ClientSession(address) as page:
            yield Shown(terminal, page)
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def test_requests_go_in_turn_and_pass_over_who_is_not_there(slack: LocalWorkspace, ada: Person) -> None:
    async with BoltApp(slack) as first, BoltApp(slack) as second:
        for app in (first, second):
            app.bolt.command("/count")(_ack)
        slack.listens_at(first.request_url, second.request_url, "http://127.0.0.1:1/slack/events")
        for _ in range(6):
            await ada.slash("/count")

    assert [len(first.requests), len(second.requests)] == [4, 2]  # the first one stands in for the third


async def test_nobody_there_is_told_to_the_person(slack: LocalWorkspace, ada: Person) -> None:
    slack.listens_at("http://127.0.0.1:1/slack/events", "http://127.0.0.1:2/slack/events")

    await ada.slash("/count")

    await ada.sees("dispatch_failed")


@by_either_way
async def test_each_takes_its_turn_and_one_that_is_killed_comes_back(data: Path, by_socket: bool) -> None:
    demo = Demo(bot=BOT, data=data, port=0, by_socket=by_socket, replicas=3, back_after=0.1)
    async with shown(demo) as three:
        for _ in NAMES:
            await three.types("/contact jane")
        took = await three.terminal.shows(r"^bot-\d \| took jane$", times=3)
        assert sorted(took) == [f"{name} | took jane" for name in NAMES]

        killed = await three.pid("bot-2")
        os.kill(killed, signal.SIGKILL)
        await three.terminal.shows(r"^bot-2 is gone \(killed\), and comes back in 0\.1 seconds$")
        (back,) = await three.terminal.shows(r"^bot-2 is back, PID \d+$")
        assert int(back.split()[-1]) != killed
        for _ in NAMES:
            await three.types("/contact john")
        took = await three.terminal.shows(r"^bot-\d \| took john$", times=3)
        assert sorted(took) == [f"{name} | took john" for name in NAMES]

    assert not (data / "postgres" / "postmaster.pid").exists()


async def test_three_rosters_share_the_work_on_one_postgres(data: Path) -> None:
    async with shown(Demo(data=data, port=0, by_socket=True, replicas=3)) as three:
        for _ in NAMES:
            await three.types("/contact jane")
        took = await three.terminal.shows(r"^bot-\d \| \S+ \[info\] took command /contact ", times=3)
        assert {line.split()[0] for line in took} == set(NAMES)
        assert three.terminal.found("jane") == []

    assert not (data / "postgres" / "postmaster.pid").exists()


def test_a_long_path_of_the_data_is_borne(data: Path) -> None:
    folder = data / ("long" * 30) / "postgres"
    with postgres(folder) as url:
        assert url.startswith("postgresql://")
        assert str(folder) not in url
    assert not (folder / "postmaster.pid").exists()


def test_a_path_that_is_not_borne_is_one_sentence(data: Path) -> None:
    with pytest.raises(NoPostgres, match="does not bear a space"), postgres(data / "my data"):
        raise AssertionError("it was borne")


def test_a_server_that_was_left_running_is_used_and_stopped(data: Path) -> None:
    with postgres(data / "postgres"):
        users = data / "postgres" / ".handle_pids.json"
        left_behind = users.read_text()
    users.write_text(left_behind.replace(str(os.getpid()), "1"))

    with postgres(data / "postgres"):
        assert (data / "postgres" / "postmaster.pid").exists()

    assert not (data / "postgres" / "postmaster.pid").exists()


async def _ack(ack: Any) -> None:
    await ack()
