"""The app as it is installed in the workspace: who it is there, and what it must know to be let in."""

import secrets
from dataclasses import dataclass, field

from workspace.ids import named_id
from workspace.manifest import Manifest
from workspace.people import User


@dataclass(frozen=True)
class Team:
    id: str
    name: str
    domain: str


@dataclass(frozen=True)
class Installation:
    manifest: Manifest
    team: Team
    bot_token: str = field(default_factory=lambda: f"xoxb-local-{secrets.token_hex(16)}")
    app_token: str = field(default_factory=lambda: f"xapp-local-{secrets.token_hex(16)}")
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    verification_token: str = field(default_factory=lambda: secrets.token_hex(12))

    @property
    def app_id(self) -> str:
        return named_id("A", self.manifest.name)

    @property
    def bot_id(self) -> str:
        return named_id("B", self.team.id + self.manifest.name)

    @property
    def bot_user_id(self) -> str:
        return named_id("U", self.team.id + self.manifest.name)

    def bot_user(self) -> User:
        name = self.manifest.bot_display_name
        return User(
            self.bot_user_id,
            name.lower().replace(" ", "_"),
            name,
            color="#2f6f5e",
            is_bot=True,
            bot_id=self.bot_id,
            app_id=self.app_id,
        )
