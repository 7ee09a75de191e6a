"""What was typed is somebody else's already: who they are, and the three ways on."""

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    InputBlock,
    PlainTextInputElement,
    SectionBlock,
)

from crm.types import Contact
from views.card import portrait
from views.text import label, plain

REASON = "anyway"
"""The block in which somebody says why both have it."""
LONGEST_REASON = 300

Clash = tuple[str, Contact]
"""An e-mail address, phone number or profile that was typed, and whose it is."""


def clash_blocks(clash: Clash | None, merge_action: str) -> list[Block]:
    """`merge_action`: what saves the form and goes on to merging the two; its value is whose it is."""
    if clash is None:
        return []
    value, owner = clash
    return [
        SectionBlock(
            text=plain(
                f"⚠️ {value} already belongs to {owner.name}. Nothing was saved; what you typed is kept."
            )
        ),
        *portrait(owner),
        ActionsBlock(
            elements=[
                _button("Open card", "contact.open", owner),
                _button("Merge with this person", merge_action, owner),
            ]
        ),
        InputBlock(
            block_id=REASON,
            label=label("Save anyway, because"),
            optional=True,
            hint=label("Both have it then; it stays the first one's. The reason stands in the timeline."),
            element=PlainTextInputElement(
                action_id="value",
                max_length=LONGEST_REASON,
                placeholder=label("They share an address at work"),
            ),
        ),
    ]


def _button(words: str, action_id: str, owner: Contact) -> ButtonElement:
    return ButtonElement(text=label(words), action_id=action_id, value=str(owner.id))
