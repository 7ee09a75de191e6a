"""Do we know this person: a short answer to who asked."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, RichTextElement, SectionBlock

from crm.timeline.kinds import KINDS
from crm.types import Contact
from views import rich
from views.finding import LONGEST_BUTTON_VALUE
from views.text import cut, label, plain

NOTHING_TO_GO_BY = (
    "There is no e-mail address, phone number, LinkedIn or GitHub link in that message to know somebody by."
)


def acquaintances(known: Sequence[Contact]) -> list[Block]:
    """Without ways to reach them: the button opens the card."""
    return [block for each in known for block in _acquaintance(each)]


def stranger(mentioned: str) -> list[Block]:
    """`mentioned` is what the person would be added with."""
    return [
        SectionBlock(
            text=plain(f"🤷 {mentioned} is nobody in the book."),
            accessory=ButtonElement(
                text=label("Add a person"),
                action_id="contact.add",
                value=cut(mentioned, LONGEST_BUTTON_VALUE),
                style="primary",
            ),
        )
    ]


def _acquaintance(contact: Contact) -> list[Block]:
    return [
        rich.lines(
            [rich.text("👋 "), rich.text(contact.name, bold=True), *_about(contact)],
            *_warning(contact),
            [rich.text("Last touch: "), *_last_touch(contact)],
            [
                rich.text("Owner: "),
                rich.person(contact.owner_id) if contact.owner_id else rich.text("nobody"),
            ],
        ),
        ActionsBlock(
            elements=[ButtonElement(text=label("Open card"), action_id="contact.open", value=str(contact.id))]
        ),
    ]


def _about(contact: Contact) -> list[RichTextElement]:
    position = contact.positions[0] if contact.positions else None
    post = " at ".join(filter(None, (position.title, position.company))) if position else ""
    said = post or contact.headline
    return [rich.text(f" · {said}")] if said else []


def _warning(contact: Contact) -> list[list[RichTextElement]]:
    if not contact.do_not_contact:
        return []
    reason = f": {contact.do_not_contact_reason}" if contact.do_not_contact_reason else ""
    return [[rich.text(f"⛔ Do not contact{reason}", bold=True)]]


def _last_touch(contact: Contact) -> list[RichTextElement]:
    last = contact.last_activity
    if last is None:
        return [rich.text("never")]
    return [
        rich.text(f"{KINDS[last.kind].name} by "),
        rich.person(last.author.user_id),
        rich.text(", "),
        rich.moment(last.occurred_at),
    ]
