"""The people and channels a workspace begins with, from a YAML file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from workspace.conversations import Channel
from workspace.ids import named_id
from workspace.installation import Team
from workspace.people import User
from workspace.wire import Json

SEED_FILE = Path(__file__).with_name("seed.yml")


@dataclass(frozen=True)
class Seed:
    team: Team
    people: tuple[User, ...]
    _channels: tuple[Json, ...]

    @classmethod
    def load(cls, path: Path = SEED_FILE, *, team_name: str | None = None) -> "Seed":
        """`team_name`: another name, and so another team id, for the same people and channels."""
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        name = team_name or content["name"]
        domain = name.lower().replace(" ", "-")
        team = Team(named_id("T", name), name, domain)
        people = tuple(_person(team, person) for person in content["people"])
        return cls(team, people, tuple(content["channels"]))

    def channels(self, now: int, bot_user: User) -> Iterator[Channel]:
        """The channels, and a direct message with the bot for everyone."""
        ids = {person.name: person.id for person in self.people} | {"app": bot_user.id}
        for described in self._channels:
            yield Channel(
                named_id("C", f"{self.team.id} {described['name']}"),
                described["name"],
                "private" if described.get("private") else "public",
                now,
                creator=self.people[0].id,
                topic=described.get("topic", ""),
                is_general=described.get("general", False),
                members=[ids[name] for name in described["members"]],
            )
        for person in self.people:
            yield Channel(
                named_id("D", person.id + bot_user.id), "", "im", now, members=[person.id, bot_user.id]
            )


def _person(team: Team, described: Json) -> User:
    return User(
        named_id("U", f"{team.id} {described['name']}"),
        described["name"],
        described["real_name"],
        email=f"{described['name']}@{team.domain}.example",
        title=described.get("title", ""),
        tz=described["tz"],
        color=described["color"],
        is_guest=described.get("guest", False),
        is_admin=described.get("admin", False),
    )
