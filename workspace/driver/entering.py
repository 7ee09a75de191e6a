"""Turning what a person enters or chooses into the value that Slack's client would hold."""

from collections.abc import Sequence
from typing import Any, TypeVar

from workspace.acting.interacting import options
from workspace.acting.talking import Upload, attach
from workspace.acting.typed_text import rich_text
from workspace.driver.controls import Control, same_words
from workspace.driver.mrkdwn import read_text
from workspace.driver.waiting import NotSeen
from workspace.inputs import value_name
from workspace.wire import Json
from workspace.workspace import Workspace

Thing = TypeVar("Thing")
Entry = str | int | Upload | Sequence[str] | Json | None
"""A text, rich text, date ("2026-01-31"), time ("14:30"), number, a file, the option or options chosen; `None` empties it."""


async def value_of(ws: Workspace, user_id: str, control: Control, entry: Entry) -> Json:
    """`{type, value ...}` as it stands in the state. Raises NotSeen for an option that is not offered."""
    kind = control.element["type"]
    return {"type": kind, value_name(control.element): await _held(ws, user_id, control, entry)}


async def _held(ws: Workspace, user_id: str, control: Control, entry: Entry) -> Any:
    kind = control.element["type"]
    if isinstance(entry, dict):
        return entry
    if kind == "file_input":
        return _attached(ws, user_id, entry)
    if kind == "checkboxes" or kind.startswith("multi_"):
        chosen = [entry] if isinstance(entry, (str, int)) else entry or ()
        return [await _choice(ws, user_id, control, str(each)) for each in chosen]
    if entry is None or entry == "":
        return None
    if kind == "radio_buttons" or kind.endswith("_select"):
        return await _choice(ws, user_id, control, str(entry))
    return _written(ws, kind, str(entry))


def _written(ws: Workspace, kind: str, entry: str) -> Any:
    if kind == "rich_text_input":
        return rich_text(ws, entry)
    return int(entry) if kind == "datetimepicker" else entry


async def _choice(ws: Workspace, user_id: str, control: Control, wanted: str) -> Any:
    kind = control.element["type"]
    if kind.endswith("users_select"):
        user = ws.people.named(wanted)
        return _found(user.id if user else None, wanted, [each.real_name for each in ws.people])
    if kind.endswith(("channels_select", "conversations_select")):
        channel = ws.conversations.named(wanted)
        return _found(channel.id if channel else None, wanted, [each.name for each in ws.conversations])
    offered: Json = control.element
    if kind.endswith("external_select"):
        where = (control.block["block_id"], control.element["action_id"])
        offered = await options(ws, user_id, control.surface.container, where, wanted)
    return _pick(ws, offered, wanted)


def _pick(ws: Workspace, offered: Json, wanted: str) -> Json:
    flat: list[Json] = list(offered.get("options") or ())
    for group in offered.get("option_groups") or ():
        flat += group["options"]
    labels = [read_text(ws, option["text"]) for option in flat]
    chosen = next(
        (option for label, option in zip(labels, flat, strict=True) if same_words(label, wanted)), None
    )
    return _found(chosen, wanted, labels)


def _found(thing: Thing | None, wanted: str, offered: list[str]) -> Thing:
    if thing is None:
        raise NotSeen(f"{wanted!r} is not offered; there is {', '.join(map(repr, offered)) or 'nothing'}")
    return thing


def _attached(ws: Workspace, user_id: str, entry: Entry) -> list[Json]:
    if not isinstance(entry, tuple):
        return []
    name, content = entry
    return [ws.files.as_slack(attach(ws, user_id, (str(name), bytes(content))))]
