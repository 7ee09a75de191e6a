"""Bringing payloads to the app: over Socket Mode while it is connected, as signed HTTP requests otherwise."""

from collections.abc import Sequence
from contextlib import suppress

from workspace.background import Background
from workspace.clock import Clock
from workspace.delivery.acks import Ack, Held, Kind, NotAcked, NotReached, Retry
from workspace.delivery.http import HttpDelivery
from workspace.delivery.socket_mode import Sockets
from workspace.installation import Installation

__all__ = ["Ack", "Delivery", "Held", "Kind", "NotAcked", "Retry"]


class Delivery:
    """`request_urls`: where the app takes commands, interactions and events over HTTP; none until it is known, several
    where it runs as replicas behind a load balancer, which takes them in turn and passes over one that is not there.

    `ack_seconds`: how long the app may take. `retry_delays`: seconds before each new try of an event.
    """

    def __init__(self, app: Installation, clock: Clock, background: Background) -> None:
        self.request_urls: Sequence[str] = ()
        self._turn = 0
        self.ack_seconds = 3.0
        self.retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
        self.sockets = Sockets(app, background)
        self._http = HttpDelivery(app, clock)
        self._uses_sockets = app.manifest.socket_mode
        self.latest: dict[Kind, dict[str, object]] = {}
        """The payload of each kind that was sent last."""
        self.held: list[Held] | None = None
        """Where payloads go instead of to the app, which then seems to ack them all; None while it is sent them."""

    async def send(self, kind: Kind, payload: dict[str, object], retry: Retry | None = None) -> Ack:
        """What the app answered. Raises NotAcked."""
        self.latest[kind] = payload
        if self.held is not None:
            self.held.append(Held(kind, payload))
            return Ack({})
        if self._uses_sockets and self.sockets.are_open:
            return await self.sockets.send(kind, payload, self.ack_seconds, retry)
        for url in self._in_turn():
            with suppress(NotReached):
                return await self._http.send(url, kind, payload, self.ack_seconds, retry)
        raise NotReached

    async def send_to(self, url: str, held: Held) -> Ack:
        """What the replica there answered, and no other. Raises NotAcked."""
        return await self._http.send(url, held.kind, held.payload, self.ack_seconds, None)

    def _in_turn(self) -> Sequence[str]:
        """Each address once, beginning with another one each time."""
        self._turn += 1
        first = self._turn % max(1, len(self.request_urls))
        return [*self.request_urls[first:], *self.request_urls[:first]]

    async def close(self) -> None:
        await self.sockets.close()
        await self._http.close()
