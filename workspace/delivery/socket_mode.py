"""Socket Mode: the app connects to the workspace, and each payload goes down one of its connections."""

import asyncio
import json
import uuid
from collections import deque
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from workspace.background import Background
from workspace.delivery.acks import Ack, Kind, NotAcked, Retry
from workspace.ids import new_id
from workspace.installation import Installation
from workspace.wire import Json

CONNECTION_LIMIT = 10
_GOODBYE_SECONDS = 10.0
"""How long a connection told to refresh may still answer what it was sent."""


@dataclass(eq=False)
class _Connection:
    socket: web.WebSocketResponse
    waiting: dict[str, asyncio.Future[Json]] = field(default_factory=dict)
    """Envelope id -> what the app will answer."""

    def lose(self) -> None:
        for answer in self.waiting.values():
            if not answer.done():
                answer.set_exception(ConnectionError())


class Sockets:
    """`origin`: the workspace's own address."""

    def __init__(self, app: Installation, background: Background) -> None:
        self._app = app
        self._background = background
        self._tickets: set[str] = set()
        self._connections: deque[_Connection] = deque()
        self._opened = asyncio.Event()
        self.origin = ""

    @property
    def are_open(self) -> bool:
        return bool(self._connections)

    @property
    def count(self) -> int:
        return len(self._connections)

    async def opened(self) -> None:
        """Wait until the app is connected."""
        await self._opened.wait()

    def issue_url(self) -> str:
        """An address that takes one connection."""
        ticket = new_id("")
        self._tickets.add(ticket)
        return f"{self.origin.replace('http', 'ws', 1)}/slack/socket/{ticket}"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The WebSocket behind an issued address."""
        ticket = request.match_info["ticket"]
        if ticket not in self._tickets:
            return web.Response(status=404, text="This address was not issued, or was used already.")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if self.count >= CONNECTION_LIMIT:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        connection = _Connection(socket)
        self._connections.append(connection)
        try:
            await socket.send_json(self._hello())
            self._opened.set()
            await _listen(connection)
        finally:
            self._retire(connection)
            connection.lose()
        return socket

    async def send(self, kind: Kind, payload: Json, seconds: float, retry: Retry | None) -> Ack:
        """Raises NotAcked if the app does not answer within that many seconds, or hangs up."""
        connection = self._connections[0]
        self._connections.rotate(-1)
        envelope_id = str(uuid.uuid4())
        envelope: Json = {
            "envelope_id": envelope_id,
            "type": kind,
            "accepts_response_payload": kind != "events_api",
            "payload": payload,
        }
        if kind == "events_api":
            envelope |= {
                "retry_attempt": retry.number if retry else 0,
                "retry_reason": retry.reason if retry else "",
            }
        answer = asyncio.get_running_loop().create_future()
        connection.waiting[envelope_id] = answer
        try:
            await connection.socket.send_json(envelope)
            return Ack(await asyncio.wait_for(answer, seconds))
        except TimeoutError:
            raise NotAcked("operation_timeout", "http_timeout") from None
        except ConnectionError:
            raise NotAcked("dispatch_failed", "connection_failed") from None
        finally:
            connection.waiting.pop(envelope_id, None)

    async def refresh(self) -> None:
        """Tell every connection to go and come back, as Slack does every few hours."""
        for connection in tuple(self._connections):
            self._retire(connection)
            await connection.socket.send_json(
                {"type": "disconnect", "reason": "refresh_requested", "debug_info": {}}
            )
            self._background.start(_hang_up(connection))

    async def close(self) -> None:
        for connection in tuple(self._connections):
            await connection.socket.close()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": self.count,
            "connection_info": {"app_id": self._app.app_id},
            "debug_info": {"host": "local-workspace-not-slack", "approximate_connection_time": 3600},
        }

    def _retire(self, connection: _Connection) -> None:
        if connection in self._connections:
            self._connections.remove(connection)
        if not self._connections:
            self._opened.clear()


async def _listen(connection: _Connection) -> None:
    async for message in connection.socket:
        if message.type != WSMsgType.TEXT:
            continue
        said = json.loads(message.data)
        answer = connection.waiting.get(said.get("envelope_id", ""))
        if answer and not answer.done():
            payload = said.get("payload")
            answer.set_result(payload if isinstance(payload, dict) else {})


async def _hang_up(connection: _Connection) -> None:
    await asyncio.sleep(_GOODBYE_SECONDS)
    await connection.socket.close()
