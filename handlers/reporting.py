"""When something goes wrong: the person gets a sentence, the log gets the rest under the same reference."""

import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
from slack_sdk.errors import SlackApiError

from crm.errors import UserError
from crm.faults import database_is_away

log = logging.getLogger("roster")

Tell = Callable[[str], Awaitable[None]]


def _none(error: BaseException) -> bool:
    return False


@asynccontextmanager
async def reported(tell: Tell, *, but: Callable[[BaseException], bool] = _none) -> AsyncIterator[None]:
    """Nothing leaves the block `but` that: an expected error is told as it is, any other with its reference.

    A listener that raises loses its ack within Bolt, so this goes around all work.
    """
    try:
        yield
    except UserError as error:
        await _told(tell, str(error))
    except Exception as error:
        if but(error):
            raise
        await report(tell, error)


async def report(tell: Tell, error: BaseException) -> None:
    """Log it and tell under which reference it stands in the log."""
    await _told(tell, sentence_for(reference_for(error)))


SERVER_ERROR = 500
TOO_MANY_REQUESTS = 429
SLACK_IS_UNWELL = frozenset(
    {"fatal_error", "internal_error", "ratelimited", "request_timeout", "service_unavailable"}
)
"""What any method may say, with a status that is good. https://docs.slack.dev/reference/methods/files.info#errors"""


def may_pass(error: BaseException) -> bool:
    """The database or Slack is away: the same again, later, may go well."""
    if isinstance(error, SlackApiError):
        status = int(error.response.status_code)
        unwell = error.response.get("error") in SLACK_IS_UNWELL
        return unwell or status == TOO_MANY_REQUESTS or status >= SERVER_ERROR
    return isinstance(error, aiohttp.ClientError) or database_is_away(error)


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
