"""One Bolt listener per kind of payload: it acks, looks up who is meant, and lets the work go on.

Bolt matches its listeners one after the other, and a listener that raises loses its ack. So there are few of them and
none raises; see docs/decisions/0001.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from crm import deliveries
from crm.errors import FieldErrors
from handlers import features
from handlers.answering import answer_sentence
from handlers.background import Background
from handlers.context import Context
from handlers.payloads import (
    ActionPayload,
    CommandPayload,
    EventPayload,
    OptionsPayload,
    Payload,
    ShortcutPayload,
    SubmissionPayload,
)
from handlers.registry import Command, Submission
from handlers.reporting import Tell, reported
from handlers.saving import show_result
from views.modals import problem, saving

Work = Callable[[], Awaitable[None]]

ANYTHING = re.compile(".*", re.DOTALL)


class Dispatcher:
    """`background` holds the work that goes on after an ack."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.background = Background()
        self._commands = {(each.slash, each.name): each for each in features.COMMANDS}
        self._answers = {
            each.usage: [block.to_dict() for block in each.answer()]
            for each in features.COMMANDS
            if each.answer
        }
        self._actions = {each.action_id: each for each in features.ACTIONS}
        self._submissions = {each.callback_id: each for each in features.SUBMISSIONS}
        self._shortcuts = {each.callback_id: each for each in features.SHORTCUTS}
        self._suggestions = {each.action_id: each for each in features.SUGGESTIONS}
        self._events = {each.type: each for each in features.EVENTS}

    def register(self, app: AsyncApp) -> None:
        app.command(ANYTHING)(self.command)
        app.action(ANYTHING)(self.action)
        app.view(ANYTHING)(self.submission)
        app.shortcut(ANYTHING)(self.shortcut)
        app.options(ANYTHING)(self.options)
        app.event(ANYTHING)(self.event)

    async def command(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        payload = CommandPayload.read(body)
        command, payload = self._meant(payload)
        if command is None or command.run is None:
            usage = command.usage if command else "/contact help"
            await ack(blocks=self._answers[usage], text="What there is to type", response_type="ephemeral")
            return
        await ack()
        self._go_on(f"trigger:{payload.trigger_id}", payload, partial(command.run, self.context, payload))

    async def action(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        payload = ActionPayload.read(body)
        action = self._actions.get(payload.action_id)
        if action is None:
            # A select in a form, or a button that is only a link: its value comes with the form.
            return
        key = f"trigger:{payload.trigger_id}:{payload.action_id}"
        self._go_on(key, payload, partial(action.run, self.context, payload))

    async def submission(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        payload = SubmissionPayload.read(body)
        submission = self._submissions.get(payload.view.callback_id)
        if submission is None:
            await ack()
            return
        try:
            submission.check(self.context, payload)
        except FieldErrors as error:
            await ack(response_action="errors", errors=error.errors)
            return
        if submission.saving:
            await ack(response_action="update", view=saving(submission.saving))
        else:
            await ack()
        key = f"view:{payload.view.id}:{payload.view.hash}"
        work = partial(submission.run, self.context, payload)
        self._go_on(key, payload, work, self._tell_in_modal(submission, payload))

    async def shortcut(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        payload = ShortcutPayload.read(body)
        shortcut = self._shortcuts.get(payload.callback_id)
        if shortcut is not None:
            self._go_on(
                f"trigger:{payload.trigger_id}", payload, partial(shortcut.run, self.context, payload)
            )

    async def options(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """The one kind whose ack must wait: it carries the options."""
        payload = OptionsPayload.read(body)
        suggestions = self._suggestions.get(payload.action_id)
        found: list[dict[str, Any]] = []
        if suggestions is not None:
            async with reported(_nobody_to_tell):
                found = [option.to_dict() for option in await suggestions.run(self.context, payload)]
        await ack(options=found)

    async def event(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        payload = EventPayload.read(body)
        event = self._events.get(payload.type)
        if event is not None and event.run is not None:
            self._go_on(f"event:{payload.event_id}", payload, partial(event.run, self.context, payload))

    def _meant(self, payload: CommandPayload) -> tuple[Command | None, CommandPayload]:
        """The command, and its payload without the command's name. None where only help can answer."""
        first, _, rest = payload.text.partition(" ")
        named = self._commands.get((payload.command, first.lower())) if first else None
        if named is not None and (not rest or named.takes_text):
            return named, replace(payload, text=rest.strip())
        if not payload.text and payload.command == "/contact":
            return None, payload
        return self._commands.get((payload.command, "")), payload

    def _go_on(self, key: str, payload: Payload, work: Work, tell: Tell | None = None) -> None:
        tell = tell or partial(answer_sentence, self.context, payload)
        self.background.start(_once(key, payload, work, tell))

    def _tell_in_modal(self, submission: Submission, payload: SubmissionPayload) -> Tell | None:
        """Where "Saving..." stands, what went wrong is said there."""
        if not submission.saving:
            return None

        async def tell(sentence: str) -> None:
            await show_result(self.context, payload.view, problem(submission.saving, sentence))

        return tell


async def _once(key: str, payload: Payload, work: Work, tell: Tell) -> None:
    """Slack delivers again what it believes lost: the second time nothing is done."""
    async with reported(tell):
        if await deliveries.claim(payload.tenant, key):
            await work()


async def _nobody_to_tell(sentence: str) -> None:
    """While somebody types there is no place for a sentence; the log has the error."""
