"""Slack's text as a person reads it: mentions by name, links by label, formatting gone, entities as characters."""

import html
import re

from workspace.wire import Json
from workspace.workspace import Workspace

_CODE = re.compile(r"```(.+?)```|`([^`\n]+)`", re.DOTALL)
_ANGLE = re.compile(r"<([^<>]+)>")
_STYLE = re.compile(r"(?<![\w*_~`])([*_~])(?=\S)([^\n]*?\S)\1(?![\w*_~`])")


def read_text(ws: Workspace, text: Json | str | None) -> str:
    """Of a text object; a bare string counts as mrkdwn."""
    if not text:
        return ""
    if isinstance(text, str):
        return read_mrkdwn(ws, text)
    shown = str(text.get("text", ""))
    return read_mrkdwn(ws, shown) if text.get("type") == "mrkdwn" else html.unescape(shown)


def read_mrkdwn(ws: Workspace, text: str) -> str:
    parts: list[str] = []
    end = 0
    for match in _CODE.finditer(text):
        parts += [_read_plain(ws, text[end : match.start()]), html.unescape(match[1] or match[2])]
        end = match.end()
    return "".join([*parts, _read_plain(ws, text[end:])])


def _read_plain(ws: Workspace, text: str) -> str:
    previous = None
    while text != previous:
        previous, text = text, _STYLE.sub(r"\2", text)
    return html.unescape(_ANGLE.sub(lambda match: _read_angle(ws, match[1]), text))


def _read_angle(ws: Workspace, inside: str) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        user = ws.people.get(target[1:])
        return f"@{user.real_name}" if user else target
    if target.startswith("#"):
        channel = ws.conversations.get(target[1:])
        return f"#{channel.name if channel else label or target[1:]}"
    if target.startswith("!"):
        return label or f"@{target[1:].split('^')[0]}"
    return label or target
