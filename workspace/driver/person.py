"""A person in the workspace: does what people do, sees what they see, waits as they would."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from fnmatch import fnmatchcase

from workspace.acting import commanding, interacting, submitting, talking
from workspace.acting.looking import visible_file
from workspace.conversations import Message
from workspace.driver.controls import Control, Sought, buttons, fields, same_words
from workspace.driver.entering import Entry, value_of
from workspace.driver.modal import Modal
from workspace.driver.mrkdwn import read_text
from workspace.driver.screen import read_block
from workspace.driver.sight import HOME, Sight
from workspace.driver.waiting import NotSeen
from workspace.people import User
from workspace.wire import Json, Refused
from workspace.workspace import Workspace


class Person:
    """Channels are called "recruiting"; the bot or a person by name stands for the direct message with them.

    `within` narrows what is looked at: a channel, a message, "modal" or "home". What is not there in time raises
    NotSeen with the whole screen. What the page would tell the person (a timeout, a field error) is on the screen.
    """

    def __init__(self, ws: Workspace, user: User, patience: float) -> None:
        self._ws = ws
        self._user = user
        self._sight = Sight(ws, user, patience)

    @property
    def id(self) -> str:
        return self._user.id

    @property
    def name(self) -> str:
        return self._user.real_name

    @property
    def modal(self) -> Modal | None:
        """The one on top."""
        return self._sight.modal

    def screen(self, within: str | Message | None = None) -> str:
        return self._sight.text(within)

    async def sees(self, text: str, within: str | Message | None = None) -> None:
        """Waits until it stands there; spaces and line ends do not matter."""
        wanted = _spaced(text)
        await self._sight.wait(
            lambda: wanted in _spaced(self.screen(within)), lambda: f"does not see {text!r}"
        )

    async def does_not_see(self, text: str, within: str | Message | None = None) -> None:
        """Now that every event is taken; first wait with `sees` for what comes with the change. See `stops_seeing`."""
        await self._ws.events.settled()
        if _spaced(text) in _spaced(self.screen(within)):
            raise NotSeen(f"{self.name} sees {text!r}, but should not\n{self.screen()}")

    async def stops_seeing(self, text: str, within: str | Message | None = None) -> None:
        """Waits until it does not stand there any more."""
        gone = _spaced(text)
        await self._sight.wait(
            lambda: gone not in _spaced(self.screen(within)), lambda: f"still sees {text!r}"
        )

    async def sees_message(self, text: str, within: str | None = None) -> Message:
        """The newest message with that text in it."""

        def look() -> Message | None:
            shown = (
                m
                for m in self._sight.messages()
                if within is None or m.channel == self._sight.channel(within).id
            )
            return next(
                (message for message in shown if _spaced(text) in _spaced(self.screen(message))), None
            )

        return await self._sight.wait(look, lambda: f"sees no message with {text!r}")

    async def sees_modal(self, title: str) -> Modal:
        """Waits until the modal on top has that title."""

        def look() -> Modal | None:
            return self.modal if self.modal and self.modal.title == title else None

        return await self._sight.wait(look, lambda: f"sees no modal {title!r}")

    async def sees_no_modal(self) -> None:
        await self._sight.wait(lambda: self.modal is None, lambda: "still sees a modal")

    async def sees_error(self, label: str, text: str) -> None:
        """Waits for that sentence under that field of the modal."""

        def look() -> bool:
            errors = self.modal.errors if self.modal else {}
            return any(same_words(label, field) and text in sentence for field, sentence in errors.items())

        await self._sight.wait(look, lambda: f"sees no error {text!r} under {label!r}")

    async def says(self, text: str, channel: str | None = None, thread: Message | None = None) -> Message:
        place = self._goes_to(channel)
        return talking.say(self._ws, self.id, place, text, thread.ts if thread else None)

    async def slash(self, typed: str, channel: str | None = None) -> None:
        """`typed`: "/contact add"."""
        await self._tries(commanding.command(self._ws, self.id, self._goes_to(channel), typed))

    async def shortcut(self, name: str) -> None:
        await self._tries(commanding.global_shortcut(self._ws, self.id, self._callback_id("global", name)))

    async def message_shortcut(self, name: str, message: Message) -> None:
        where = (self._callback_id("message", name), message.channel, message.ts)
        await self._tries(commanding.message_shortcut(self._ws, self.id, *where))

    async def upload(
        self,
        name: str,
        content: bytes,
        channel: str | None = None,
        *,
        text: str = "",
        thread: Message | None = None,
    ) -> Message:
        """Drops a file into a channel; the message that shows it."""
        place = self._goes_to(channel)
        thread_ts = thread.ts if thread else None
        (file,) = talking.upload(self._ws, self.id, place, [(name, content)], text=text, thread_ts=thread_ts)
        (shown,) = file.shares[place]
        return self._sight.channel(channel).messages[shown]

    async def downloads(self, name: str, within: str | Message | None = None) -> bytes:
        """The newest file of that name (`*` and `?` as in file names) that somebody shared."""

        def look() -> Json | None:
            place = self._sight.channel(within).id if isinstance(within, str) else None
            messages = [within] if isinstance(within, Message) else self._sight.messages()
            files = (
                file for m in messages if place in (None, m.channel) for file in m.fields.get("files", ())
            )
            return next((file for file in files if fnmatchcase(file.get("name", ""), name)), None)

        file = await self._sight.wait(look, lambda: f"sees no file {name!r}")
        return visible_file(self._ws, self.id, file["id"]).content

    async def opens_home(self) -> None:
        self._sight.place = HOME
        submitting.open_home(self._ws, self.id)

    async def reacts(self, emoji: str, message: Message) -> None:
        talking.toggle_reaction(self._ws, self.id, message.channel, message.ts, emoji)

    async def brings_the_bot(self, channel: str) -> None:
        talking.bring_bot(self._ws, self.id, self._sight.channel(channel).id)

    async def fill(self, entries: Mapping[str, Entry] | None = None, /, **named: Entry) -> None:
        """Enter into fields of the modal, by label; `name=` for "Name", `profile_link=` for "Profile link"."""
        for label, entry in {**(entries or {}), **named}.items():
            await self._enter(await self._field(label, "modal"), entry)

    async def choose(self, label: str, *options: str, within: str | Message | None = None) -> None:
        """Choose from a select, radio buttons, checkboxes or a picker, by its label, placeholder or text beside it."""
        control = await self._field(label, within)
        takes_many = control.element["type"].startswith(("multi_", "checkboxes"))
        await self._enter(control, options if takes_many else options[0])

    async def click(
        self, text: str, within: str | Message | None = None, *, beside: str = "", confirm: bool = True
    ) -> None:
        """Press the button, or the entry of an overflow menu, that says so.

        `beside`: what else stands in its block, where several say the same. `confirm`: the answer to "are you sure?".
        """
        verb = self._modal_button(text)
        if verb is not None:
            await verb()
            return
        sought = Sought(text, beside)
        control, action = await self._sight.wait(
            lambda: next(self._pressable(sought, within), None), lambda: f"sees no button {sought}"
        )
        if confirm or "confirm" not in control.element:
            await self._acts(control, action)

    async def submit(self) -> None:
        """Submit the modal on top; what is wrong with its fields is on the screen then."""
        modal = await self._sight.wait(lambda: self.modal, lambda: "sees no modal to submit")
        view_id = modal.view["id"]
        self._sight.errors.pop(view_id, None)
        state = {"values": self._sight.entered.get(view_id, {})}
        await self._tries(submitting.submit(self._ws, self.id, view_id, state), view_id)

    async def closes_modal(self, *, all_of_them: bool = False) -> None:
        modal = await self._sight.wait(lambda: self.modal, lambda: "sees no modal to close")
        await self._tries(submitting.close(self._ws, self.id, modal.view["id"], is_cleared=all_of_them))

    def _pressable(self, sought: Sought, within: str | Message | None) -> Iterator[tuple[Control, Json]]:
        for surface in self._sight.surfaces(within):
            for shown, control, action in buttons(self._ws, surface):
                block = " ".join(read_block(self._ws, control.block, {}))
                if same_words(shown, sought.text) and _spaced(sought.beside) in _spaced(block):
                    yield control, action

    async def _field(self, label: str, within: str | Message | None) -> Control:
        known: list[str] = []

        def look() -> Control | None:
            known.clear()
            for surface in self._sight.surfaces(within):
                for name, control in fields(self._ws, surface):
                    known.append(name)
                    if same_words(name, label):
                        return control
            return None

        return await self._sight.wait(look, lambda: f"sees no field {label!r}, only {known}")

    async def _enter(self, control: Control, entry: Entry) -> None:
        try:
            value = await value_of(self._ws, self.id, control, entry)
        except Refused as refusal:
            self._sight.notices.append(refusal.message)
            return
        entered = self._sight.entered.setdefault(control.surface.key, {})
        entered.setdefault(control.block["block_id"], {})[control.element["action_id"]] = value
        if control.sends_actions:
            await self._acts(control, control.action() | value)

    async def _acts(self, control: Control, action: Json) -> None:
        state = {"values": self._sight.entered.get(control.surface.key, {})}
        await self._tries(interacting.act(self._ws, self.id, control.surface.container, [action], state))

    async def _tries(self, doing: Awaitable[None], view_id: str = "") -> None:
        try:
            await doing
        except Refused as refusal:
            if refusal.code == "field_errors":
                self._sight.errors[view_id] = refusal.details["errors"]
            else:
                self._sight.notices.append(refusal.message)

    def _goes_to(self, channel: str | None) -> str:
        self._sight.place = self._sight.channel(channel).id
        return self._sight.place

    def _modal_button(self, text: str) -> Callable[[], Awaitable[None]] | None:
        view = self.modal.view if self.modal else {}
        verbs = {"submit": self.submit, "close": self.closes_modal}
        return next(
            (do for name, do in verbs.items() if same_words(read_text(self._ws, view.get(name)), text)), None
        )

    def _callback_id(self, kind: str, name: str) -> str:
        for declared in self._ws.app.manifest.shortcuts:
            if declared.type == kind and same_words(declared.name, name):
                return declared.callback_id
        raise NotSeen(f"{self.name} sees no {kind} shortcut {name!r}")


def _spaced(text: str) -> str:
    return " ".join(text.split())
