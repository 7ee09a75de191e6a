"""Bad days of Slack on demand: the next calls of a method fail as told."""

import asyncio
import re
from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True)
class RateLimited:
    """HTTP 429 with that Retry-After."""

    retry_after: int = 1


@dataclass(frozen=True)
class ServerError:
    """That HTTP status and no JSON."""

    status: int = 500


@dataclass(frozen=True)
class Hangs:
    """No answer for that many seconds, then the connection is dropped."""

    seconds: float = 60.0


@dataclass(frozen=True)
class AnswerLost:
    """The call takes effect, and the connection is dropped before its answer."""


@dataclass(frozen=True)
class Says:
    """`{"ok": false, "error": error}`."""

    error: str


Fault = RateLimited | ServerError | Hangs | AnswerLost | Says
_SETTING = re.compile(r"(?P<method>[\w.]+)=(?P<fault>\w+)(?:\*(?P<times>\d+))?")
_FIRST_SERVER_ERROR = 500


class Faults:
    """By method of the Web API; "response_url", "file_upload" and "file_download" besides.

    In the words of the setting: `chat.postMessage=429*3, views.open=hang, users.info=fatal_error`.
    """

    def __init__(self, setting: str = "") -> None:
        """Raises ValueError, with a sentence, if the setting cannot be read."""
        self._next: dict[str, deque[Fault]] = {}
        self._spent: dict[str, asyncio.Event] = {}
        for item in filter(None, (part.strip() for part in setting.split(","))):
            match = _SETTING.fullmatch(item)
            if match is None:
                raise ValueError(
                    f"{item!r} is not METHOD=429, METHOD=500, METHOD=hang, METHOD=lost or METHOD=error_code, with *TIMES if more than once"
                )
            self.inject(match["method"], _fault(match["fault"]), times=int(match["times"] or 1))

    def inject(self, method: str, fault: Fault, *, times: int = 1) -> None:
        """Let the next `times` calls of it fail so, after those already told to."""
        self._spent.pop(method, None)
        self._next.setdefault(method, deque()).extend([fault] * times)

    def take(self, method: str) -> Fault | None:
        waiting = self._next.get(method)
        if not waiting:
            return None
        if len(waiting) == 1:
            self._spent.setdefault(method, asyncio.Event()).set()
        return waiting.popleft()

    async def spent(self, method: str) -> None:
        """Wait until nothing is left of what was told to fail."""
        if self._next.get(method):
            await self._spent.setdefault(method, asyncio.Event()).wait()


def _fault(word: str) -> Fault:
    if word == "429":
        return RateLimited()
    if word.isdigit():
        if int(word) < _FIRST_SERVER_ERROR:
            raise ValueError(f"{word} is neither 429 nor a server error (500 to 599)")
        return ServerError(int(word))
    if word == "lost":
        return AnswerLost()
    return Hangs() if word == "hang" else Says(word)
