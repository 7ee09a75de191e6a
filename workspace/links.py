"""The links in a message's text."""

import re

_LINK = re.compile(r"<(https?://[^|>]+)(?:\|[^>]*)?>")


def links_in(text: str) -> list[str]:
    """The addresses, as Slack's client marked them, each once."""
    found = (match[1].replace("&amp;", "&") for match in _LINK.finditer(text))
    return list(dict.fromkeys(found))
