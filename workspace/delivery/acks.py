"""What comes back from the app when a payload was brought to it."""

from dataclasses import dataclass
from typing import Literal

from workspace.wire import Json

Kind = Literal["slash_commands", "interactive", "events_api"]


@dataclass(frozen=True)
class Ack:
    """`payload`: what the app said in its answer, plain text as `{"text": ...}`; empty for a mere ack."""

    payload: Json


@dataclass(frozen=True)
class Held:
    """What the app is to be sent later, by hand."""

    kind: Kind
    payload: Json


@dataclass(frozen=True)
class Retry:
    """The how-manieth new try of an event, and why the one before failed."""

    number: int
    reason: str


class NotAcked(Exception):
    """`error`: as the person is told it. `reason`: as Slack's retry header says it."""

    def __init__(
        self,
        error: Literal["operation_timeout", "dispatch_failed"],
        reason: Literal["http_timeout", "http_error", "connection_failed"],
        *,
        may_retry: bool = True,
    ) -> None:
        super().__init__(error)
        self.error = error
        self.reason = reason
        self.may_retry = may_retry


class NotReached(NotAcked):
    """Nobody listens there: the app has not heard of it."""

    def __init__(self) -> None:
        super().__init__("dispatch_failed", "connection_failed")
