"""The way in: Slack's signed requests, whether we are alive and ready, and what can be measured."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

from bot.health import Health
from bot.metrics import CONTENT_TYPE, Metrics

MOST_BYTES = 4 * 1024 * 1024
"""Of a request. Slack's own are far smaller; files are not sent, we fetch them."""
REFUSED = 401

Handler = Callable[[web.Request], Awaitable[web.Response]]


@asynccontextmanager
async def serve(
    app: AsyncApp, host: str, port: int, health: Health, metrics: Metrics, door: Handler
) -> AsyncIterator[str]:
    """`port` 0 takes a free one; `door` is behind links to people. Gives the address, `http://host:port`."""
    application = web.Application(client_max_size=MOST_BYTES)
    application.add_routes(
        [
            web.post("/slack/events", _slack(app, metrics)),
            web.get("/healthz", _alive),
            web.get("/readyz", _ready(health)),
            web.get("/metrics", _measured(metrics)),
            web.get(r"/c/{contact_id:\d+}", door),
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


def _slack(app: AsyncApp, metrics: Metrics) -> Handler:
    async def receive(request: web.Request) -> web.Response:
        bolt_response = await app.async_dispatch(await to_bolt_request(request))
        if bolt_response.status == REFUSED:
            metrics.refused.inc()
        return await to_aiohttp_response(bolt_response)

    return receive


async def _alive(request: web.Request) -> web.Response:
    return web.json_response({"ok": True})


def _ready(health: Health) -> Handler:
    """503 while any part does not work."""

    async def ready(request: web.Request) -> web.Response:
        parts = await health.ready()
        ok = all(parts.values())
        return web.json_response({"ok": ok, **parts}, status=200 if ok else 503)

    return ready


def _measured(metrics: Metrics) -> Handler:
    async def measured(request: web.Request) -> web.Response:
        return web.Response(body=await metrics.scrape(), headers={"Content-Type": CONTENT_TYPE})

    return measured
