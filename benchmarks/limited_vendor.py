"""A vendor that allows 50 calls a second: Hunter's finder, answered by a process of its own that counts.

`python -m benchmarks.limited_vendor` is that process.
"""

import asyncio
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx
from aiohttp import web

from enrichment.provider import Rate
from enrichment.providers import hunter, hunter_finder
from tests.faults.fleet import HOST
from workspace.child import Child

LIMIT = 50
SERVER = hunter.SERVER
PROVIDER = replace(hunter_finder.PROVIDER, rates=(Rate(LIMIT, 1),))
KEY = "benchmark"
COMMAND = (sys.executable, "-m", "benchmarks.limited_vendor")


@dataclass(frozen=True, slots=True)
class Vendor:
    url: str

    async def calls(self) -> Sequence[float]:
        """The moments of all that came, in seconds since the first."""
        async with httpx.AsyncClient() as client:
            moments: list[float] = (await client.get(f"{self.url}/calls")).json()
        return moments


def per_second(calls: Sequence[float]) -> float:
    """From the first call to the last."""
    return (len(calls) - 1) / (calls[-1] - calls[0])


def most_within_a_second(calls: Sequence[float]) -> int:
    """Wherever that second begins."""
    return max(number - bisect_left(calls, last - 1, 0, number) for number, last in enumerate(calls, start=1))


@asynccontextmanager
async def a_vendor() -> AsyncIterator[Vendor]:
    with tempfile.TemporaryDirectory() as folder:
        child, ready = (
            Child([*COMMAND], {"PYTHONPATH": str(Path.cwd())}, Path(folder) / "log"),
            asyncio.Event(),
        )
        child.hear = lambda _: ready.set()
        async with child.running():
            await ready.wait()
            yield Vendor(child.last_words)


@dataclass(slots=True)
class _Desk:
    """It knows everybody."""

    calls: list[float] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        self.calls.append(time.perf_counter())
        name, company = request.query["full_name"], request.query["company"]
        address = f"{name.replace(' ', '.').lower()}@halden.example"
        return web.json_response({"data": {"email": address, "score": 97, "company": company}})

    async def say_calls(self, request: web.Request) -> web.Response:
        return web.json_response([moment - self.calls[0] for moment in self.calls])


async def _serve() -> None:
    desk, application = _Desk(), web.Application()
    application.router.add_get("/v2/email-finder", desk.answer)
    application.router.add_get("/calls", desk.say_calls)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, HOST, 0).start()
    print(f"http://{HOST}:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve())
