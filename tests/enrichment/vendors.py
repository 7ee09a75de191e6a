"""A vendor: a real server in this process that answers as it is told, and keeps what it was asked."""

import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from enrichment.http import Client
from enrichment.provider import Example, KeyNeed, Provider
from enrichment.request import Identity, Request
from enrichment.values import EVERYTHING, Kind

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
KEY = "s3cret-key"


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Vendor:
    """`client` is on the way to it, whichever vendor is meant."""

    client: Client
    url: str
    handler: Handler
    asked: list[Asked] = field(default_factory=list)

    def answers(self, body: Any = None, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        """The same to everything. A `body` that is no string is JSON."""
        text = body if isinstance(body, str) else json.dumps(body)
        kind = "text/html" if text.startswith("<") else "application/json"

        async def answer(_: web.Request) -> web.Response:
            return web.Response(text=text, status=status, headers=headers, content_type=kind)

        self.handler = answer

    def plays(self, answers: Example | tuple[tuple[str, Any], ...]) -> None:
        """The bodies of an example, those of one path in their order. Other paths are unknown."""
        waiting: dict[str, deque[Any]] = defaultdict(deque)
        for path, body in answers.answers if isinstance(answers, Example) else answers:
            waiting[path].append(body)

        async def answer(request: web.Request) -> web.Response:
            bodies = waiting[request.path]
            return web.json_response(bodies.popleft()) if bodies else web.json_response({}, status=404)

        self.handler = answer


@asynccontextmanager
async def a_vendor(*servers: str, resolver: Any = None) -> AsyncIterator[Vendor]:
    """In the place of all `servers`."""
    vendor: Vendor

    async def handle(request: web.Request) -> web.StreamResponse:
        vendor.asked.append(
            Asked(
                request.method, request.path, dict(request.query), dict(request.headers), await request.read()
            )
        )
        return await vendor.handler(request)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    server = TestServer(app)
    await server.start_server(access_log=None, shutdown_timeout=0.2)
    try:
        url = str(server.make_url("")).rstrip("/")
        async with Client(dict.fromkeys(servers, url), resolver=resolver) as client:
            vendor = Vendor(client, url, handle)
            vendor.answers({})
            yield vendor
    finally:
        await server.close()


def key_of(provider: Provider) -> str:
    return "" if provider.key_need is KeyNeed.NONE else KEY


def example_request(
    provider: Provider, wanted: frozenset[Kind] = EVERYTHING, deadline: float = 10
) -> Request:
    return Request(provider.example.identity, wanted, deadline=deadline)


JANE = Identity(
    emails=("jane.doe@example.com",),
    phones=("+447700900123",),
    profiles=("https://linkedin.com/in/jane-doe", "https://github.com/jane-doe"),
    name="Jane Doe",
    company="Example",
    domain="example.com",
    location="Berlin",
    headline="Staff Engineer at Example",
)
"""By whom everybody can be asked."""
