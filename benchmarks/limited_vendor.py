"""A vendor that allows 50 calls a second: Hunter's finder, answered by a server in this process that counts.

`python -m benchmarks.limited_vendor ...` runs the `roster` that the rest of the line says, with that as the only vendor there is.
"""

import runpy
import sys
import time
from bisect import bisect_left
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from aiohttp import web

from bot import app
from enrichment.provider import Rate
from enrichment.providers import hunter, hunter_finder
from tests.faults.fleet import HOST

LIMIT = 50
SERVER = hunter.SERVER
PROVIDER = replace(hunter_finder.PROVIDER, rates=(Rate(LIMIT, 1),))
WITHIN = (sys.executable, "-m", "benchmarks.limited_vendor")
KEY = "benchmark"


@dataclass(slots=True)
class Vendor:
    """`calls` are the moments of all that came, in seconds."""

    url: str = ""
    calls: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """From the first call to the last."""
        return (len(self.calls) - 1) / (self.calls[-1] - self.calls[0])

    @property
    def most(self) -> int:
        """Calls in any second, wherever it begins."""
        return max(
            number - bisect_left(self.calls, last - 1, 0, number)
            for number, last in enumerate(self.calls, start=1)
        )

    async def answer(self, request: web.Request) -> web.Response:
        """It knows everybody."""
        self.calls.append(time.perf_counter())
        name, company = request.query["full_name"], request.query["company"]
        address = f"{name.replace(' ', '.').lower()}@halden.example"
        return web.json_response({"data": {"email": address, "score": 97, "company": company}})


@asynccontextmanager
async def a_vendor() -> AsyncIterator[Vendor]:
    vendor = Vendor()
    application = web.Application()
    application.router.add_get("/v2/email-finder", vendor.answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, 0).start()
        vendor.url = f"http://{HOST}:{runner.addresses[0][1]}"
        yield vendor
    finally:
        await runner.cleanup()


def main() -> None:
    _, _, module, *arguments = sys.argv[1:]
    app.REMOTE = (PROVIDER,)  # type: ignore[attr-defined] # in the place of all that the bot would ask
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__")


if __name__ == "__main__":
    main()
