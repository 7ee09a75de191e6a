"""Puts the parts together: database, jobs, Slack, web server. `running` is one whole bot."""

import logging
import os
import secrets
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import DBAPIError
from structlog.contextvars import bind_contextvars

from bot.clock import ticking
from bot.door import door
from bot.errors import CannotStart
from bot.health import Check, Health, database_answers, has_room, socket_speaks
from bot.inbox import LOOK_SECONDS as INBOX_SECONDS
from bot.inbox import inbox_lookout
from bot.jobs import JobEngine
from bot.jobs_store import alone
from bot.metrics import Ask, Metrics
from bot.overseer import Overseer
from bot.secret import secret_of
from bot.settings import Settings
from bot.slack import PatientClient, SlackFiles, slack_client
from bot.speaker import LOOK_SECONDS as SPEAK_SECONDS
from bot.speaker import Speaker
from bot.web import serve
from crm import jobs, outbox
from crm.exporting.writers import Writers
from crm.faults import database_is_away
from crm.providers import Vendors
from crm.replicas import Replicas
from crm.skills import taxonomy
from crm.types import Tenant
from enrichment import directory
from enrichment.http import Client
from enrichment.providers import LOCAL, REMOTE
from handlers.colleagues import Colleagues
from handlers.context import Context
from handlers.dispatch import Dispatcher
from handlers.jobs import in_background, job_functions
from handlers.ticks import TICKS, Tick, tick_functions
from storage.database import close_database, open_database, sqlite_path
from storage.migrate import migrate

FINISH_SECONDS = 4.0
"""For what goes on after an ack. With what the speaker and the engine take, a stop lasts less than ten."""

ONLY_REPLICA = "roster"
"""With SQLite there is one process at a time; under the same name it finds its jobs again at once."""

log = logging.getLogger("roster")


@dataclass(frozen=True, slots=True)
class Bot:
    """`address` is where Slack's requests are answered, `http://host:port`."""

    address: str
    bot_user_id: str
    team: str
    replica: str


@asynccontextmanager
async def running(settings: Settings, ticks: Sequence[Tick] = TICKS) -> AsyncIterator[Bot]:
    """Start everything; stop it in the opposite order. `ticks`: what the clock does, each in its own time.

    Raises CannotStart, `bot.jobs_store.AlreadyRunning`.
    """
    async with AsyncExitStack() as parts:
        try:
            bot = await _start(parts, settings, ticks)
        except Exception as error:
            if reason := _fault_of_the_database(error):
                raise CannotStart(
                    f"Roster cannot start: its database cannot be used now ({reason}). Start it again once that is over."
                ) from error
            raise
        yield bot


async def _start(parts: AsyncExitStack, settings: Settings, ticks: Sequence[Tick]) -> Bot:
    token = settings.slack_bot_token.get_secret_value()
    file = sqlite_path(settings.database_url)
    taxonomy.add_from(settings.roster_data_dir)
    metrics = Metrics()
    slack = await parts.enter_async_context(
        slack_client(token, settings.slack_api_url, metrics.calls_traced())
    )
    identity = await _who_are_we(slack)
    if file:
        parts.enter_context(alone(file))
    await parts.enter_async_context(_database(settings.database_url))
    replica = ONLY_REPLICA if file else _new_name()
    bind_contextvars(replica=replica)
    engine = JobEngine(settings.database_url, replica, retried=metrics.step_retries.inc)
    replicas = Replicas(replica)
    overseer = Overseer(engine, replicas, ticks)
    tenant = Tenant(identity.team_id or "", identity.enterprise_id or "")
    speaker = Speaker(PatientClient(slack, tenant, tries=1), replica)
    patient = PatientClient(slack, tenant)
    writers = Writers(settings.database_url, os.cpu_count() or 1)
    parts.callback(writers.close)
    context = Context(
        slack=patient,
        files=SlackFiles(token, tenant),
        jobs=overseer,
        speaker=speaker,
        replica=replica,
        colleagues=Colleagues(patient, tenant),
        default_region=settings.roster_default_region,
        import_limits=settings.import_limits,
        public_url=settings.roster_public_url,
        vendors=await parts.enter_async_context(_vendors(settings)),
        writers=writers,
    )
    dispatcher = Dispatcher(context)
    await parts.enter_async_context(_joined(replicas, alone=file is not None))
    await parts.enter_async_context(
        engine.working(job_functions(context), tick_functions(context), in_background())
    )
    await parts.enter_async_context(speaker.speaking())
    parts.push_async_callback(dispatcher.background.finish, FINISH_SECONDS)
    looking = ((SPEAK_SECONDS, speaker.lookout), (INBOX_SECONDS, inbox_lookout(dispatcher)))
    await parts.enter_async_context(ticking((*overseer.every, *looking)))
    app = build_app(settings, identity)
    app.middleware(metrics.time_ack)
    dispatcher.register(app)
    checks: dict[str, Check] = {"database": database_answers, "jobs": overseer.is_at_work}
    if file:
        checks["disk"] = has_room(file.absolute().parent)
    metrics.ask_at_scrape(_asked(overseer))
    if settings.slack_app_token is not None:
        app_token = settings.slack_app_token.get_secret_value()
        handler = await parts.enter_async_context(_socket_mode(app, app_token, slack))
        checks["slack"] = socket_speaks(handler)
    way_in = door(identity.team_id or "", identity.bot_user_id or "")
    web = serve(app, settings.roster_host, settings.roster_port, Health(checks), metrics, way_in)
    address = await parts.enter_async_context(web)
    return Bot(address, identity.bot_user_id or "", identity.team or "", replica)


