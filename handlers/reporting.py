"""When something goes wrong: the person gets a sentence, the log gets the rest under the same reference."""

import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from crm.errors import UserError

log = logging.getLogger("roster")

Tell = Callable[[str], Awaitable[None]]


@asynccontextmanager
async def reported(tell: Tell) -> AsyncIterator[None]:
    """Nothing leaves the block: an expected error is told as it is, any other with its reference.

    A listener that raises loses its ack within Bolt, so this goes around all work.
    """
    try:
        yield
    except UserError as error:
        await _told(tell, str(error))
    except Exception as error:  # noqa: BLE001 - see above
        await _told(tell, sentence_for(reference_for(error)))


@asynccontextmanager
async def logged(what: str) -> AsyncIterator[None]:
    """For words that Slack may refuse while the work goes on: what could not be said stands in the log."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the work is worth more than the word
        log.warning("%s could not be said (see error %s)", what, reference_for(error))


def reference_for(error: BaseException) -> str:
    """Log the error under a new reference."""
    reference = secrets.token_hex(4)
    log.error("error %s", reference, exc_info=error)
    return reference


def sentence_for(reference: str) -> str:
    return f"Something went wrong on our side, and this was not done. Please try again; if it stays, tell your admin: {reference}."


async def _told(tell: Tell, sentence: str) -> None:
    try:
        await tell(sentence)
    except Exception as error:  # noqa: BLE001 - there is nobody left to tell
        log.warning("this could not be said: %s (see error %s)", sentence, reference_for(error))
