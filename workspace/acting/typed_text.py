"""What a person types becomes Slack's text: specials escaped, people, channels and links recognised."""

import re

from workspace.workspace import Workspace

_LINK = re.compile(r"\bhttps?://[^\s<>|]+[^\s<>|.,;:!?)\]'\"]")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PERSON = re.compile(r"(?<![\w@])@([\w.-]+)")
_CHANNEL = re.compile(r"(?<![\w#])#([\w-]+)")
_WORD = re.compile(r"(\s+)")


def slack_text(ws: Workspace, typed: str) -> str:
    """`<@U...>`, `<#C...|name>`, `<https://...>`, `<mailto:...|...>` and `&lt;`, as Slack's client sends them."""
    return "".join(_word(ws, word) for word in _WORD.split(typed))


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
