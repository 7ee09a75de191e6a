"""A process of our own beside this one, which is asked and answers: a pickle each, by its standard input and output.

It ends with whoever started it, also where that one is killed: then nobody holds the other end of its input any more.
"""

import gc
import pickle
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any, Self

GONE = (EOFError, OSError, pickle.UnpicklingError)
"""What asking and answering raise where somebody has killed it."""


@dataclass(slots=True)
class Process:
    process: subprocess.Popen[bytes]
    given: IO[bytes]
    out: IO[bytes]
    is_ready: bool = False

    @classmethod
    def running(cls, module: str, *arguments: str) -> Self:
        """One that runs a module which calls `serve`."""
        process = subprocess.Popen(  # noqa: S603 - our own
            [sys.executable, "-m", module, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        if process.stdin is None or process.stdout is None:
            raise AssertionError
        return cls(process, process.stdin, process.stdout)

    def has_begun(self) -> bool:
        """It takes about a second until it can answer."""
        if not self.is_ready and select.select([self.out], [], [], 0)[0]:
            self._be_ready()
        return self.is_ready

    def ask(self, question: Any) -> None:
        """Several questions can wait, as long as they are small together (64 KB). Raises one of `GONE`."""
        pickle.dump(question, self.given, pickle.HIGHEST_PROTOCOL)
        self.given.flush()

    def answer(self) -> Any:
        """To the first question that was not answered; waits for it. Raises one of `GONE`."""
        if not self.is_ready:
            self._be_ready()
        return pickle.load(self.out)  # noqa: S301 - our own process, which answers what we asked

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()

    def _be_ready(self) -> None:
        pickle.load(self.out)  # noqa: S301 - it says so
        self.is_ready = True


def serve(answer: Callable[[Any], object]) -> None:
    """What such a process does until nobody is there to ask it any more: the end of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for whoever started us
    gc.freeze()  # what was imported is searched for garbage otherwise, each time as much is made and dropped
    given, out = sys.stdin.buffer, sys.stdout.buffer
    with suppress(EOFError, BrokenPipeError):
        pickle.dump("ready", out)
        while True:
            out.flush()
            pickle.dump(answer(pickle.load(given)), out, pickle.HIGHEST_PROTOCOL)  # noqa: S301 - only that one writes to it
    sys.stdout = None  # Python would flush it, and whoever started us may be gone
