"""Events: sent to the app if its manifest subscribes to them and its scopes let it hear them; retried if not acked."""

import asyncio
import logging
import secrets

from workspace.background import Background
from workspace.clock import Clock
from workspace.conversations import Channel
from workspace.delivery import Delivery, NotAcked, Retry
from workspace.ids import new_id
from workspace.installation import Installation
from workspace.wire import Json

_log = logging.getLogger(__name__)

SCOPES: dict[str, frozenset[str]] = {
    "app_home_opened": frozenset(),
    "app_mention": frozenset({"app_mentions:read"}),
    "file_created": frozenset({"files:read"}),
    "file_deleted": frozenset({"files:read"}),
    "file_shared": frozenset({"files:read"}),
    "link_shared": frozenset({"links:read"}),
    "member_joined_channel": frozenset({"channels:read", "groups:read"}),
    "message.channels": frozenset({"channels:history"}),
    "message.groups": frozenset({"groups:history"}),
    "message.im": frozenset({"im:history"}),
    "message.mpim": frozenset({"mpim:history"}),
    "reaction_added": frozenset({"reactions:read"}),
    "reaction_removed": frozenset({"reactions:read"}),
}
"""The events this workspace has, and the scopes of which one is needed (none where empty)."""


class Events:
    def __init__(self, app: Installation, clock: Clock, background: Background, delivery: Delivery) -> None:
        self._app = app
        self._clock = clock
        self._background = background
        self._delivery = delivery
        self._first_tries: set[asyncio.Future[None]] = set()

    def emit(self, name: str, event: Json, channel: Channel | None = None) -> None:
        """Send it in the background, if the app is to hear it. `channel`: where it happened; the bot must be in."""
        if self._hears(name) and (channel is None or self._app.bot_user_id in channel.members):
            tried: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._first_tries.add(tried)
            tried.add_done_callback(self._first_tries.discard)
            self._background.start(self._deliver(self._envelope(event), tried))

    async def settled(self) -> None:
        """Wait until the app has answered every event so far, or let its first try pass."""
        if self._first_tries:
            await asyncio.wait(tuple(self._first_tries))

    def _hears(self, name: str) -> bool:
        needed = SCOPES[name]
        return name in self._app.manifest.bot_events and (
            not needed or bool(needed & self._app.manifest.bot_scopes)
        )

    async def _deliver(self, envelope: Json, tried: asyncio.Future[None]) -> None:
        try:
            failure = await self._attempt(envelope, None)
        finally:
            tried.set_result(None)
        for number, delay in enumerate(self._delivery.retry_delays, start=1):
            if failure is None or not failure.may_retry:
                return
            await self._clock.sleep(delay)
            failure = await self._attempt(envelope, Retry(number, failure.reason))
        if failure is not None:
            _log.warning("The app did not take event %s: %s", envelope["event_id"], failure.reason)

    async def _attempt(self, envelope: Json, retry: Retry | None) -> NotAcked | None:
        try:
            await self._delivery.send("events_api", envelope, retry)
        except NotAcked as failure:
            return failure
        return None

    def _envelope(self, event: Json) -> Json:
        authorization = {
            "enterprise_id": None,
            "team_id": self._app.team.id,
            "user_id": self._app.bot_user_id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": self._app.verification_token,
            "team_id": self._app.team.id,
            "context_team_id": self._app.team.id,
            "context_enterprise_id": None,
            "api_app_id": self._app.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": new_id("Ev"),
            "event_time": int(self._clock.now()),
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
            "event_context": f"4-{secrets.token_urlsafe(24)}",
        }
