"""What a person types becomes Slack's text: specials escaped, people, channels and links recognised."""

import re

from workspace.wire import Json
from workspace.workspace import Workspace

_LINK = re.compile(r"\bhttps?://[^\s<>|]+[^\s<>|.,;:!?)\]'\"]")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PERSON = re.compile(r"(?<![\w@])@([\w.-]+)")
_CHANNEL = re.compile(r"(?<![\w#])#([\w-]+)")
_WORD = re.compile(r"(\s+)")


def slack_text(ws: Workspace, typed: str) -> str:
    """`<@U...>`, `<#C...|name>`, `<https://...>`, `<mailto:...|...>` and `&lt;`, as Slack's client sends them."""
    return "".join(_word(ws, word) for word in _WORD.split(typed))


def rich_text(ws: Workspace, typed: str) -> Json:
    """The same as a `rich_text` block: mentions and links are elements of their own."""
    elements: list[Json] = []
    for part in _WORD.split(typed):
        element = _element(ws, part)
        if element["type"] == "text" and elements and elements[-1]["type"] == "text":
            elements[-1] = {"type": "text", "text": elements[-1]["text"] + element["text"]}
        elif part:
            elements.append(element)
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def _element(ws: Workspace, word: str) -> Json:
    if _LINK.fullmatch(word):
        return {"type": "link", "url": word}
    if _EMAIL.fullmatch(word):
        return {"type": "link", "url": f"mailto:{word}", "text": word}
    if named := _PERSON.fullmatch(word):
        user = ws.people.named(named[1])
        return {"type": "user", "user_id": user.id} if user else {"type": "text", "text": word}
    if named := _CHANNEL.fullmatch(word):
        channel = ws.conversations.named(named[1])
        return {"type": "channel", "channel_id": channel.id} if channel else {"type": "text", "text": word}
    return {"type": "text", "text": word}


def _word(ws: Workspace, word: str) -> str:
    escaped = word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if _LINK.search(escaped):
        return _LINK.sub(lambda match: f"<{match[0]}>", escaped)
    if _EMAIL.search(escaped):
        return _EMAIL.sub(lambda match: f"<mailto:{match[0]}|{match[0]}>", escaped)
    named = _PERSON.sub(lambda match: _person(ws, match), escaped)
    return _CHANNEL.sub(lambda match: _channel(ws, match), named)


def _person(ws: Workspace, match: re.Match[str]) -> str:
    user = ws.people.named(match[1])
    return f"<@{user.id}>" if user else match[0]


def _channel(ws: Workspace, match: re.Match[str]) -> str:
    channel = ws.conversations.named(match[1])
    return f"<#{channel.id}|{channel.name}>" if channel else match[0]
