"""The shapes of what features declare. `handlers.features` has the tables, `handlers.dispatch` looks them up."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, Option

from handlers.context import Context
from handlers.payloads import (
    ActionPayload,
    CommandPayload,
    EventPayload,
    MessageShortcutPayload,
    OptionsPayload,
    ShortcutPayload,
    SubmissionPayload,
)


@dataclass(frozen=True, slots=True)
class Command:
    """What can be typed behind a slash command. `name` "" is what is meant when no other name fits.

    `takes_text`: more may follow the name; where it may not, the whole line is taken as whom somebody looks for.
    `answer` needs no data and is sent with the ack; otherwise `run` goes on after it.
    `kept`: it is kept before the ack until it is done, so that a kill does not lose it; it then needs no trigger.
    `for_guests`: guests and people of other organisations may use it; they are refused everything else.
    """

    slash: str
    name: str
    usage: str
    summary: str
    examples: tuple[str, ...] = ()
    takes_text: bool = False
    run: Callable[[Context, CommandPayload], Awaitable[None]] | None = None
    answer: Callable[[], Sequence[Block]] | None = None
    kept: bool = False
    for_guests: bool = False

    @property
    def what(self) -> str:
        """As the log calls it."""
        return f"command {self.slash} {self.name}".rstrip()


@dataclass(frozen=True, slots=True)
class Action:
    """`kept` and `for_guests` as with a command."""

    action_id: str
    run: Callable[[Context, ActionPayload], Awaitable[None]]
    kept: bool = False
    for_guests: bool = False

    @property
    def what(self) -> str:
        """As the log calls it."""
        return f"button {self.action_id}"


@dataclass(frozen=True, slots=True)
class Submission:
    """A form that was sent off; it is kept before the ack until `run` is done, which may run again after a kill.

    `check` is pure and goes before the ack; it raises FieldErrors by block id.

    `saving`: the title of the view that stays open while `run` saves, because there may be something to say in it;
    "" closes the modal.
    """

    callback_id: str
    run: Callable[[Context, SubmissionPayload], Awaitable[None]]
    check: Callable[[Context, SubmissionPayload], None] = lambda context, payload: None
    saving: str = ""
    for_guests: bool = False

    @property
    def what(self) -> str:
        """As the log calls it."""
        return f"form {self.callback_id}"


@dataclass(frozen=True, slots=True)
class Shortcut:
    """`for_guests` as with a command."""

    callback_id: str
    run: Callable[[Context, ShortcutPayload], Awaitable[None]]
    for_guests: bool = False

    @property
    def what(self) -> str:
        """As the log calls it."""
        return f"shortcut {self.callback_id}"


@dataclass(frozen=True, slots=True)
class MessageShortcut:
    """Stands in the menu of every message. `for_guests` as with a command."""

    callback_id: str
    run: Callable[[Context, MessageShortcutPayload], Awaitable[None]]
    for_guests: bool = False

    @property
    def what(self) -> str:
        """As the log calls it."""
        return f"message shortcut {self.callback_id}"


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Options of a select while somebody types; they go with the ack itself."""

    action_id: str
    run: Callable[[Context, OptionsPayload], Awaitable[Sequence[Option]]]


@dataclass(frozen=True, slots=True)
class Event:
    """Kept before the ack until `run` is done, which may run again after a kill.

    `concerns_us` is pure and goes before that: what does not is not kept. `run` None: the event is subscribed to by the
    manifest, and nothing is to be done.
    """

    type: str
    run: Callable[[Context, EventPayload], Awaitable[None]] | None = None
    concerns_us: Callable[[Context, EventPayload], bool] = lambda context, payload: True
    for_guests: bool = True

    @property
    def what(self) -> str:
        """As the log calls it."""
        return f"event {self.type}"
