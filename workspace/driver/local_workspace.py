"""A workspace of one's own, served on a free port as long as the `async with` lasts."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from workspace.conversations import Message
from workspace.delivery import Held, Kind, NotAcked, Retry
from workspace.driver.person import Person
from workspace.faults import Fault
from workspace.installation import Installation
from workspace.manifest import Manifest
from workspace.seed import SEED_FILE, Seed
from workspace.server import Server
from workspace.workspace import Workspace


class LocalWorkspace:
    """`manifest`: the app's, or the path to it. `team`: another name gives another team id.

    `ack_seconds`: how long the app may take to answer. `retry_delays`: seconds before each new try of an event.
    `patience`: seconds until `sees` and the like give up.
    """

    def __init__(
        self,
        manifest: Manifest | Path,
        *,
        team: str | None = None,
        seed: Path = SEED_FILE,
        ack_seconds: float = 3.0,
        retry_delays: Sequence[float] = (0.0, 60.0, 300.0),
        patience: float = 5.0,
    ) -> None:
        loaded = manifest if isinstance(manifest, Manifest) else Manifest.load(manifest)
        planted = Seed.load(seed, team_name=team)
        self._app = Installation(loaded, planted.team)
        self._patience = patience
        self.inside = Workspace(self._app, planted)
        self.inside.delivery.ack_seconds = ack_seconds
        self.inside.delivery.retry_delays = tuple(retry_delays)
        self._server = Server(self.inside)
        self._people: dict[str, Person] = {}

    async def __aenter__(self) -> Self:
        await self._server.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._server.stop()

    @property
    def api_url(self) -> str:
        """The app's SLACK_API_URL, ending in a slash."""
        return f"{self.inside.origin}/slack/api/"

    @property
    def page_url(self) -> str:
        return f"{self.inside.origin}/"

    @property
    def bot_token(self) -> str:
        return self._app.bot_token

    @property
    def app_token(self) -> str:
        return self._app.app_token

    @property
    def signing_secret(self) -> str:
        return self._app.signing_secret

    @property
    def team_id(self) -> str:
        return self.inside.team.id

    def listens_at(self, *urls: str) -> None:
        """Where the app takes commands, interactions and events over HTTP; several for replicas, taken in turn."""
        self.inside.delivery.request_urls = urls

    async def app_connected(self) -> None:
        """Wait until the app is connected by Socket Mode."""
        await self.inside.delivery.sockets.opened()

    def person(self, name: str, *, patience: float | None = None) -> Person:
        """By handle or name; the same object each time, unless one with another patience. KeyError for a stranger."""
        user = self.inside.people.named(name)
        if user is None:
            raise KeyError(f"nobody called {name!r} is in the workspace")
        if patience is not None:
            return Person(self.inside, user, patience)
        return self._people.setdefault(user.id, Person(self.inside, user, self._patience))

    def channel_id(self, name: str) -> str:
        """Raises KeyError where there is no such channel."""
        channel = self.inside.conversations.named(name)
        if channel is None:
            raise KeyError(f"there is no channel called {name!r}")
        return channel.id

    def said_by_the_app(self) -> list[Message]:
        """Whatever of it stands in a channel or in somebody's direct messages, but what only one person sees."""
        return [
            message
            for channel in self.inside.conversations
            for message in channel.messages.values()
            if message.fields.get("user") == self._app.bot_user_id and message.only_for is None
        ]

    def fails(self, method: str, fault: Fault, *, times: int = 1) -> None:
        """Let the next calls of that Web API method fail."""
        self.inside.faults.inject(method, fault, times=times)

    async def has_failed(self, method: str) -> None:
        """Wait until every call of it that was to fail so far has done so."""
        await self.inside.faults.spent(method)

    async def delivers_again(self, kind: Kind) -> None:
        """Send the app what it was sent last ("events_api", "slash_commands", "interactive") once more."""
        await self.inside.events.settled()
        retry = Retry(1, "http_timeout") if kind == "events_api" else None
        await self.inside.delivery.send(kind, self.inside.delivery.latest[kind], retry)

    @asynccontextmanager
    async def holds_back(self) -> AsyncIterator[list[Held]]:
        """What the app would be sent meanwhile is gathered instead, for `delivers`; the people see it acked."""
        held: list[Held] = []
        self.inside.delivery.held = held
        try:
            yield held
            await self.inside.events.settled()
        finally:
            self.inside.delivery.held = None

    async def delivers(self, held: Held, to: str) -> bool:
        """To that address of the app's, over HTTP. Whether it was acked."""
        try:
            await self.inside.delivery.send_to(to, held)
        except NotAcked:
            return False
        return True

    def passes(self, seconds: float) -> None:
        """Let that much time go by at once."""
        self.inside.clock.advance(seconds)
