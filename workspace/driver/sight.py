"""What one person has before them: where they are, the modal on top, the messages, and what they entered so far."""

from collections.abc import Callable, Iterator

from workspace.block_ids import blocks_of
from workspace.conversations import Channel, Message
from workspace.driver.controls import Surface
from workspace.driver.modal import Modal
from workspace.driver.screen import read_channel, read_message, read_view
from workspace.driver.waiting import Found, NotSeen, wait_for
from workspace.inputs import current_values
from workspace.people import User
from workspace.wire import Json
from workspace.workspace import Workspace

HOME = "home"
MODAL = "modal"


class Sight:
    """`place`: the channel's id, or "home". `patience`: seconds that waiting may take."""

    def __init__(self, ws: Workspace, user: User, patience: float) -> None:
        self._ws = ws
        self._user = user
        self._patience = patience
        self.place = next(channel.id for channel in ws.channels_of(user) if user.id in channel.members)
        self.entered: dict[str, Json] = {}
        self.errors: dict[str, dict[str, str]] = {}
        self.notices: list[str] = []

    @property
    def modal(self) -> Modal | None:
        stack = self._ws.modals.stack(self._user.id)
        if not stack:
            return None
        view = stack[-1]
        values = current_values(view["blocks"], self._still_entered(view))
        return Modal(self._ws, view, values, self.errors.get(view["id"], {}))

    def _still_entered(self, view: Json) -> Json:
        """Slack forgets what was entered in an input that is no longer shown."""
        shown = {block["block_id"] for block in view["blocks"]}
        entered = self.entered.get(view["id"], {})
        for block_id in entered.keys() - shown:
            del entered[block_id]
        return entered

    @property
    def home(self) -> Json | None:
        return self._ws.modals.home(self._user.id)

    def channel(self, name: str | None) -> Channel:
        """By name, the place one is at by default; a person's or the bot's name for the direct message."""
        if name is None and self.place == HOME:
            return self._ws.direct_message(self._user.id)
        found = self._ws.conversations.get(self.place) if name is None else self._ws.conversations.named(name)
        if found is not None:
            return found
        other = self._ws.people.named(str(name))
        if other is None:
            raise KeyError(f"there is no channel or person called {name!r}")
        return self._ws.conversations.between((self._user.id, other.id))

    def messages(self) -> list[Message]:
        """All that can be seen, newest first, those of the place one is at before the others."""
        channels = self._ws.channels_of(self._user)
        seen = [m for channel in channels for m in channel.messages.values() if m.seen_by(self._user.id)]
        return sorted(seen, key=lambda message: (message.channel == self.place, message.ts), reverse=True)

    def surfaces(self, within: str | Message | None) -> Iterator[Surface]:
        """Where one can press something: the modal covers all else; then where one is, the newest first."""
        modal = self.modal
        if modal and within in (None, MODAL):
            yield modal.surface
            return
        if self.home and (within == HOME or (within is None and self.place == HOME)):
            yield Surface({"type": "view", "view_id": self.home["id"]}, self.home["blocks"])
        if within not in (HOME, MODAL):
            yield from map(_surface, self._messages_within(within))

    def text(self, within: str | Message | None = None) -> str:
        """What stands there: in a channel, a message, the "modal", "home"; by default all that can be seen."""
        if isinstance(within, Message):
            return "\n".join(read_message(self._ws, within))
        if within == MODAL:
            return self.modal.text if self.modal else ""
        if within == HOME:
            return "\n".join(read_view(self._ws, self.home, {}, {})) if self.home else ""
        if within is not None:
            return "\n".join(read_channel(self._ws, self.channel(within), self._user.id))
        return self._everything()

    async def wait(self, look: Callable[[], Found | None], missing: Callable[[], str]) -> Found:
        """Raises NotSeen, with `missing()` and the whole screen, when it does not appear in time."""
        found = await wait_for(self._ws.watchers, look, self._patience)
        if not found:
            raise NotSeen(
                f"{self._user.real_name} {missing()}\n--- on the screen ---\n{self._everything()}\n---"
            )
        return found

    def _messages_within(self, within: str | Message | None) -> list[Message]:
        if isinstance(within, Message):
            return [within]
        if within is None:
            return self.messages()
        channel_id = self.channel(within).id
        return [message for message in self.messages() if message.channel == channel_id]

    def _everything(self) -> str:
        parts = [f"# {self._title(channel)}\n{text}" for channel, text in self._channel_texts() if text]
        if self.place == HOME and self.home:
            parts.append(f"# App Home\n{self.text(HOME)}")
        if self.modal:
            parts.append(self.modal.text)
        return "\n\n".join([*parts, *(f"(!) {notice}" for notice in self.notices)])

    def _channel_texts(self) -> Iterator[tuple[Channel, str]]:
        for channel in self._ws.channels_of(self._user):
            yield channel, "\n".join(read_channel(self._ws, channel, self._user.id))

    def _title(self, channel: Channel) -> str:
        others = (self._ws.people.get(member) for member in channel.members if member != self._user.id)
        return channel.name or ", ".join(other.real_name for other in others if other)


def _surface(message: Message) -> Surface:
    container = {"type": "message", "channel": message.channel, "ts": message.ts}
    return Surface(container, blocks_of(message.fields))
