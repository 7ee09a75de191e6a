"""The whole bot in a local workspace, as people meet it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.app import running
from bot.settings import Settings
from crm.types import Tenant
from enrichment.providers import REMOTE
from handlers.ticks import TICKS
from workspace.driver import LocalWorkspace, Person
from workspace.manifest import Manifest

PUBLIC_URL = "https://roster.example.com"
"""Whose host the manifest names: links to it unfurl."""
NO_VENDORS = dict.fromkeys((each.server for each in REMOTE if each.server), "http://127.0.0.1:9")
"""The discard port, on which nobody listens."""
QUICK = tuple(replace(tick, seconds=1) for tick in TICKS)
"""Nobody who tests waits for what the clock does every few seconds."""
MANIFEST = Manifest.load(Path(__file__).parents[1] / "manifest.yml")


@dataclass(frozen=True, slots=True)
class Team:
    """Ada and Ben, who recruit, and the workspace they do it in."""

    slack: LocalWorkspace
    ada: Person
    ben: Person
    bot_address: str

    @property
    def tenant(self) -> Tenant:
        return Tenant(self.slack.team_id)


@asynccontextmanager
async def whole_bot(
    database_url: str, folder: Path, *, socket_mode: bool = False, **settings: Any
) -> AsyncIterator[Team]:
    """`settings` are other ones of `bot.settings.Settings`."""
    async with (
        LocalWorkspace(MANIFEST) as slack,
        running(settings_for(slack, database_url, folder, socket_mode=socket_mode, **settings), QUICK) as bot,
    ):
        slack.listens_at(f"{bot.address}/slack/events")
        if socket_mode:
            await slack.app_connected()
        yield Team(slack, slack.person("ada"), slack.person("ben"), bot.address)


def settings_for(
    slack: LocalWorkspace, database_url: str, folder: Path, *, socket_mode: bool = False, **others: Any
) -> Settings:
    """As the environment would give them, with a free port. Vendors are not there, but for those that a test puts in their place."""
    return Settings.model_construct(
        slack_bot_token=SecretStr(slack.bot_token),
        slack_signing_secret=SecretStr(slack.signing_secret),
        slack_app_token=SecretStr(slack.app_token) if socket_mode else None,
        slack_api_url=slack.api_url,
        database_url=database_url,
        roster_data_dir=folder,
        roster_public_url=PUBLIC_URL,
        roster_host="127.0.0.1",
        roster_port=0,
        roster_default_region="",
        roster_log_level="INFO",
        **{"roster_provider_servers": NO_VENDORS, **others},
    )
