"""A Slack that has a bad day with any of its calls, and what must be true of the calls that were made of it."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.speaker import EDIT_SECONDS
from workspace.faults import AnswerLost, Fault, Faults, Hangs, RateLimited, Says, ServerError
from workspace.web_api.call import Call

FAULTS: tuple[Fault, ...] = (
    RateLimited(2),
    RateLimited(5),
    ServerError(500),
    ServerError(503),
    Hangs(1.0),
    Hangs(30.0),
    AnswerLost(),
    Says("fatal_error"),
)
OF_FILES = tuple(fault for fault in FAULTS if not isinstance(fault, Says))
"""Files go over plain HTTP, where nothing but the status says how it went."""
UNDER_WAY_SECONDS = 1.0
"""So long after Slack said to wait, other calls of the method may come that were on their way by then."""
PROGRESS = "job.stop"
"""The button that stands in whatever says how far a job is, and in nothing that says how it ended."""


class BadDays(Faults):
    """Of all calls, that share fails, each time in another way until all ways have been."""

    def __init__(self, chance: random.Random, share: float) -> None:
        super().__init__()
        self._chance = chance
        self._share = share
        self._to_come: dict[tuple[Fault, ...], list[Fault]] = {}

    def take(self, method: str) -> Fault | None:
        if self._chance.random() >= self._share:
            return None
        ways = OF_FILES if method.startswith("file_") else FAULTS
        to_come = self._to_come.get(ways) or self._chance.sample(ways, len(ways))
        self._to_come[ways] = to_come[1:]
        return to_come[0]


@dataclass
class _Pause:
    """What Slack has told who made that call, until when."""

    told: Call
    until: float

    def is_broken_by(self, call: Call) -> bool:
        is_the_same_again = call.arguments == self.told.arguments
        return call.at < self.until and (is_the_same_again or call.at > self.told.at + UNDER_WAY_SECONDS)


def called_too_early(calls: Iterable[Call]) -> list[Call]:
    """Those that came although Slack had said to wait longer."""
    found: list[Call] = []
    pauses: dict[tuple[str, ...], _Pause] = {}
    for call in calls:
        limited = _limited_together(call)
        pause = pauses.get(limited)
        if pause and pause.is_broken_by(call):
            found.append(call)
        if isinstance(call.fault, RateLimited):
            until = call.at + call.fault.retry_after
            if pause is None or until > pause.until:
                pauses[limited] = _Pause(call, until)
    return found


def edited_too_soon(calls: Iterable[Call]) -> list[Call]:
    """Progress said less than three seconds after other progress of the same message.

    The first progress after a button was pressed may come at once, and so may the end: neither follows, or is, progress.
    """
    found: list[Call] = []
    before: dict[tuple[str | None, str | None], Call] = {}
    for call in edits(calls):
        message = (call.text("channel"), call.text("ts"))
        last = before.get(message)
        if last and _is_progress(last) and _is_progress(call) and call.at < last.at + EDIT_SECONDS:
            found.append(call)
        before[message] = call
    return found


def edits(calls: Iterable[Call]) -> Sequence[Call]:
    """Whatever Slack may have taken."""
    return [
        call for call in calls if call.method == "chat.update" and not isinstance(call.fault, RateLimited)
    ]


def _is_progress(edit: Call) -> bool:
    return PROGRESS in str(edit.arguments.get("blocks"))


def _limited_together(call: Call) -> tuple[str, ...]:
    """Each response_url for itself, every other method as a whole."""
    return (call.method, str(call.arguments["token"])) if call.method == "response_url" else (call.method,)
