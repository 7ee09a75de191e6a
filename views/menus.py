"""Overflow menus: what is done less often, behind three dots."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Option, OverflowMenuElement

from views.text import label

Entry = tuple[str, str, str]
"""An action id, the words, and the value: as if it were a button."""


def menu(entries: Sequence[Entry]) -> OverflowMenuElement:
    """At most five entries, which is Slack's limit; `handlers.payloads` reads them as buttons."""
    return OverflowMenuElement(
        action_id="more",
        options=[
            Option(value=f"{action_id} {value}", text=label(words)) for action_id, words, value in entries
        ],
    )
