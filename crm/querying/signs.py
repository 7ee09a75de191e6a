"""The signs of a query, as keyboards have them and as phones, word processors and Chinese keyboards write them."""

import re

QUOTES = '"“”„‟«»＂'  # noqa: RUF001 - those are what it is about
LEFT, RIGHT = "(（", ")）"  # noqa: RUF001
MINUS = "–—−-"  # noqa: RUF001
COMMAS, COLONS = ",，", ":："  # noqa: RUF001
BARE = rf"[^\s{LEFT}{RIGHT}{QUOTES}{COMMAS}<>][^\s{LEFT}{RIGHT}{QUOTES}{COMMAS}]*"
"""A value that needs no quotation marks."""
_BARE = re.compile(BARE)
_TO_ESCAPE = re.compile(rf"([{QUOTES}\\])")


def is_bare(text: str) -> bool:
    return _BARE.fullmatch(text) is not None


def quoted(text: str) -> str:
    """Between quotation marks, from which the parser takes it out as it is."""
    return '"' + _TO_ESCAPE.sub(r"\\\1", text) + '"'
