"""Roster's manifest declares what the code needs, and nothing more."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator
from slack_sdk.web.async_client import AsyncWebClient

from handlers.features import ACTIONS, COMMANDS, EVENTS, SHORTCUTS, SUBMISSIONS
from workspace.delivery.events import SCOPES as EVENT_SCOPES
from workspace.manifest import Manifest
from workspace.method_scopes import scopes_for

ROOT = Path(__file__).parent.parent
MANIFEST = ROOT / "manifest.yml"
CALLERS = ("bot", "handlers")

SDK_METHODS = {name for name in vars(AsyncWebClient) if not name.startswith("_")}
COMPOSED = {
    "chat_stream": ("chat.startStream", "chat.appendStream", "chat.stopStream"),
    "files_upload_v2": ("files.getUploadURLExternal", "files.completeUploadExternal"),
    "say": ("chat.postMessage",),
}
"""What the SDK and Bolt make of one call of ours."""
APP_LEVEL_SCOPES = {"connections:write"}
"""Belong to the app-level token, which no manifest can ask for."""


@pytest.fixture(scope="module")
def manifest() -> Manifest:
    return Manifest.load(MANIFEST)


def web_api_methods(source: str) -> Iterator[str]:
    """The Web API methods that the code calls: `client.views_open(...)`, `client.api_call("views.open")`, `say(...)`."""
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        match call:
            case ast.Call(func=ast.Attribute(attr="api_call"), args=[ast.Constant(value=str(method)), *_]):
                yield method
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)) if name in COMPOSED:
                yield from COMPOSED[name]
            case ast.Call(func=ast.Attribute(attr=name)) if name in SDK_METHODS:
                yield name.replace("_", ".")


def called_methods() -> set[str]:
    sources = (path for caller in CALLERS for path in (ROOT / caller).rglob("*.py"))
    return {method for source in sources for method in web_api_methods(source.read_text(encoding="utf-8"))}


def test_calls_are_found_however_they_are_made() -> None:
    source = """
async def listener(client, context, say):
    await client.views_open(trigger_id="1", view={})
    await context.client.files_getUploadURLExternal(filename="x", length=1)
    await client.api_call("users.info", params={})
    await say("hello")
    client.something_else()
"""
    assert set(web_api_methods(source)) == {
        "views.open",
        "files.getUploadURLExternal",
        "users.info",
        "chat.postMessage",
    }


def test_slack_accepts_it() -> None:
    schema = json.loads((ROOT / "workspace" / "slack-manifest.schema.json").read_text(encoding="utf-8"))
    Draft7Validator(schema).validate(yaml.safe_load(MANIFEST.read_text(encoding="utf-8")))


def test_every_method_that_is_called_has_its_scope(manifest: Manifest) -> None:
    for method in called_methods():
        needed = scopes_for(method)
        assert needed is not None, f"{method} has no entry among the methods' scopes"
        assert not needed or needed & (manifest.bot_scopes | APP_LEVEL_SCOPES), (
            f"{method} needs one of {sorted(needed)}"
        )


def test_every_event_has_its_scope(manifest: Manifest) -> None:
    for event in manifest.bot_events:
        needed = EVENT_SCOPES[event]
        assert not needed or needed & manifest.bot_scopes, f"{event} needs one of {sorted(needed)}"


def test_every_scope_is_needed(manifest: Manifest) -> None:
    needed = {"commands"} if manifest.commands or manifest.shortcuts else set()
    for method in called_methods():
        needed |= scopes_for(method) or set()
    for event in manifest.bot_events:
        needed |= EVENT_SCOPES[event]
    assert manifest.bot_scopes - needed == set()


def test_people_can_write_and_act(manifest: Manifest) -> None:
    assert manifest.home_tab
    assert manifest.messages_tab
    assert not manifest.messages_tab_read_only
    assert manifest.interactivity
    assert manifest.socket_mode


def test_what_is_declared_is_answered_and_what_is_answered_is_declared(manifest: Manifest) -> None:
    assert {command.command for command in manifest.commands} == {command.slash for command in COMMANDS}
    assert {shortcut.callback_id for shortcut in manifest.shortcuts} == {
        each.callback_id for each in SHORTCUTS
    }
    assert {event.partition(".")[0] for event in manifest.bot_events} == {each.type for each in EVENTS}


def test_nothing_is_declared_twice_in_the_tables() -> None:
    for table in (
        [(command.slash, command.name) for command in COMMANDS],
        [action.action_id for action in ACTIONS],
        [submission.callback_id for submission in SUBMISSIONS],
    ):
        assert len(table) == len(set(table))


def test_every_file_of_commands_stands_in_the_table() -> None:
    files = {path.stem for path in (ROOT / "handlers" / "commands").glob("*.py")} - {"__init__"}
    source = (ROOT / "handlers" / "commands" / "__init__.py").read_text(encoding="utf-8")
    assert {name for name in files if f"{name}.COMMAND" not in source} == set()
