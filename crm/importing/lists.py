"""Several values in one cell, in the notations of Roster and of other programs.

Roster's are parted by " | ", with a kind behind " ; " (`crm.cells`). Others write JSON, Google's " ::: ", commas and
semicolons, or #words.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from crm import cells

_GOOGLES = ":::"
_GOOGLES_OWN = "* "
"""Before the groups that Google makes itself: "* myContacts" says nothing of a person."""
_HASHES = re.compile(r"#[^\s#]+(?:\s+#[^\s#]+)+")
_MARKS = re.compile(r"^\* |[|;,\\\n\[]|:::|#")
_KEYS_OF_JSON = ("value", "address", "email", "number", "url", "name", "label")


def parts(value: str) -> list[list[str]]:
    """The values of a cell, each with the texts that belong to it."""
    if not _MARKS.search(value):
        return [[value]] if value else []
    found = _json(value)
    if found is not None:
        return [[each] for each in found]
    if _GOOGLES in value:
        return [[each.strip()] for each in value.split(_GOOGLES) if each.strip()]
    return cells.split(value)


def names(value: str, kinds: Sequence[str] = ()) -> list[list[str]]:
    """The names of a list such as tags or skills, each with its kind where that is one of `kinds`."""
    if not _MARKS.search(value):
        return [[value]] if value else []
    found = _json(value)
    if found is not None:
        return [[each] for each in found]
    if _GOOGLES in value or value.startswith(_GOOGLES_OWN):
        groups = [each.strip() for each in value.split(_GOOGLES)]
        return [[each] for each in groups if each and not each.startswith(_GOOGLES_OWN)]
    if _HASHES.fullmatch(value):
        return [[word.removeprefix("#")] for word in value.split()]
    ours = cells.split(value)
    if "|" in value or "\\" in value or any(len(part) == 2 and part[1] in kinds for part in ours):  # noqa: PLR2004 - name, kind
        return ours
    return [[each.strip()] for each in re.split(r"[;,\n]", value) if each.strip()]


def with_kinds(found: list[list[str]], kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Ours has a kind behind each value; what stands there with other programs is one more value."""
    for part in found:
        texts = [text for text in part if text]
        while texts:
            value = texts.pop(0)
            yield value, texts.pop(0).lower() if texts and texts[0].lower() in kinds else ""


def _json(value: str) -> list[str] | None:
    """None where it is no JSON array."""
    if not (value.startswith("[") and value.endswith("]")):
        return None
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        return None
    return [text for text in (_text(each) for each in found) if text]


def _text(item: Any) -> str:
    """The value of an item. A phone has its calling code beside it in some programs."""
    if isinstance(item, dict):
        text = next((str(item[key]).strip() for key in _KEYS_OF_JSON if item.get(key)), "")
        code = str(item.get("callingCode") or "").strip()
        return f"{code} {text}" if code and text and not text.startswith("+") else text
    return "" if item is None else str(item).strip()
