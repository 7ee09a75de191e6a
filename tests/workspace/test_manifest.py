from pathlib import Path
from typing import Any

import pytest
import yaml

from workspace.manifest import Command, Manifest, ManifestError, Shortcut

SMALLEST: dict[str, Any] = {"display_information": {"name": "Roster"}}
WHOLE: dict[str, Any] = {
    "display_information": {"name": "Roster", "description": "Contacts"},
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Roster Bot"},
        "unfurl_domains": ["roster.example.com"],
        "shortcuts": [{"name": "Add", "type": "global", "callback_id": "add", "description": "Add somebody"}],
        "slash_commands": [{"command": "/contact", "description": "Find", "usage_hint": "[name]"}],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write"]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["message.im"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def manifest_with(tmp_path: Path, content: Any) -> Path:
    path = tmp_path / "manifest.yml"
    path.write_text(content if isinstance(content, str) else yaml.safe_dump(content), encoding="utf-8")
    return path


def test_says_what_the_app_may(tmp_path: Path) -> None:
    assert Manifest.load(manifest_with(tmp_path, WHOLE)) == Manifest(
        name="Roster",
        description="Contacts",
        bot_display_name="Roster Bot",
        commands=(Command("/contact", "Find", "[name]"),),
        shortcuts=(Shortcut("global", "Add", "Add somebody", "add"),),
        bot_events=frozenset({"message.im"}),
        bot_scopes=frozenset({"commands", "chat:write"}),
        unfurl_domains=frozenset({"roster.example.com"}),
        socket_mode=True,
        home_tab=True,
        messages_tab=True,
        messages_tab_read_only=False,
        interactivity=True,
    )


def test_what_is_not_declared_is_off(tmp_path: Path) -> None:
    assert Manifest.load(manifest_with(tmp_path, SMALLEST)) == Manifest(
        name="Roster",
        description="",
        bot_display_name="Roster",
        commands=(),
        shortcuts=(),
        bot_events=frozenset(),
        bot_scopes=frozenset(),
        unfurl_domains=frozenset(),
        socket_mode=False,
        home_tab=False,
        messages_tab=False,
        messages_tab_read_only=False,
        interactivity=False,
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "the manifest: None is not of type 'object'"),
        ("- Roster", "the manifest: ['Roster'] is not of type 'object'"),
        ({}, "the manifest: 'display_information' is a required property"),
        ({"display_information": {"name": "x" * 36}}, "display_information.name: "),
        (SMALLEST | {"colour": "green"}, "the manifest: Additional properties are not allowed ('colour'"),
        (
            SMALLEST | {"features": {"slash_commands": [{"command": "contact", "description": "Find"}]}},
            "features.slash_commands.0.command: 'contact' does not match",
        ),
        (
            SMALLEST | {"features": {"slash_commands": [{"command": "/contact", "description": "Find"}] * 2}},
            "features.slash_commands: /contact is declared twice",
        ),
        (
            SMALLEST | {"_metadata": {"major_version": 2}},
            "_metadata.major_version: only 1 is understood here",
        ),
        ("name: [", "is not YAML (while parsing a flow node"),
    ],
)
def test_what_slack_would_refuse_is_one_sentence(tmp_path: Path, content: Any, sentence: str) -> None:
    path = manifest_with(tmp_path, content)
    with pytest.raises(ManifestError) as error:
        Manifest.load(path)
    assert str(error.value).startswith(f"{path}: {sentence}")
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"nowhere.yml: cannot be read \(No such file or directory\)"):
        Manifest.load(tmp_path / "nowhere.yml")


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ManifestError, match="is not YAML"):
        Manifest.load(path)
