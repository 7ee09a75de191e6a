"""Who was deleted, and how to have them back."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    RichTextElement,
    SectionBlock,
)
from slack_sdk.models.views import View

from crm.types import Binned, ContactSummary
from views import rich
from views.modals import modal
from views.text import counted, escaped, label, plain

RESTORE = "Restore"


def delete_form(name: str, metadata: str, also: Sequence[Block] = ()) -> View:
    """Asks once more. `also`: what else one may do instead."""
    return modal(
        "Delete",
        [
            SectionBlock(text=plain(f"Delete {name}?")),
            ContextBlock(
                elements=[
                    label(
                        "Out of search, lists and reminders at once. For 30 days you can undo it in the bin."
                    )
                ]
            ),
            *also,
        ],
        callback_id="contact.delete",
        submit="Delete",
        close="Keep",
        metadata=metadata,
    )


def deleted(binned: Binned, button: str = RESTORE) -> list[Block]:
    """In the place of a card. `button` is Undo for who has just done it."""
    return [
        rich.lines(
            [
                rich.text("🗑️ "),
                *who_deleted(binned),
                rich.text(". In the bin until "),
                rich.day(binned.until),
                rich.text("."),
            ]
        ),
        ActionsBlock(elements=[restore_button(binned, button)]),
    ]


def deleted_text(binned: Binned) -> str:
    """What a notification reads out."""
    return f"{escaped(binned.name)} was deleted"


def merged(former: str, survivor: ContactSummary) -> list[Block]:
    """In the place of the card of somebody who is one with another now."""
    return [
        SectionBlock(
            text=plain(f"🔗 {former} is one with {survivor.name} now."),
            accessory=ButtonElement(text=label("Open"), action_id="contact.open", value=str(survivor.id)),
        )
    ]


def bin_list(found: Sequence[Binned], count: int, now: datetime) -> list[Block]:
    if not found:
        return [
            SectionBlock(text=label("The bin is empty.")),
            ContextBlock(elements=[label("Who is deleted stays here for 30 days.")]),
        ]
    more = f" The {len(found)} deleted last are shown." if count > len(found) else ""
    return [
        HeaderBlock(text=label("Bin")),
        ContextBlock(elements=[label(f"{counted(count, 'person', 'people')}.{more}")]),
        *(block for each in found for block in _listed(each, now)),
    ]


def who_deleted(binned: Binned) -> list[RichTextElement]:
    """Jane Doe was deleted by @Ada on 3 May at 10:15."""
    return [
        rich.text(binned.name, bold=True),
        rich.text(" was deleted by "),
        rich.person(binned.deleted_by),
        rich.text(", "),
        rich.moment(binned.deleted_at),
    ]


def restore_button(binned: Binned, words: str = RESTORE, action_id: str = "contact.restore") -> ButtonElement:
    return ButtonElement(text=label(words), action_id=action_id, value=str(binned.id))


def _listed(binned: Binned, now: datetime) -> list[Block]:
    days = max(0, (binned.until - now).days)
    left = rich.text(f" · {counted(days, 'day')} left" if days else " · goes today", italic=True)
    return [
        rich.lines([*who_deleted(binned), left]),
        ActionsBlock(elements=[restore_button(binned, action_id="bin.restore")]),
    ]
