"""Who is in the workspace: people, and the app's bot user."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from workspace.wire import Json


@dataclass(frozen=True)
class User:
    id: str
    name: str
    real_name: str
    email: str = ""
    title: str = ""
    tz: str = "Europe/London"
    color: str = "#4a5d8a"
    is_guest: bool = False
    is_admin: bool = False
    is_bot: bool = False
    bot_id: str = ""
    app_id: str = ""

    def as_slack(self, team_id: str) -> Json:
        """Slack's user object."""
        offset = datetime.now(UTC).astimezone(ZoneInfo(self.tz)).utcoffset()
        return {
            "id": self.id,
            "team_id": team_id,
            "name": self.name,
            "deleted": False,
            "color": self.color.lstrip("#"),
            "real_name": self.real_name,
            "tz": self.tz,
            "tz_label": self.tz,
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "profile": self.profile(team_id),
            "is_admin": self.is_admin,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": self.is_guest,
            "is_ultra_restricted": False,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "is_email_confirmed": not self.is_bot,
            "updated": 0,
        }

    def profile(self, team_id: str) -> Json:
        first, _, last = self.real_name.partition(" ")
        profile: Json = {
            "title": self.title,
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": self.real_name if self.is_bot else self.name,
            "display_name_normalized": self.real_name if self.is_bot else self.name,
            "first_name": first,
            "last_name": last,
            "team": team_id,
        }
        if self.is_bot:
            return profile | {"bot_id": self.bot_id, "api_app_id": self.app_id}
        return profile | {"email": self.email}

    def as_seen(self) -> Json:
        """The user as the page shows one."""
        return {
            "id": self.id,
            "name": self.name,
            "real_name": self.real_name,
            "is_bot": self.is_bot,
            "is_guest": self.is_guest,
            "tz": self.tz,
            "color": self.color,
        }


class People:
    def __init__(self, users: Iterable[User]) -> None:
        self._users = {user.id: user for user in users}

    def __iter__(self) -> Iterator[User]:
        return iter(self._users.values())

    def get(self, user_id: str) -> User | None:
        return self._users.get(user_id)

    def named(self, name: str) -> User | None:
        """By handle, real name or first name, whatever the case."""
        wanted = name.removeprefix("@").casefold()
        spelled = ((user, (user.name, user.real_name, user.real_name.split()[0])) for user in self)
        return next((user for user, names in spelled if wanted in map(str.casefold, names)), None)

    def with_email(self, email: str) -> User | None:
        return next((user for user in self if user.email and user.email.casefold() == email.casefold()), None)

    def first_person(self) -> User:
        return next(user for user in self if not user.is_bot)
