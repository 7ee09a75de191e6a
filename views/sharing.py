"""Sharing a person: into a channel, by a link, and what such a link becomes where it is pasted."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConversationFilter,
    ConversationSelectElement,
    InputBlock,
    SectionBlock,
)
from slack_sdk.models.views import View

from crm.types import Contact
from views import rich
from views.card import portrait, sketch
from views.contact_form import VALUE, text_input
from views.modals import modal
from views.text import label, plain


def share_form(name: str, metadata: str, problem: str = "") -> View:
    """`problem`: why it could not be shared where it was to be."""
    return modal(
        "Share",
        [
            *([SectionBlock(text=plain(f"⚠️ {problem}"))] if problem else []),
            SectionBlock(text=plain(name)),
            InputBlock(
                block_id="where",
                label=label("Where?"),
                hint=label("Where guests or other organisations can read, the card has no e-mail or phone."),
                element=ConversationSelectElement(
                    action_id=VALUE,
                    default_to_current_conversation=True,
                    filter=ConversationFilter(include=["public", "private", "mpim"], exclude_bot_users=True),
                ),
            ),
            text_input("comment", "Comment", multiline=True, placeholder="Why you share it"),
        ],
        callback_id="contact.share",
        submit="Share",
        close="Cancel",
        metadata=metadata,
    )


def shared_by(name: str, comment: str) -> Block:
    """Above the card. The name, not a mention, which would ping who shares."""
    return rich.with_quote([rich.text(name, bold=True), rich.text(" shares a contact")], comment)


def shared(name: str) -> View:
    return modal("Shared", [SectionBlock(text=plain(f"{name} stands in the channel now."))])


def link_answer(name: str, url: str) -> list[Block]:
    return [rich.lines([rich.text(f"{name}: "), rich.link(url, url)])]


def unfurled(contact: Contact, *, for_colleagues: bool) -> Sequence[Block]:
    """What a link becomes; its button shows the card to who presses it."""
    button = ButtonElement(text=label("Open"), action_id="contact.open", value=str(contact.id))
    return [*(portrait(contact) if for_colleagues else sketch(contact)), ActionsBlock(elements=[button])]
