"""What happened with a person, a page at a time."""

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    Option,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from crm.timeline.kinds import KINDS
from crm.types import Entry, Origin, TimelinePage
from views import rich
from views.modals import modal
from views.notes import note, note_menu
from views.text import label, plain

EVERYTHING = "all"


def timeline(page: TimelinePage, metadata: str, user_id: str) -> View:
    """`user_id`: who looks."""
    pinned = {entry.id for entry in page.pinned}
    shown = [*page.pinned, *(entry for entry in page.entries if entry.id not in pinned)]
    entries = [block for entry in shown for block in (*_entry(entry, user_id), DividerBlock())]
    empty = "Nothing of this kind yet." if page.kinds else "Nothing yet."
    return modal(
        "Timeline",
        [
            SectionBlock(text=plain(page.contact_name), accessory=_filter(page)),
            *(entries[:-1] or [ContextBlock(elements=[label(empty)])]),
            *_turning(page),
        ],
        callback_id="timeline",
        metadata=metadata,
    )


def _entry(entry: Entry, user_id: str) -> list[Block]:
    kind = KINDS[entry.kind]
    who = (
        [rich.person(entry.author.user_id)]
        if entry.author.origin is not Origin.PROVIDER
        else [rich.text(entry.author.reference)]
    )
    line = [
        rich.text(f"{kind.icon} "),
        *who,
        rich.text(f" {kind.sentence(entry)} · "),
        rich.moment(entry.occurred_at),
    ]
    if entry.kind == "note":
        return [note(entry, line), note_menu(entry, user_id)]
    return [note(entry, line)]


def _filter(page: TimelinePage) -> StaticSelectElement:
    everything = Option(value=EVERYTHING, text=label("Everything"))
    options = [everything, *(Option(value=kind.key, text=label(kind.label)) for kind in KINDS.values())]
    chosen = next((option for option in options if (option.value,) == page.kinds), everything)
    return StaticSelectElement(action_id="timeline.filter", options=options, initial_option=chosen)


def _turning(page: TimelinePage) -> list[Block]:
    buttons = [
        ButtonElement(text=label(words), action_id=action_id, value=cursor)
        for words, action_id, cursor in (
            ("Newer", "timeline.newer", page.newer),
            ("Older", "timeline.older", page.older),
        )
        if cursor
    ]
    return [ActionsBlock(elements=buttons)] if buttons else []
