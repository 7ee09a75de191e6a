"""`roster doctor`: is everything as it must be, and if not, what is to be done. Shows no secret."""

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.jobs_store import AlreadyRunning, alone
from bot.settings import Settings
from bot.slack import slack_client
from storage.database import close_database, open_database, rows, sqlite_path
from storage.migrate import NewerDatabase, pending

MANIFEST = Path(__file__).parents[1] / "manifest.yml"


@dataclass(frozen=True, slots=True)
class Finding:
    """`words` say what was found and, where it is not as it must be, what to do."""

    ok: bool
    words: str


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """One finding after the other; what cannot be asked because something before it is wrong is left out."""
    yield Finding(True, "The settings can be read.")
    async for finding in _database(settings.database_url):
        yield finding
    token = settings.slack_bot_token.get_secret_value()
    async with slack_client(token, settings.slack_api_url) as slack:
        async for finding in _slack(slack):
            yield finding
        if settings.slack_app_token is not None:
            yield await _socket(slack, settings.slack_app_token.get_secret_value())
        else:
            yield Finding(
                True,
                f"Slack must reach port {settings.roster_port} of this machine at /slack/events (the manifest's request URLs).",
            )
    yield Finding(
        True,
        "Whether the slash commands are installed Slack does not tell: type /contact help in Slack to see.",
    )


async def _database(url: str) -> AsyncIterator[Finding]:
    if file := sqlite_path(url):
        yield _folder(file.absolute().parent)
        yield _alone(file)
    try:
        await open_database(url)
    except Exception as error:  # noqa: BLE001 - every driver has errors of its own
        yield Finding(False, f"The database cannot be opened: {error}. Check DATABASE_URL.")
        return
    try:
        await rows("SELECT 1")
        yield Finding(True, "The database answers.")
        if steps := await pending(url):
            yield Finding(True, f"Migrations to come at the next start: {', '.join(steps)}.")
        else:
            yield Finding(True, "The database has the newest version.")
    except NewerDatabase as error:
        yield Finding(False, str(error))
    finally:
        await close_database()


def _folder(folder: Path) -> Finding:
    folder.mkdir(parents=True, exist_ok=True)
    if os.access(folder, os.W_OK):
        return Finding(True, f"{folder} can be written to.")
    return Finding(
        False, f"{folder} cannot be written to. Give this user the right to, or set ROSTER_DATA_DIR."
    )


def _alone(file: Path) -> Finding:
    try:
        with alone(file):
            return Finding(True, "No Roster is running on this database.")
    except AlreadyRunning:
        return Finding(True, "A Roster is running on this database; a second one would be refused.")


async def _slack(slack: AsyncWebClient) -> AsyncIterator[Finding]:
    try:
        found = await slack.auth_test()
    except SlackApiError as error:
        problem = error.response["error"]
        yield Finding(False, f"Slack refused SLACK_BOT_TOKEN: {problem}. Copy it anew from Install App.")
        return
    except OSError as error:
        yield Finding(False, f"Slack cannot be reached at {slack.base_url}: {error}.")
        return
    yield Finding(True, f"Slack knows us as {found['user']} in {found['team']}.")
    granted = {scope.strip() for scope in found.headers.get("x-oauth-scopes", "").split(",")}
    missing = sorted(_wanted_scopes() - granted)
    if missing:
        yield Finding(
            False,
            f"Slack has not granted {', '.join(missing)}. Paste manifest.yml into App Manifest, then reinstall the app.",
        )
    else:
        yield Finding(True, "Slack has granted every scope of the manifest.")


def _wanted_scopes() -> set[str]:
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return set(manifest["oauth_config"]["scopes"]["bot"])


async def _socket(slack: AsyncWebClient, app_token: str) -> Finding:
    try:
        await slack.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        problem = error.response["error"]
        return Finding(
            False,
            f"Slack refused SLACK_APP_TOKEN: {problem}. Make one with connections:write under Basic Information.",
        )
    return Finding(True, "Slack opens a socket for SLACK_APP_TOKEN.")
