"""A closed loop of connections that each send the same prepared request again as soon as it is answered.

Written on a bare protocol because an HTTP client library is slower than the servers measured here and would
be what is measured. It understands what aiohttp's server sends: keep-alive and a Content-Length.
"""

import asyncio
import re
import time
from dataclasses import dataclass, field

CONTENT_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
OK = re.compile(rb"HTTP/1\.1 (\d{3})")


@dataclass(slots=True)
class Load:
    """What came of it. `seconds` holds one duration per answered request."""

    elapsed: float = 0.0
    seconds: list[float] = field(default_factory=list)
    refused: int = 0

    @property
    def per_second(self) -> float:
        return len(self.seconds) / self.elapsed


class _Connection(asyncio.Protocol):
    def __init__(self, request: bytes, load: Load, deadline: float, done: asyncio.Future[None]) -> None:
        self.request = request
        self.load = load
        self.deadline = deadline
        self.done = done
        self.buffer = b""
        self.sent_at = 0.0
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, mark, body = self.buffer.partition(b"\r\n\r\n")
        if not mark:
            return
        length = CONTENT_LENGTH.search(head)
        if len(body) < (int(length[1]) if length else 0):
            return
        now = time.perf_counter()
        self.load.seconds.append(now - self.sent_at)
        status = OK.match(head)
        if status is None or status[1] != b"200":
            self.load.refused += 1
        self.buffer = b""
        if now < self.deadline:
            self._send()
        else:
            self._close()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("the server closed a connection under load"))

    def _send(self) -> None:
        assert self.transport is not None
        self.sent_at = time.perf_counter()
        self.transport.write(self.request)

    def _close(self) -> None:
        assert self.transport is not None
        self.done.set_result(None)
        self.transport.close()


async def drive(host: str, port: int, request: bytes, *, connections: int, seconds: float) -> Load:
    """Keep `connections` requests under way for so many seconds."""
    loop = asyncio.get_running_loop()
    load = Load()
    started = time.perf_counter()
    finished: list[asyncio.Future[None]] = []
    for _ in range(connections):
        done = loop.create_future()
        finished.append(done)
        deadline = started + seconds
        await loop.create_connection(
            lambda done=done, deadline=deadline: _Connection(request, load, deadline, done),  # type: ignore[misc] # mypy infers no defaults of a lambda
            host,
            port,
        )
    await asyncio.gather(*finished)
    load.elapsed = time.perf_counter() - started
    return load
