"""Messages and views as a whole: their own fields, and what their blocks demand of each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from workspace.blocks.attachments import ATTACHMENT
from workspace.blocks.objects import plain_text
from workspace.blocks.rules import repeated
from workspace.blocks.shapes import Fault, Flag, Many, OneOf, Record, Text
from workspace.blocks.surfaces import HOME_BLOCKS, MESSAGE_BLOCKS, MODAL_BLOCKS

_Blocks = Sequence[Mapping[str, Any]]

_MESSAGE_CHARACTERS = 13_200
"""Undocumented, and counted roughly: https://github.com/slackapi/bolt-js/issues/2509."""
_MARKDOWN_CHARACTERS = 12_000
_OWN_LIMITS = ("table", "data_table")
_MOST_OF_A_KIND = {"table": 1, "data_visualization": 2}

_MESSAGE_BLOCKS = Many(MESSAGE_BLOCKS, most=50)
_ATTACHMENTS = Many(ATTACHMENT)
_MOST_ATTACHMENTS = 100

_ANY_VIEW = {
    "private_metadata": Text(3000, shortest=0),
    "callback_id": Text(255, shortest=0),
    "external_id": Text(255, shortest=0),
}
_MODAL = Record(
    "modal",
    required={"title": plain_text(24), "blocks": Many(MODAL_BLOCKS, least=1, most=100)},
    optional={
        **_ANY_VIEW,
        "close": plain_text(24),
        "submit": plain_text(24),
        "clear_on_close": Flag(),
        "notify_on_close": Flag(),
    },
)
_HOME = Record("home", required={"blocks": Many(HOME_BLOCKS, least=1, most=100)}, optional=_ANY_VIEW)
_VIEW = OneOf(_MODAL, _HOME)


def message_faults(payload: Mapping[str, Any]) -> list[Fault]:
    """Why Slack would refuse the `blocks` and `attachments` among a message's arguments; empty if it would not."""
    return [*_block_faults(payload), *_attachment_faults(payload)]


def view_faults(view: Mapping[str, Any]) -> list[Fault]:
    """Why Slack would refuse that modal or home view; empty if it would not. Paths begin with `/view`."""
    faults = list(_VIEW.faults(view, "/view")) or list(_view_rules(view))
    return [replace(fault, code="invalid_arguments") for fault in faults]


def _block_faults(payload: Mapping[str, Any]) -> list[Fault]:
    blocks = payload.get("blocks")
    if blocks is None:
        return []
    return list(_MESSAGE_BLOCKS.faults(blocks, "/blocks")) or list(_message_rules(blocks, "/blocks"))


def _attachment_faults(payload: Mapping[str, Any]) -> list[Fault]:
    attachments = payload.get("attachments")
    if attachments is None:
        return []
    if isinstance(attachments, list) and len(attachments) > _MOST_ATTACHMENTS:
        return [
            Fault("/attachments", f"no more than {_MOST_ATTACHMENTS} items allowed", "too_many_attachments")
        ]
    faults = list(_ATTACHMENTS.faults(attachments, "/attachments")) or [
        fault
        for place, attachment in enumerate(attachments)
        for fault in _message_rules(attachment.get("blocks", []), f"/attachments/{place}/blocks")
    ]
    return [replace(fault, code="invalid_attachments") for fault in faults]


def _message_rules(blocks: _Blocks, path: str) -> Iterator[Fault]:
    placed = list(_placed(blocks, path))
    yield from repeated(placed, "block_id")
    for kind, most in _MOST_OF_A_KIND.items():
        for too_many, _ in [place for place in placed if place[1]["type"] == kind][most:]:
            yield Fault(too_many, f"no more than {most} {kind} allowed")
    if sum(len(block["text"]) for _, block in placed if block["type"] == "markdown") > _MARKDOWN_CHARACTERS:
        yield Fault(path, f"no more than {_MARKDOWN_CHARACTERS} characters of markdown allowed")
    if _characters(blocks) > _MESSAGE_CHARACTERS:
        yield Fault(path, f"no more than {_MESSAGE_CHARACTERS} characters allowed", "msg_blocks_too_long")


def _view_rules(view: Mapping[str, Any]) -> Iterator[Fault]:
    yield from repeated(_placed(view["blocks"], "/view/blocks"), "block_id")
    if (
        view["type"] == "modal"
        and "submit" not in view
        and any(block["type"] == "input" for block in view["blocks"])
    ):
        yield Fault("/view", "must define `submit` to use an `input` block in modals")
    for path in list(_focused(view["blocks"], "/view/blocks"))[1:]:
        yield Fault(f"{path}/focus_on_load", "only one element can have the focus")


def _placed(blocks: _Blocks, path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every block with its path, those in containers too."""
    for place, block in enumerate(blocks):
        yield f"{path}/{place}", block
        yield from _placed(block.get("child_blocks", []), f"{path}/{place}/child_blocks")


def _focused(blocks: _Blocks, path: str) -> Iterator[str]:
    """The path of each element that asks for the focus."""
    for place, block in _placed(blocks, path):
        for name, element in _elements(block):
            if element.get("focus_on_load"):
                yield f"{place}/{name}"


def _elements(block: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name in ("element", "accessory"):
        if name in block:
            yield name, block[name]
    if block["type"] == "actions":
        yield from ((f"elements/{place}", element) for place, element in enumerate(block["elements"]))


def _characters(blocks: _Blocks) -> int:
    """Of all strings in there; tables have limits of their own."""
    count = 0
    left: list[Any] = [*blocks]
    while left:
        part = left.pop()
        if isinstance(part, str):
            count += len(part)
        elif isinstance(part, list):
            left.extend(part)
        elif isinstance(part, dict) and part.get("type") not in _OWN_LIMITS:
            left.extend(part.values())
    return count
