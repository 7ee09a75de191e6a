"""One entry of a timeline with everything that is known of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    RichTextBlock,
    RichTextElement,
    SectionBlock,
)
from slack_sdk.models.views import View

from crm.timeline.kinds import KINDS
from crm.timeline.sentences import label_of
from crm.types import Entry, EntryDetail, Origin, Version
from views import rich
from views.modals import modal
from views.notes import whole
from views.text import cut, label, plain
from views.timeline import line

SHOWN_CHANGES = 40
LONGEST_VALUE = 300
LONGEST_BEFORE = 500
SOURCES = {
    Origin.PERSON: "Typed in Slack",
    Origin.IMPORT: "From a file",
    Origin.PROVIDER: "Looked up",
    Origin.LIST: "By the query of a list",
}


def entry_view(detail: EntryDetail, metadata: str) -> View:
    return modal("Entry", [*entry_blocks(detail), _buttons(detail)], callback_id="entry", metadata=metadata)


def entry_blocks(detail: EntryDetail) -> list[Block]:
    """All of it, without buttons."""
    entry = detail.entry
    return [
        SectionBlock(text=plain(detail.contact_name)),
        rich.lines([rich.text(f"{KINDS[entry.kind].icon} "), *line(entry)], [rich.moment(entry.occurred_at)]),
        *whole(entry),
        *_changes(entry),
        _source(entry),
        *_history(detail),
    ]


def deleted(contact_name: str) -> View:
    return modal(
        "Entry", [SectionBlock(text=plain(contact_name)), SectionBlock(text=label("It is deleted."))]
    )


def _changes(entry: Entry) -> list[Block]:
    changes = entry.data.get("changes", ())[:SHOWN_CHANGES]
    return [rich.bullets(*(_change(change) for change in changes))] if changes else []


def _change(change: Mapping[str, Any]) -> list[RichTextElement]:
    named = rich.text(f"{label_of(change)}: ", bold=True)
    return [named, _value(change, "before"), rich.text(" → "), _value(change, "after")]


def _value(change: Mapping[str, Any], name: str) -> RichTextElement:
    value = str(change[name] or "")
    if value and change["field"] == "owner":
        return rich.person(value)
    return rich.text(cut(value, LONGEST_VALUE) or "nothing")


def _source(entry: Entry) -> RichTextBlock:
    source = SOURCES[entry.author.origin]
    reference = f" ({entry.author.reference})" if entry.author.reference else ""
    return rich.lines(
        [rich.text(f"{source}{reference}, recorded ", italic=True), rich.moment(entry.recorded_at)],
        [
            rich.text("To show it to somebody: ", italic=True),
            rich.text(f"/contact entry {entry.id}", code=True),
        ],
    )


def _history(detail: EntryDetail) -> list[Block]:
    blocks: list[Block] = []
    for version in detail.versions:
        said = [
            rich.text("Until "),
            rich.moment(version.replaced_at),
            rich.text(", when "),
            rich.person(version.replaced_by),
            rich.text(f" changed it: {_before(detail.entry, version)}"),
        ]
        blocks.append(rich.written(said, version.rich, version.text, LONGEST_BEFORE))
    return blocks


def _before(entry: Entry, version: Version) -> str:
    kind = KINDS.get(version.data.get("kind", ""), KINDS[entry.kind])
    return kind.sentence(replace(entry, data=version.data, text=version.text))


def _buttons(detail: EntryDetail) -> ActionsBlock:
    entry = detail.entry
    buttons = [_button("Contact", "contact.open", entry.contact_id)]
    if KINDS[entry.kind].group == "notes":
        buttons.append(_pin(entry))
    if detail.is_own:
        correct = "note.edit" if entry.kind == "note" else "entry.correct"
        buttons += [_button("Correct", correct, entry.id), _delete(entry)]
    return ActionsBlock(elements=buttons)


def _button(words: str, action_id: str, value: int) -> ButtonElement:
    return ButtonElement(text=label(words), action_id=action_id, value=str(value))


def _pin(entry: Entry) -> ButtonElement:
    return (
        _button("Unpin", "entry.unpin", entry.id)
        if entry.pinned_at
        else _button("Pin", "entry.pin", entry.id)
    )


def _delete(entry: Entry) -> ButtonElement:
    return ButtonElement(
        text=label("Delete"),
        action_id="entry.delete",
        value=str(entry.id),
        style="danger",
        confirm=ConfirmObject(
            title=label("Delete it?"),
            text=label("It goes from the timeline of everybody who took part in it."),
            confirm=label("Delete"),
            deny=label("Keep it"),
        ),
    )
