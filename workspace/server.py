"""The workspace served over HTTP: Slack's side under /slack/, the page's side at / and /api/."""

from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from workspace.page_api import PageApi
from workspace.slack_routes import SlackRoutes
from workspace.workspace import Workspace

_PAGE = Path(__file__).with_name("page")
_OWN_NAMES = ("127.0.0.1", "localhost", "::1")
_LARGEST_BODY = 1024**3
"""Bytes: what Slack takes as one file."""


class Server:
    """`port` 0 takes any free one. Raises OSError where the port is taken."""

    def __init__(self, ws: Workspace, host: str = "127.0.0.1", port: int = 0) -> None:
        self._ws = ws
        self._host = host
        self._port = port
        self._runner: web.AppRunner | None = None

    async def start(self) -> str:
        """The address it is served at."""
        application = web.Application(client_max_size=_LARGEST_BODY, middlewares=[_same_origin])
        application.add_routes(SlackRoutes(self._ws).routes())
        application.add_routes(PageApi(self._ws).routes())
        application.router.add_get("/", _index)
        application.router.add_get("/archives/{message:.*}", _index)
        if _PAGE.is_dir():
            application.router.add_static("/page/", _PAGE)
        self._runner = web.AppRunner(
            application, access_log=None, shutdown_timeout=1.0, handler_cancellation=True
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        host, port = self._runner.addresses[0][:2]
        self._ws.is_served_at(f"http://{host}:{port}")
        return self._ws.origin

    async def stop(self) -> None:
        await self._ws.stop()
        if self._runner:
            await self._runner.cleanup()


@web.middleware
async def _same_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Other pages in the same browser must not act here: neither theirs, nor under a name that points here."""
    origin = request.headers.get("Origin")
    is_foreign = origin is not None and urlsplit(origin).netloc != request.host
    if is_foreign or urlsplit(f"//{request.host}").hostname not in _OWN_NAMES:
        raise web.HTTPForbidden(text="This local workspace answers its own page and its app only.")
    return await handler(request)


async def _index(_request: web.Request) -> web.StreamResponse:
    return web.FileResponse(_PAGE / "index.html", headers={"Cache-Control": "no-cache"})
