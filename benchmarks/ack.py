"""The ack of a signed `/contact help`: the whole bot against the smallest Bolt app there can be.

The three servers run at once, each in a process of its own; the load goes to one after the other in short rounds, so
that a machine that slows down slows all of them. A ratio is the median of the rounds' ratios.
"""

import asyncio
import os
import secrets
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from statistics import median

import httpx

from benchmarks.commands import signed_command
from benchmarks.load import Load, drive
from benchmarks.results import Figure, at_least, percentile, under
from workspace.driver import LocalWorkspace

HOST = "127.0.0.1"
ROUNDS = 7
SECONDS_A_ROUND = 2.0
CONNECTIONS = 16
USERS = 100
MANIFEST = Path(__file__).parents[1] / "manifest.yml"


async def measure() -> list[Figure]:
    secret = secrets.token_hex(16)
    async with AsyncExitStack() as servers:
        slack = await servers.enter_async_context(LocalWorkspace(MANIFEST))
        whole = await servers.enter_async_context(_roster(slack, secret))
        default = await servers.enter_async_context(_bare(secret))
        at_ack = await servers.enter_async_context(_bare(secret, "--process-before-response"))
        never_called = f"http://{HOST}:9/never-called"
        request = signed_command(slack.team_id, secret, "/contact help", response_url=never_called).as_http(
            HOST
        )
        rounds = [await _one_round(request, whole, default, at_ack) for _ in range(ROUNDS + 1)][
            1:
        ]  # the first warms up
        crowd = await drive(HOST, whole, request, connections=USERS, seconds=5)
    return _figures(rounds, crowd)


async def _one_round(request: bytes, *ports: int) -> list[Load]:
    return [
        await drive(HOST, port, request, connections=CONNECTIONS, seconds=SECONDS_A_ROUND) for port in ports
    ]


def _figures(rounds: list[list[Load]], crowd: Load) -> list[Figure]:
    whole, default, at_ack = zip(*rounds, strict=True)
    against_default = median(a.per_second / b.per_second for a, b in zip(whole, default, strict=True))
    against_at_ack = median(a.per_second / b.per_second for a, b in zip(whole, at_ack, strict=True))
    seconds = [second for load in whole for second in load.seconds]
    crowd_p99 = percentile(crowd.seconds, 0.99) * 1000
    refused = sum(load.refused for round_ in rounds for load in round_) + crowd.refused
    assert refused == 0, f"{refused} requests were not answered with 200: this run measures nothing"
    figures = [
        Figure("ack", "whole bot", median(load.per_second for load in whole), "requests/s"),
        Figure("ack", "bare app, default mode", median(load.per_second for load in default), "requests/s"),
        Figure(
            "ack", "bare app, answering at the ack", median(load.per_second for load in at_ack), "requests/s"
        ),
        Figure("ack", "whole bot, p50 of 16 connections", percentile(seconds, 0.5) * 1000, "ms"),
        Figure("ack", "whole bot, p99 of 16 connections", percentile(seconds, 0.99) * 1000, "ms"),
    ]
    for name, ratio, against, wanted in (
        ("throughput", against_default, "the bare app in its default mode", 2.0),
        ("throughput at the ack", against_at_ack, "the bare app with process_before_response", 0.6),
    ):
        goal, met = at_least(wanted, ratio)
        figures.append(Figure("ack", name, ratio, "times", against=against, goal=goal, met=met))
    goal, met = under(300, crowd_p99, "ms")
    figures.append(Figure("ack", f"p99 of {USERS} concurrent users", crowd_p99, "ms", goal=goal, met=met))
    return figures


@asynccontextmanager
async def _roster(slack: LocalWorkspace, secret: str) -> AsyncIterator[int]:
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        settings = {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_SIGNING_SECRET": secret,
            "SLACK_API_URL": slack.api_url,
            "ROSTER_PORT": str(port),
            "ROSTER_DATA_DIR": folder,
            "ROSTER_LOG_LEVEL": "ERROR",
        }
        async with _serving(port, "bot.cli", "run", environment=settings):
            yield port


@asynccontextmanager
async def _bare(secret: str, *options: str) -> AsyncIterator[int]:
    port = _free_port()
    async with _serving(port, "benchmarks.bare", str(port), secret, *options):
        yield port


@asynccontextmanager
async def _serving(
    port: int, module: str, *arguments: str, environment: dict[str, str] | None = None
) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        env={**os.environ, **(environment or {})},
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        await _answers(port, process)
        yield
    finally:
        process.terminate()
        await process.wait()


async def _answers(port: int, process: asyncio.subprocess.Process) -> None:
    async with httpx.AsyncClient() as client:
        for _ in range(200):
            if process.returncode is not None:
                raise RuntimeError(f"a server that was to be measured ended with status {process.returncode}")
            try:
                await client.get(f"http://{HOST}:{port}/healthz")
            except httpx.TransportError:
                await asyncio.sleep(0.1)
            else:
                return
    raise RuntimeError(f"nothing answers on port {port} after 20 seconds")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
