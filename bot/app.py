"""Puts the parts together: database, jobs, Slack, web server. `running` is one whole bot."""

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import ticking
from bot.jobs import JobEngine
from bot.settings import Settings
from bot.slack import SlackFiles, slack_client
from bot.web import serve
from handlers.context import Context
from handlers.dispatch import Dispatcher
from handlers.jobs import job_functions
from storage.database import close_database, open_database
from storage.migrate import migrate

FINISH_SECONDS = 10.0
EXECUTOR = "roster-1"

log = logging.getLogger("roster")


class CannotStart(Exception):
    """The message is a sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Bot:
    """`address` is where Slack's requests are answered, `http://host:port`."""

    address: str
    bot_user_id: str
    team: str


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Bot]:
    """Start everything; stop it in the opposite order. Raises CannotStart, `bot.jobs.AlreadyRunning`."""
    token = settings.slack_bot_token.get_secret_value()
    async with AsyncExitStack() as parts:
        slack = await parts.enter_async_context(slack_client(token, settings.slack_api_url))
        identity = await _who_are_we(slack)
        jobs = JobEngine(settings.database_url, EXECUTOR)
        await parts.enter_async_context(jobs.alone())
        await parts.enter_async_context(_database(settings.database_url))
        context = Context(slack, SlackFiles(token), jobs, settings.roster_default_region)
        dispatcher = Dispatcher(context)
        await parts.enter_async_context(jobs.working(job_functions(context)))
        await parts.enter_async_context(ticking(jobs))
        parts.push_async_callback(dispatcher.background.finish, FINISH_SECONDS)
        app = build_app(settings, identity)
        dispatcher.register(app)
        address = await parts.enter_async_context(serve(app, settings.roster_host, settings.roster_port))
        if settings.slack_app_token is not None:
            app_token = settings.slack_app_token.get_secret_value()
            await parts.enter_async_context(_socket_mode(app, app_token, slack))
        yield Bot(address, identity.bot_user_id or "", identity.team or "")


def build_app(settings: Settings, identity: AuthorizeResult) -> AsyncApp:
    """Answers at the ack (docs/decisions/0001), and asks Slack once, at the start, who it is."""

    async def authorize() -> AuthorizeResult:
        return identity

    # It warns that SLACK_BOT_TOKEN is not used, which is as it should be: `identity` holds the token.
    logging.getLogger("slack_bolt.AsyncApp").setLevel(logging.ERROR)
    return AsyncApp(
        signing_secret=settings.slack_signing_secret.get_secret_value() or None,
        # Over Socket Mode nothing is signed: what comes through the socket comes from Slack.
        request_verification_enabled=settings.slack_app_token is None,
        authorize=authorize,
        process_before_response=True,
    )


async def _who_are_we(slack: AsyncWebClient) -> AuthorizeResult:
    try:
        found = await slack.auth_test()
    except SlackApiError as error:
        raise CannotStart(f"Slack refused SLACK_BOT_TOKEN: {error.response['error']}.") from error
    except OSError as error:
        raise CannotStart(f"Slack cannot be reached at {slack.base_url}: {error}.") from error
    return AuthorizeResult(
        enterprise_id=found.get("enterprise_id"),
        team_id=found.get("team_id"),
        team=found.get("team"),
        bot_user_id=found.get("user_id"),
        bot_id=found.get("bot_id"),
        bot_token=slack.token,
    )


@asynccontextmanager
async def _database(url: str) -> AsyncIterator[None]:
    await open_database(url)
    try:
        for step in await migrate(url):
            log.info("migrated to %s", step)
        yield
    finally:
        # A connection that stays open keeps the process from ending.
        await close_database()


@asynccontextmanager
async def _socket_mode(app: AsyncApp, app_token: str, slack: AsyncWebClient) -> AsyncIterator[None]:
    handler = AsyncSocketModeHandler(app, app_token, web_client=AsyncWebClient(base_url=slack.base_url))
    await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt's own lacks it
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call] # Bolt's own lacks it
