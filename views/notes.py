"""Notes, wherever they are shown.

In a message a mention would notify whom it names each time that the message is posted. So notes in messages have names in
the place of mentions; in modals they stand as they were written.
"""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    Option,
    OverflowMenuElement,
    RichTextElement,
    RichTextElementParts,
    SectionBlock,
)
from slack_sdk.models.views import View

from crm import rich_text
from crm.types import Entry, Revision
from views import rich
from views.modals import modal
from views.text import escaped, label, plain

MENU = "note.menu"
SHOWN = 1500
"""Characters of a note in a timeline; the whole note is a click away."""
SHOWN_ON_CARD = 300
SHOWN_IN_MESSAGE = 3000
"""Slack refuses messages whose blocks hold more than some 13,000 characters."""


def note(entry: Entry, line: Sequence[RichTextElement]) -> Block:
    """Under a line of ours, with its files. A long one is cut; for modals."""
    line = [*line, *_marks(entry), *_files(entry)]
    if len(entry.text) > SHOWN or entry.rich is None:
        return rich.with_quote(line, entry.text[:SHOWN] + ("…" if len(entry.text) > SHOWN else ""))
    return rich.AsSent(entry.rich, line)


def note_menu(entry: Entry, user_id: str) -> Block:
    """What the one who looks can do with it."""
    is_own = entry.author.user_id == user_id
    verbs = (
        ("open", "Show all of it", len(entry.text) > SHOWN),
        ("edit", "Edit", is_own),
        ("unpin", "Unpin", entry.pinned_at is not None),
        ("pin", "Pin", entry.pinned_at is None),
        ("history", "Earlier versions", entry.edited_at is not None),
        ("delete", "Delete", is_own),
    )
    options = [
        Option(value=f"{verb}:{entry.id}", text=label(words)) for verb, words, offered in verbs if offered
    ]
    return ActionsBlock(elements=[OverflowMenuElement(action_id=MENU, options=options)])


def pinned_on_card(entries: Sequence[Entry]) -> list[Block]:
    return [_in_message(entry, [rich.text("📌 ")], SHOWN_ON_CARD) for entry in entries]


def whole_note(name: str, entry: Entry) -> View:
    written = entry.rich or rich_text.of_plain(entry.text)
    return modal("Note", [SectionBlock(text=plain(name)), rich.AsSent(written, _files(entry))])


def note_history(name: str, revisions: Sequence[Revision]) -> View:
    blocks: list[Block] = []
    for revision in revisions:
        line = [
            rich.text("Until "),
            rich.moment(revision.replaced_at),
            rich.text(", changed by "),
            rich.person(revision.replaced_by),
        ]
        blocks.append(rich.AsSent(revision.rich or rich_text.of_plain(revision.text), line))
    nothing = SectionBlock(text=plain("There is no earlier version that you may see."))
    return modal("Earlier versions", [SectionBlock(text=plain(name)), *(blocks or [nothing])])


def delete_note(entry: Entry, metadata: str) -> View:
    return modal(
        "Delete note",
        [
            SectionBlock(text=plain("Delete this note?")),
            rich.with_quote([rich.text(" ")], entry.text[:SHOWN]),
        ],
        callback_id="note.delete",
        submit="Delete",
        close="Keep",
        metadata=metadata,
    )


def mention(name: str, entry: Entry) -> list[Block]:
    """For the direct messages of who is mentioned."""
    line = [
        rich.person(entry.author.user_id),
        rich.text(" mentioned you in a note about "),
        rich.text(name, bold=True),
    ]
    buttons = (("contact.open", "Open card"), ("contact.timeline", "Timeline"))
    return [
        _in_message(entry, [*line, *_files(entry)], SHOWN_IN_MESSAGE),
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
    if len(entry.text) > longest or entry.rich is None:
        return rich.with_quote(line, entry.text[:longest] + ("…" if len(entry.text) > longest else ""))
    return rich.AsSent(rich_text.without_pings(entry.rich, entry.data.get("names", {})), line)


def _marks(entry: Entry) -> list[RichTextElement]:
    """What is to be known of it beside its words."""
    marks: list[RichTextElement] = []
    if entry.edited_at:
        marks.append(rich.text(" (edited)", italic=True))
    if entry.audience == entry.author.user_id:
        marks.append(rich.text(" 🔒 only you"))
    elif entry.audience:
        marks += [rich.text(" 🔒 members of "), RichTextElementParts.Channel(channel_id=entry.audience)]
    if entry.pinned_at:
        marks.append(rich.text(" 📌"))
    return marks


def _files(entry: Entry) -> list[RichTextElement]:
    return [
        part
        for file in entry.data.get("files", ())
        for part in (rich.text("\n📎 "), rich.link(file["permalink"], file["title"]))
    ]
