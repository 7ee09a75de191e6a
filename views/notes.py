"""Notes, wherever they are shown.

In a message a mention would notify whom it names each time that the message is posted. So notes in messages have names in
the place of mentions; in modals they stand as they were written.
"""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    RichTextElement,
)

from crm import rich_text
from crm.types import Entry
from views import rich
from views.text import escaped, label, visible

SHOWN = 1500
"""Characters of a note in a timeline; the whole note is a click away."""
SHOWN_ON_CARD = 300
SHOWN_IN_MESSAGE = 3000
"""Slack refuses messages whose blocks hold more than some 13,000 characters."""


def note(entry: Entry, line: Sequence[RichTextElement]) -> Block:
    """Under a line of ours, with its files; for modals."""
    return rich.written(_with_files(line, entry), entry.rich, entry.text, SHOWN)


def whole(entry: Entry) -> list[Block]:
    """As it was written, where Slack gave us that; for modals and answers that only one person sees."""
    quoted = [rich.quote(entry.text)] if visible(entry.text) else []
    files = _files(entry)
    return [*([rich.AsSent(entry.rich)] if entry.rich else quoted), *([rich.lines(*files)] if files else [])]


def pinned_on_card(entries: Sequence[Entry]) -> list[Block]:
    return [_in_message(entry, [rich.text("📌 ")], SHOWN_ON_CARD) for entry in entries]


def mention(name: str, entry: Entry) -> list[Block]:
    """For the direct messages of who is mentioned."""
    line = [
        rich.person(entry.author.user_id),
        rich.text(" mentioned you in a note about "),
        rich.text(name, bold=True),
    ]
    buttons = (("contact.open", "Open card"), ("contact.timeline", "Timeline"))
    return [
        _in_message(entry, _with_files(line, entry), SHOWN_IN_MESSAGE),
        ActionsBlock(
            elements=[
                ButtonElement(text=label(words), action_id=action, value=str(entry.contact_id))
                for action, words in buttons
            ]
        ),
    ]


def mention_text(name: str, entry: Entry) -> str:
    """What a notification reads out."""
    return escaped(f"You were mentioned in a note about {name}: {entry.text}")


def _in_message(entry: Entry, line: Sequence[RichTextElement], longest: int) -> Block:
    written = entry.rich and rich_text.without_pings(entry.rich, entry.data.get("names", {}))
    return rich.written(line, written, entry.text, longest)


def _with_files(line: Sequence[RichTextElement], entry: Entry) -> list[RichTextElement]:
    return [*line, *(part for file in _files(entry) for part in (rich.text("\n"), *file))]


def _files(entry: Entry) -> list[list[RichTextElement]]:
    """A line each."""
    return [
        [rich.text("📎 "), rich.link(file["permalink"], file["title"])]
        for file in entry.data.get("files", ())
    ]
