"""The app's manifest (`manifest.yml`): what Slack lets the app do, checked as Slack checks it.

`slack-manifest.schema.json` is Slack's own, unchanged, from https://github.com/slackapi/manifest-schema: the one
that applies to a manifest without `_metadata.major_version`.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, Self

import yaml
from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match

_MAJOR_VERSION = 1


class ManifestError(Exception):
    """The manifest cannot be used; the message is one sentence that says where and why."""


@dataclass(frozen=True)
class Command:
    """A slash command; `command` with its slash."""

    command: str
    description: str
    usage_hint: str


@dataclass(frozen=True)
class Shortcut:
    type: Literal["global", "message"]
    name: str
    description: str
    callback_id: str


@dataclass(frozen=True)
class Manifest:
    name: str
    description: str
    bot_display_name: str
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    bot_events: frozenset[str]
    bot_scopes: frozenset[str]
    unfurl_domains: frozenset[str]
    socket_mode: bool
    home_tab: bool
    messages_tab: bool
    messages_tab_read_only: bool
    interactivity: bool

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the YAML (or JSON) file. Raises ManifestError if it is missing or Slack would refuse it."""
        content = _read(path)
        if fault := _fault(content):
            raise ManifestError(f"{path}: {fault}")
        return cls._from(content)

    @classmethod
    def _from(cls, content: dict[str, Any]) -> Self:
        about = content["display_information"]
        features = content.get("features", {})
        settings = content.get("settings", {})
        home = features.get("app_home", {})
        return cls(
            name=about["name"],
            description=about.get("description", ""),
            bot_display_name=features.get("bot_user", {}).get("display_name", about["name"]),
            commands=tuple(
                Command(each["command"], each["description"], each.get("usage_hint", ""))
                for each in features.get("slash_commands", [])
            ),
            shortcuts=tuple(
                Shortcut(each["type"], each["name"], each["description"], each["callback_id"])
                for each in features.get("shortcuts", [])
            ),
            bot_events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
            bot_scopes=frozenset(content.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
            unfurl_domains=frozenset(features.get("unfurl_domains", [])),
            socket_mode=settings.get("socket_mode_enabled", False),
            home_tab=home.get("home_tab_enabled", False),
            messages_tab=home.get("messages_tab_enabled", False),
            messages_tab_read_only=home.get("messages_tab_read_only_enabled", False),
            interactivity=settings.get("interactivity", {}).get("is_enabled", False),
        )


def _read(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except OSError as error:
        raise ManifestError(f"{path}: cannot be read ({error.strerror})") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise ManifestError(f"{path}: is not YAML ({' '.join(str(error).split())})") from error


def _fault(content: Any) -> str | None:
    """What Slack would refuse first."""
    schema = json.loads(files("workspace").joinpath("slack-manifest.schema.json").read_text(encoding="utf-8"))
    error = best_match(Draft7Validator(schema).iter_errors(content))
    if error is not None:
        return f"{'.'.join(map(str, error.absolute_path)) or 'the manifest'}: {error.message}"
    if content.get("_metadata", {}).get("major_version", _MAJOR_VERSION) != _MAJOR_VERSION:
        return f"_metadata.major_version: only {_MAJOR_VERSION} is understood here"
    return _duplicate(content.get("features", {}))


def _duplicate(features: dict[str, Any]) -> str | None:
    """Two that Slack could not tell apart; the schema has no word for it."""
    for place, key in (("slash_commands", "command"), ("shortcuts", "callback_id")):
        if twice := _first_repeated(each[key] for each in features.get(place, [])):
            return f"features.{place}: {twice} is declared twice"
    return None


def _first_repeated(names: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None
