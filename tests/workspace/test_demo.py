"""One command: the workspace, the app beside it, both gone when it stops."""

import asyncio
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest

from workspace.demo import Demo, DemoFailed

BOT = (sys.executable, str(Path(__file__).with_name("demo_bot.py")))


@pytest.fixture(params=[False, True], ids=["http", "socket"])
def demo(tmp_path: Path, request: pytest.FixtureRequest) -> Demo:
    return Demo(bot=BOT, data=tmp_path, port=0, by_socket=request.param)


@pytest.fixture
async def address(demo: Demo) -> AsyncIterator[str]:
    """Of the running demo's page."""
    said: asyncio.Queue[str] = asyncio.Queue()
    running = asyncio.create_task(demo.run(said.put_nowait))
    welcome = await asyncio.wait_for(said.get(), 60)
    (found,) = re.findall(r"not Slack:   (http://127.0.0.1:\d+)\n", welcome)
    assert "/contact add" in welcome
    yield found
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert (demo.data / "stopped").exists()


async def test_the_app_runs_beside_the_workspace_and_is_seeded(address: str, demo: Demo) -> None:
    async with aiohttp.ClientSession(address) as page:
        state = await (await page.get("/api/state")).json()
        me, place = state["me"]["id"], state["channels"][0]["id"]
        typed = {"user": me, "channel": place, "text": "/contact jane"}
        answer = await (await page.post("/api/commands", json=typed)).json()
        shown = await (await page.get("/api/messages", params={"user": me, "channel": place})).json()

    assert answer == {"ok": True}
    assert shown["messages"][-1]["text"] == "Looking for jane"
    assert (demo.data / "seeded").read_text() == f"--team {state['workspace']['team_id']}"


async def test_an_app_that_stops_says_its_last_words(demo: Demo) -> None:
    (demo.data / "broken").touch()

    with pytest.raises(DemoFailed, match=r"exit status 1(?s:.*)The book is broken\."):
        await demo.run(print)


async def test_a_port_that_is_taken_is_one_sentence(address: str) -> None:
    port = address.rpartition(":")[2]

    status, _, complaint = await workspace_command("demo", "--port", port)

    assert status == 2
    assert complaint == f"Port {port} is in use. Choose another: ROSTER_WORKSPACE_PORT={int(port) + 1}\n"


@pytest.mark.parametrize("arguments", [("--port", "99999"), ("--faults", "everything")])
async def test_a_wrong_setting_is_one_sentence(arguments: tuple[str, str]) -> None:
    status, said, complaint = await workspace_command("demo", *arguments)

    assert status == 2
    assert said == ""
    assert "Traceback" not in complaint
    assert arguments[1] in complaint


async def test_a_manifest_that_is_not_there_is_one_sentence() -> None:
    status, _, complaint = await workspace_command("serve", "--manifest", "nowhere.yml")

    assert status == 2
    assert complaint.count("\n") == 1
    assert "nowhere.yml" in complaint


async def test_any_app_is_hosted_until_told_to_stop() -> None:
    manifest = str(Path(__file__).with_name("manifest.yml"))
    arguments = ("-m", "workspace", "serve", "--manifest", manifest, "--port", "0")
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    said = (await process.stdout.readuntil(b"/slack/api/\n")).decode()
    (address,) = re.findall(r"for Counter:   (\S+)", said)

    async with aiohttp.ClientSession(address) as page:
        state = await (await page.get("/api/state")).json()
    process.send_signal(signal.SIGTERM)

    assert state["app"]["name"] == "Counter"
    assert "SLACK_SIGNING_SECRET=" in said
    assert await process.wait() == 0


async def workspace_command(*arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "workspace",
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complaint = await process.communicate()
    assert process.returncode is not None
    return process.returncode, said.decode(), complaint.decode()