@asynccontextmanager
async def _vendors(settings: Settings) -> AsyncIterator[Vendors]:
    secret = secret_of(settings.roster_secret, settings.roster_data_dir)
    region = settings.roster_default_region
    own = (directory.of(settings.roster_directory, region),) if settings.roster_directory else ()
    async with Client(settings.roster_provider_servers, settings.roster_provider_proxy) as client:
        yield Vendors((*LOCAL, *own, *REMOTE), client, region, secret)


def build_app(settings: Settings, identity: AuthorizeResult) -> AsyncApp:
    """Answers at the ack (docs/decisions/0001), and asks Slack once, at the start, who it is."""

    async def authorize() -> AuthorizeResult:
        return identity

    # It warns that SLACK_BOT_TOKEN is not used, which is as it should be: `identity` holds the token.
    # A filter, because Bolt sets the level of its loggers itself.
    logging.getLogger("slack_bolt.AsyncApp").addFilter(_errors_only)
    return AsyncApp(
        # Bolt would look for a name in the files of all modules that are loaded, which takes a tenth of the start.
        name="roster",
        signing_secret=settings.slack_signing_secret.get_secret_value() or None,
        # Over Socket Mode nothing is signed: what comes through the socket comes from Slack.
        request_verification_enabled=settings.slack_app_token is None,
        authorize=authorize,
        process_before_response=True,
    )


def _errors_only(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.ERROR


def _asked(overseer: Overseer) -> dict[str, tuple[str, Ask]]:
    """What is asked for when the metrics are read."""
    return {
        "roster_oldest_waiting_job_seconds": (
            "How long the oldest job has waited that nobody has begun",
            jobs.seconds_waited,
        ),
        "roster_oldest_unsaid_message_seconds": (
            "How long the oldest message is due that Slack has not taken",
            outbox.seconds_waited,
        ),
        "roster_orphaned_jobs": ("Jobs under way in replicas that are gone", overseer.orphans),
    }


def _fault_of_the_database(error: BaseException) -> str:
    """In its own words; "" for what does not pass by itself. What nobody listens to is an OSError, which says so itself."""
    if isinstance(error, DBAPIError):
        return str(error.orig)
    return str(error) if database_is_away(error) and not isinstance(error, OSError) else ""


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
async def _joined(replicas: Replicas, *, alone: bool) -> AsyncIterator[None]:
    await replicas.join(alone=alone)
    try:
        yield
    finally:
        try:
            await replicas.leave()
        except Exception as error:  # noqa: BLE001 - the others see by themselves that it is gone
            log.warning("could not say goodbye to the other replicas: %s", error)


def _new_name() -> str:
    """A name that no other replica has, nor had."""
    return f"{socket.gethostname()[:32]}-{os.getpid()}-{secrets.token_hex(4)}"


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
async def _socket_mode(
    app: AsyncApp, app_token: str, slack: AsyncWebClient
) -> AsyncIterator[AsyncSocketModeHandler]:
    handler = AsyncSocketModeHandler(app, app_token, web_client=AsyncWebClient(base_url=slack.base_url))
    await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt's own lacks it
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call] # Bolt's own lacks it
