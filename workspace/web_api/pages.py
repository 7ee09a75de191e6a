"""Long lists in pieces: `limit`, `cursor` and `next_cursor`."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from workspace.web_api.call import Call
from workspace.wire import Json, SlackError

Item = TypeVar("Item")
_MARK = "next:"


def page(items: Sequence[Item], call: Call, *, default_limit: int = 100) -> tuple[Sequence[Item], Json]:
    """The piece that was asked for, and the answer's `response_metadata`. Raises `invalid_cursor`, `invalid_limit`."""
    start = _offset(call.text("cursor"))
    limit = call.number("limit", default_limit)
    if limit < 0:
        raise SlackError("invalid_limit")
    end = start + (limit or default_limit)
    following = base64.b64encode(f"{_MARK}{end}".encode()).decode() if end < len(items) else ""
    return items[start:end], {"response_metadata": {"next_cursor": following}}


def _offset(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix(_MARK))
    except (binascii.Error, ValueError):
        raise SlackError("invalid_cursor") from None
