"""Trigger ids: the right to open a modal, for three seconds, once."""

import secrets
from dataclasses import dataclass

from workspace.clock import Clock
from workspace.wire import SlackError

LIFETIME_SECONDS = 3.0


@dataclass
class Trigger:
    """`view_id`: the modal it was issued in, if in one."""

    user_id: str
    view_id: str | None
    issued: float
    is_exchanged: bool = False


class Triggers:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._triggers: dict[str, Trigger] = {}

    def issue(self, user_id: str, view_id: str | None = None) -> str:
        now = self._clock.now()
        trigger_id = f"{int(now * 1000)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._triggers[trigger_id] = Trigger(user_id, view_id, now)
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        """Use it up. Raises `invalid_trigger_id`, `expired_trigger_id`, `exchanged_trigger_id`."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.is_exchanged:
            raise SlackError("exchanged_trigger_id")
        if self._clock.now() - trigger.issued > LIFETIME_SECONDS:
            raise SlackError("expired_trigger_id")
        trigger.is_exchanged = True
        return trigger
