"""The way in: Slack's signed requests, and whether we are alive."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

from storage.database import rows

MOST_BYTES = 4 * 1024 * 1024
"""Of a request. Slack's own are far smaller; files are not sent, we fetch them."""


@asynccontextmanager
async def serve(app: AsyncApp, host: str, port: int) -> AsyncIterator[str]:
    """`port` 0 takes a free one. Gives the address, `http://host:port`."""
    application = web.Application(client_max_size=MOST_BYTES)
    application.add_routes(
        [
            web.post("/slack/events", _slack(app)),
            web.get("/healthz", _alive),
            web.get("/readyz", _ready),
        ]
    )
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        bound = runner.addresses[0][1]
        yield f"http://{host}:{bound}"
    finally:
        await runner.cleanup()


def _slack(app: AsyncApp) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def receive(request: web.Request) -> web.Response:
        bolt_request = await to_bolt_request(request)
        bolt_response = await app.async_dispatch(bolt_request)
        return await to_aiohttp_response(bolt_response)

    return receive


async def _alive(request: web.Request) -> web.Response:
    return web.json_response({"ok": True})


async def _ready(request: web.Request) -> web.Response:
    """503 while the database does not answer."""
    try:
        await rows("SELECT 1")
    except Exception:  # noqa: BLE001 - whatever it is, we are not ready
        return web.json_response({"ok": False, "database": False}, status=503)
    return web.json_response({"ok": True, "database": True})
