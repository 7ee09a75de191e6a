"""One Bolt listener per kind of payload: it acks, looks up who is meant, and lets the work go on.

Bolt matches its listeners one after the other, and a listener that raises loses its ack. So there are few of them and
none raises; see docs/decisions/0001.
"""

import logging
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from functools import cache, partial
from typing import Any, TypeVar

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.blocks import Block
from structlog.contextvars import bound_contextvars

from crm import inbox
from crm.errors import FieldErrors, UserError
from crm.types import InboxItem, Tenant
from handlers import features
from handlers.answering import answer_sentence
from handlers.background import Background
from handlers.context import Context
from handlers.payloads import (
    ActionPayload,
    CommandPayload,
    EventPayload,
    MessageShortcutPayload,
    OptionsPayload,
    Payload,
    ShortcutPayload,
    SubmissionPayload,
)
from handlers.registry import Command, Submission
from handlers.reporting import Tell, may_pass, report, reported
from handlers.saving import show_result
from views.modals import problem, saving

Work = Callable[[], Awaitable[None]]
P = TypeVar("P", bound=Payload)

log = logging.getLogger("roster")

ANYTHING = re.compile(".*", re.DOTALL)


class Dispatcher:
    """`background` holds the work that goes on after an ack.

    `in_hand`: tenant and key of what is being kept or done here.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.background = Background()
        self.in_hand: Counter[tuple[str, str]] = Counter()
        self._commands = {(each.slash, each.name): each for each in features.COMMANDS}
        self._answers = {each.usage: each.answer for each in features.COMMANDS if each.answer}
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
            await ack(
                blocks=_blocks(self._answers[usage]), text="What there is to type", response_type="ephemeral"
            )
            with _bound(payload):
                log.info("answered %s", usage)
            return
        if command.kept:
            await self._keep("command", payload, body)
        await ack()
        if not command.kept:
            self._go_on(payload, partial(_run, command, self.context, payload))

    async def action(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        payload = ActionPayload.read(body)
        action = self._actions.get(payload.action_id)
        if action is not None and action.kept:
            await self._keep("action", payload, body)
        await ack()
        # None: a select in a form, or a button that is only a link. Its value comes with the form.
        if action is not None and not action.kept:
            self._go_on(payload, partial(_run, action, self.context, payload))

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
        await self._keep("submission", payload, body)
        if submission.saving:
            await ack(response_action="update", view=saving(submission.saving))
        else:
            await ack()

    async def shortcut(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        kind = MessageShortcutPayload if body["type"] == "message_action" else ShortcutPayload
        payload = kind.read(body)
        shortcut = self._shortcuts.get(payload.callback_id)
        if shortcut is not None:
            self._go_on(payload, partial(_run, shortcut, self.context, payload))

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
        payload = EventPayload.read(body)
        event = self._events.get(payload.type)
        if event is not None and event.run is not None and event.concerns_us(self.context, payload):
            await self._keep("event", payload, body)
        await ack()

    def start(self, item: InboxItem) -> None:
        """Do what was kept; afterwards it is done, or put off where a fault may pass."""
        self.background.start(self._take_up(item, self._hold(item.tenant, item.key)))

    async def _take_up(self, item: InboxItem, held: ExitStack) -> None:
        """Raises nothing."""
        with held:
            payload, work, tell = self._kept(item)
            with _bound(payload):
                try:
                    await self._do(item, work, tell)
                except Exception:
                    log.exception("what became of %s could not be written down", item.key)

    async def _do(self, item: InboxItem, work: Work, tell: Tell) -> None:
        try:
            async with reported(tell, but=may_pass):
                await work()
        except Exception as error:  # noqa: BLE001 - it may pass
            if await inbox.put_off(item, self.context.replica):
                log.warning("%s is put off: %s", item.key, type(error).__name__)
                return
            await report(tell, error)
        await inbox.done(item)

    def _kept(self, item: InboxItem) -> tuple[Payload, Work, Tell]:
        """What an item asks for, as it was understood before the ack."""
        if item.kind == "command":
            command, typed = self._meant(CommandPayload.read(item.body))
            return self._work(command, typed)
        if item.kind == "action":
            pressed = ActionPayload.read(item.body)
            return self._work(self._actions.get(pressed.action_id), pressed)
        if item.kind == "event":
            happened = EventPayload.read(item.body)
            return self._work(self._events.get(happened.type), happened)
        sent = SubmissionPayload.read(item.body)
        submission = self._submissions.get(sent.view.callback_id)
        payload, work, tell = self._work(submission, sent)
        return payload, work, (submission and self._tell_in_modal(submission, sent)) or tell

    def _work(self, feature: Any, payload: P) -> tuple[P, Work, Tell]:
        """Nothing is to be done for what this version no longer knows."""
        run = partial(_run, feature, self.context, payload) if feature and feature.run else _nothing
        return payload, run, partial(answer_sentence, self.context, payload)

    async def _keep(self, kind: str, payload: Payload, body: dict[str, Any]) -> None:
        """Raises where the database is away: without an ack Slack delivers again, or keeps the form open."""
        with self._hold(payload.tenant, payload.key):
            item = await inbox.keep(payload.tenant, payload.key, kind, body, self.context.replica)
            if item is not None:
                self.start(item)

    def _hold(self, tenant: Tenant, key: str) -> ExitStack:
        """From now on until it is left."""
        which = (tenant.key, key)
        self.in_hand[which] += 1
        held = ExitStack()
        held.callback(self._let_go, which)
        return held

    def _let_go(self, which: tuple[str, str]) -> None:
        self.in_hand[which] -= 1
        self.in_hand += Counter()  # which leaves out what is held no more

    def _meant(self, payload: CommandPayload) -> tuple[Command | None, CommandPayload]:
        """The command, and its payload without the command's name. None where only help can answer."""
        first, _, rest = payload.text.partition(" ")
        named = self._commands.get((payload.command, first.lower())) if first else None
        if named is not None and (not rest or named.takes_text):
            return named, replace(payload, text=rest.strip())
        if not payload.text and payload.command == "/contact":
            return None, payload
        return self._commands.get((payload.command, "")), payload

    def _go_on(self, payload: Payload, work: Work) -> None:
        self.background.start(_once(payload, work, partial(answer_sentence, self.context, payload)))

    def _tell_in_modal(self, submission: Submission, payload: SubmissionPayload) -> Tell | None:
        """Where "Saving..." stands, what went wrong is said there, or as an answer once the modal is closed."""
        if not submission.saving:
            return None

        async def tell(sentence: str) -> None:
            await show_result(self.context, payload, problem(submission.saving, sentence), sentence)

        return tell


@cache
def _blocks(answer: Callable[[], Sequence[Block]]) -> list[dict[str, Any]]:
    """What needs no data is the same each time."""
    return [block.to_dict() for block in answer()]


async def _once(payload: Payload, work: Work, tell: Tell) -> None:
    """Slack delivers again what it believes lost: the second time nothing is done."""
    with _bound(payload):
        async with reported(tell):
            if await inbox.claim(payload.tenant, payload.key):
                await work()


async def _run(feature: Any, context: Context, payload: Payload) -> None:
    log.info("took %s", feature.what)
    if not feature.for_guests and await context.colleagues.is_guest(payload.user_id):
        raise UserError("Only members of this workspace can do that; ask one of them.")
    await feature.run(context, payload)


def _bound(payload: Payload) -> AbstractContextManager[None]:
    """What is logged meanwhile says whose it is."""
    return bound_contextvars(tenant=payload.tenant.key, user_id=payload.user_id, event_id=payload.key)


async def _nothing() -> None:
    """For what was kept by a version that knew more."""


async def _nobody_to_tell(sentence: str) -> None:
    """While somebody types there is no place for a sentence; the log has the error."""
