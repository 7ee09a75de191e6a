"""What stands on a person's screen, as lines of text."""

from collections.abc import Iterator, Mapping
from typing import Any

from workspace.block_ids import elements_of
from workspace.conversations import Channel, Message
from workspace.driver.mrkdwn import read_mrkdwn, read_text
from workspace.inputs import holds_value, value_name
from workspace.wire import Json
from workspace.workspace import Workspace

_TEXT_BEARING = ("text", "title", "subtitle", "body", "caption", "alt_text", "details", "output")


def read_channel(ws: Workspace, channel: Channel, viewer: str) -> Iterator[str]:
    """Every message in it that the viewer sees, replies under their roots."""
    for root in ws.conversations.roots(channel, viewer):
        yield from read_message(ws, root)
        for reply in ws.conversations.thread(channel, root.ts, viewer)[1:]:
            yield from (f"    {line}" for line in read_message(ws, reply))


def read_message(ws: Workspace, message: Message) -> Iterator[str]:
    fields = message.fields
    author = ws.people.get(str(fields.get("user", "")))
    private = " (only visible to you)" if message.only_for else ""
    yield f"{fields.get('username') or (author.real_name if author else '?')}{private}:"
    if fields.get("blocks"):
        yield from read_blocks(ws, fields["blocks"])
    elif fields.get("text"):
        yield read_mrkdwn(ws, fields["text"])
    for attachment in fields.get("attachments", ()):
        yield from read_blocks(ws, attachment.get("blocks", []))
        yield from (
            read_mrkdwn(ws, attachment[name]) for name in ("pretext", "title", "text") if attachment.get(name)
        )
    for file in fields.get("files", ()):
        yield f"[file {file.get('name', 'deleted')}, {file.get('size', 0)} bytes]"
    for reaction in fields.get("reactions", ()):
        yield f":{reaction['name']}: {reaction['count']}"


def read_view(ws: Workspace, view: Json, values: Json, errors: Mapping[str, str]) -> Iterator[str]:
    """`values`: what is in the inputs. `errors`: block id -> sentence under that field."""
    if view["type"] == "modal":
        yield f"== {read_text(ws, view['title'])} =="
    for block in view["blocks"]:
        yield from read_block(ws, block, values)
        if block["block_id"] in errors:
            yield f"! {errors[block['block_id']]}"
    buttons = [read_text(ws, view[name]) for name in ("close", "submit") if view.get(name)]
    if buttons:
        yield " ".join(f"[{button}]" for button in buttons)


def read_blocks(ws: Workspace, blocks: list[Json]) -> Iterator[str]:
    for block in blocks:
        yield from read_block(ws, block, {})


def read_block(ws: Workspace, block: Json, values: Json) -> Iterator[str]:
    if block["type"] == "input":
        yield f"{read_text(ws, block['label'])}: {_read_element(ws, block, block['element'], values)}"
        if block.get("hint"):
            yield read_text(ws, block["hint"])
        return
    if block["type"] in ("section", "header", "markdown"):
        yield read_text(ws, block.get("text"))
    else:
        yield from _read_anything(
            ws, {name: part for name, part in block.items() if name not in ("block_id", "type")}
        )
    yield from (read_text(ws, field) for field in block.get("fields", ()))
    yield from (_read_element(ws, block, element, values) for element in elements_of(block))


def _read_element(ws: Workspace, block: Json, element: Json, values: Json) -> str:
    if not holds_value(element):
        return f"[{read_text(ws, element.get('text')) or '...'}]"
    entered = values.get(block["block_id"], {}).get(element["action_id"], {}).get(value_name(element))
    shown = entered if entered not in (None, [], "") else _initial(element)
    if shown in (None, [], ""):
        return f"({read_text(ws, element.get('placeholder'))})"
    return _read_value(ws, shown)


def _initial(element: Json) -> Any:
    return next((value for name, value in element.items() if name.startswith("initial_")), None)


def _read_value(ws: Workspace, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_read_value(ws, item) for item in value)
    if isinstance(value, dict):
        return (
            read_text(ws, value["text"])
            if "text" in value
            else " ".join(_read_anything(ws, value)) or str(value.get("name", ""))
        )
    known = ws.people.get(str(value)) or ws.conversations.get(str(value))
    return known.name if known else str(value)


def _read_anything(ws: Workspace, part: Any) -> Iterator[str]:
    """The texts in blocks that have no reading of their own: context, rich text, tables, images ..."""
    if isinstance(part, list):
        for item in part:
            yield from _read_anything(ws, item)
    elif isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield read_text(ws, part)
            return
        if part.get("type") == "user" and "user_id" in part:
            yield read_mrkdwn(ws, f"<@{part['user_id']}>")
        for name, value in part.items():
            if isinstance(value, str) and name in _TEXT_BEARING:
                yield value
            elif not isinstance(value, str):
                yield from _read_anything(ws, value)
