"""The colours of tags. Slack colours no text: a dot stands before it."""

from collections.abc import Mapping

COLOURS: Mapping[str, tuple[str, str]] = {
    "red": ("🔴", "Red"),
    "orange": ("🟠", "Orange"),
    "yellow": ("🟡", "Yellow"),
    "green": ("🟢", "Green"),
    "blue": ("🔵", "Blue"),
    "purple": ("🟣", "Purple"),
    "brown": ("🟤", "Brown"),
}


def mark(colour: str) -> str:
    """What stands before a tag of that colour, with a blank behind."""
    return f"{COLOURS[colour][0]} " if colour in COLOURS else ""
