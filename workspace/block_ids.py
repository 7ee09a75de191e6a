"""Slack names every block and element that the app left unnamed."""

import secrets
from collections.abc import Iterator
from typing import Any

from workspace.wire import Json

_NOT_INTERACTIVE = {"image", "plain_text", "mrkdwn", "text"}


def elements_of(block: Json) -> Iterator[Json]:
    """The elements a person can act on, in reading order."""
    candidates: list[Any] = [block.get("element"), block.get("accessory")]
    if block.get("type") in ("actions", "context_actions"):
        candidates += block.get("elements", [])
    for element in candidates:
        if isinstance(element, dict) and element.get("type") not in _NOT_INTERACTIVE:
            yield element


def all_blocks(blocks: list[Json]) -> Iterator[Json]:
    """Every block, those inside containers and carousels too."""
    for block in blocks:
        yield block
        if block.get("type") in ("container", "carousel"):
            yield from all_blocks([*block.get("child_blocks", []), *block.get("elements", [])])


def blocks_of(message: Json) -> list[Json]:
    """The blocks of a message, those in its attachments too."""
    attached = (
        block for attachment in message.get("attachments") or () for block in attachment.get("blocks") or ()
    )
    return [*(message.get("blocks") or ()), *attached]


def name_blocks(blocks: list[Json]) -> list[Json]:
    """The blocks with a block_id each, and an action_id for each element a person can act on."""
    for block in all_blocks(blocks):
        if not block.get("block_id"):
            block["block_id"] = secrets.token_urlsafe(4)
        for element in elements_of(block):
            if not element.get("action_id"):
                element["action_id"] = secrets.token_urlsafe(4)
    return blocks
