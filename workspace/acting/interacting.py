"""Pressing buttons and choosing in messages, modals and App Homes; asking for the options of an external select."""

from collections.abc import Sequence
from typing import Any

from workspace.acting.looking import person, visible_message, visible_view
from workspace.acting.payloads import interaction, on_message, on_view
from workspace.acting.reaching import reach
from workspace.block_ids import all_blocks, blocks_of, elements_of
from workspace.inputs import current_values
from workspace.wire import Json, Refused
from workspace.workspace import Workspace


async def act(
    ws: Workspace, user_id: str, container: Json, actions: Sequence[Json], state: Json | None = None
) -> None:
    """`container`: `{type: "message", channel, ts}` or `{type: "view", view_id}`. `state`: `{values: ...}` of it."""
    user = person(ws, user_id)
    place, blocks = _place(ws, user_id, container, (state or {}).get("values", {}))
    taken = [_described(ws, blocks, action) for action in actions]
    trigger = {"trigger_id": ws.triggers.issue(user_id, container.get("view_id"))}
    await reach(
        ws, "interactive", interaction(ws, "block_actions", user) | place | trigger | {"actions": taken}
    )


async def options(ws: Workspace, user_id: str, container: Json, where: tuple[str, str], value: str) -> Json:
    """`where`: block_id and action_id. `{options}` or `{option_groups}` for what was typed into an external select."""
    user = person(ws, user_id)
    place, blocks = _place(ws, user_id, container, {})
    block_id, action_id = where
    _element(blocks, block_id, action_id)
    place.pop("response_url", None)
    asked = {"block_id": block_id, "action_id": action_id, "value": value}
    said = await reach(ws, "interactive", interaction(ws, "block_suggestion", user) | place | asked)
    offered: Json = {name: said[name] for name in ("options", "option_groups") if name in said}
    if not offered:
        raise Refused("invalid_options", "The app did not offer any options.")
    return offered


def _place(ws: Workspace, user_id: str, container: Json, given: Json) -> tuple[Json, list[Json]]:
    """The part of the payload that says where it happened, and the blocks there."""
    if container.get("type") == "view":
        view = visible_view(ws, user_id, container["view_id"])
        return on_view(view, current_values(view["blocks"], given)), view["blocks"]
    channel, message = visible_message(ws, user_id, container["channel"], container["ts"])
    blocks = blocks_of(message.fields)
    state = {"state": {"values": current_values(blocks, given)}}
    url = {"response_url": ws.response_urls.issue(user_id, channel.id, message.ts)}
    return on_message(channel, message) | state | url, blocks


def _described(ws: Workspace, blocks: list[Json], action: Json) -> Json:
    """The action as Slack sends it on: with its time and what stands on the button."""
    element = _element(blocks, action.get("block_id"), action.get("action_id"))
    shown = {name: element[name] for name in ("text", "style", "placeholder", "confirm") if name in element}
    value = {"value": element["value"]} if element["type"] == "button" and "value" in element else {}
    return shown | action | value | {"type": element["type"], "action_ts": ws.clock.ts()}


def _element(blocks: list[Json], block_id: Any, action_id: Any) -> Json:
    for block in all_blocks(blocks):
        for element in elements_of(block):
            if (block.get("block_id"), element.get("action_id")) == (block_id, action_id):
                return element
    raise Refused("action_not_found", "This is not there any more.")
