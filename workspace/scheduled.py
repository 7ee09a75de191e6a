"""Messages the app asked to be posted later."""

from dataclasses import dataclass

from workspace.clock import Clock
from workspace.ids import new_id
from workspace.wire import Json

HORIZON_SECONDS = 120 * 24 * 3600
"""As far ahead as Slack takes them."""


@dataclass(frozen=True)
class ScheduledMessage:
    id: str
    channel_id: str
    post_at: int
    created: int
    fields: Json

    def as_slack(self) -> Json:
        return {
            "id": self.id,
            "channel_id": self.channel_id,
            "post_at": self.post_at,
            "date_created": self.created,
            "text": self.fields.get("text", ""),
        }


class Scheduled:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: dict[str, ScheduledMessage] = {}

    def add(self, channel_id: str, post_at: int, fields: Json) -> ScheduledMessage:
        message = ScheduledMessage(new_id("Q"), channel_id, post_at, int(self._clock.now()), fields)
        self._waiting[message.id] = message
        return message

    def waiting(self) -> list[ScheduledMessage]:
        return sorted(self._waiting.values(), key=lambda message: message.post_at)

    def take(self, message_id: str) -> ScheduledMessage | None:
        """Out of the list, to be posted or forgotten; `None` if it is not there any more."""
        return self._waiting.pop(message_id, None)
