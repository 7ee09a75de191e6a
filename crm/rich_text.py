"""Slack's rich text, read: as plain text, whom it mentions, and as it may stand in a message. Pure.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Rich = Mapping[str, Any]
Names = Mapping[str, str]
"""The names of people, channels and groups, by their ids."""

_NO_NAMES: Names = {}
_NAMED = {"user": "user_id", "usergroup": "usergroup_id", "channel": "channel_id", "team": "team_id"}
_PINGING = frozenset({"user", "usergroup", "broadcast"})
_INDENT = "  "
_ANGLE = re.compile(r"(<[^<>\n]+>)")


def of_plain(text: str) -> dict[str, Any]:
    """Plain text as rich text."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


def of_mrkdwn(text: str) -> dict[str, Any]:
    """The text of a message without blocks: what stands between < and > is a mention or a link, the rest is as it is read."""
    parts = [_part(part) for part in _ANGLE.split(text) if part]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}


def plain(rich: Rich, names: Names = _NO_NAMES) -> str:
    """To be searched and read out: mentions by name, links with their address, lists with their marks."""
    return "\n".join(line for element in rich.get("elements", ()) for line in _lines(element, names)).strip()


def mentioned(rich: Rich) -> tuple[str, ...]:
    """The ids of the people who are mentioned, each once, in their order."""
    return tuple(dict.fromkeys(part["user_id"] for part in _parts(rich) if part.get("type") == "user"))


def without_pings(rich: Rich, names: Names = _NO_NAMES) -> dict[str, Any]:
    """The same, with a mention that would notify somebody as the words that it consists of."""
    quiet: dict[str, Any] = _quiet(rich, names)
    return quiet


def storable(rich: Any) -> Any:
    """The same without U+0000, which no database keeps and Slack does not send."""
    if isinstance(rich, str):
        return rich.replace("\x00", "")
    if isinstance(rich, Mapping):
        return {name: storable(value) for name, value in rich.items()}
    if isinstance(rich, Sequence):
        return [storable(value) for value in rich]
    return rich


def _part(part: str) -> dict[str, Any]:
    """https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages"""
    if not _ANGLE.fullmatch(part):
        return {"type": "text", "text": html.unescape(part)}
    target, _, shown = part[1:-1].partition("|")
    for sign, kind, id_ in (("@", "user", "user_id"), ("#", "channel", "channel_id")):
        if target.startswith(sign):
            return {"type": kind, id_: target[1:]}
    if target.startswith("!"):
        return {"type": "text", "text": html.unescape(shown) or f"@{target[1:]}"}
    link = {"type": "link", "url": html.unescape(target)}
    return link | {"text": html.unescape(shown)} if shown else link


def _lines(element: Rich, names: Names) -> Iterator[str]:
    kind = element.get("type")
    if kind == "rich_text_list":
        first = element.get("offset", 0) + 1
        for number, item in enumerate(element.get("elements", ()), first):
            mark = f"{number}." if element.get("style") == "ordered" else "•"
            yield f"{_INDENT * element.get('indent', 0)}{mark} {_words(item, names)}"
    elif kind == "rich_text_quote":
        yield from (f"> {line}" for line in _words(element, names).split("\n"))
    else:
        yield _words(element, names).removesuffix("\n")


def _words(element: Rich, names: Names) -> str:
    return "".join(_word(part, names) for part in element.get("elements", ()))


def _word(part: Rich, names: Names) -> str:
    kind = str(part.get("type"))
    if kind in _NAMED:
        id_ = str(part.get(_NAMED[kind], ""))
        return f"{'#' if kind == 'channel' else '@'}{names.get(id_, id_)}"
    if kind in _WORDS:
        return _WORDS[kind](part)
    return str(part.get("text") or part.get("value") or part.get("fallback") or "")


def _link(part: Rich) -> str:
    shown, url = str(part.get("text") or ""), str(part.get("url", ""))
    if shown == url.removeprefix("mailto:"):
        return shown
    return f"{shown} ({url})" if shown and shown not in url else url


def _emoji(part: Rich) -> str:
    try:
        return "".join(chr(int(code, 16)) for code in part["unicode"].split("-"))
    except (KeyError, ValueError, OverflowError):
        return f":{part.get('name', '')}:"


_WORDS: Mapping[str, Callable[[Rich], str]] = {
    "link": _link,
    "emoji": _emoji,
    "broadcast": lambda part: f"@{part.get('range', '')}",
}


def _parts(element: Rich) -> Iterator[Rich]:
    for part in element.get("elements", ()):
        yield part
        yield from _parts(part)


def _quiet(element: Rich, names: Names) -> dict[str, Any]:
    if element.get("type") in _PINGING:
        style = {"style": element["style"]} if element.get("style") else {}
        return {"type": "text", "text": _word(element, names)} | style
    quiet = dict(element)
    if "elements" in element:
        quiet["elements"] = [_quiet(part, names) for part in element["elements"]]
    return quiet
