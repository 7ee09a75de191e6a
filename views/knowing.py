"""Do we know this person: a short answer to who asked."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, RichTextElement, SectionBlock

from crm.timeline.kinds import KINDS
from crm.types import Acquaintance
from views import rich
from views.finding import LONGEST_BUTTON_VALUE
from views.text import cut, label, plain

NOTHING_TO_GO_BY = (
    "There is no e-mail address, phone number, LinkedIn or GitHub link in that message to know somebody by."
)


def acquaintances(known: Sequence[Acquaintance]) -> list[Block]:
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


def _acquaintance(known: Acquaintance) -> list[Block]:
    contact = known.contact
    return [
        rich.lines(
            [rich.text("👋 "), rich.text(contact.name, bold=True), *_about(known)],
            *_warning(known),
            [rich.text("Last touch: "), *_last_touch(known)],
            [rich.text("Owner: "), rich.person(known.owner_id) if known.owner_id else rich.text("nobody")],
        ),
        ActionsBlock(
            elements=[ButtonElement(text=label("Open card"), action_id="contact.open", value=str(contact.id))]
        ),
    ]


def _about(known: Acquaintance) -> list[RichTextElement]:
    contact = known.contact
    position = contact.positions[0] if contact.positions else None
    post = " at ".join(filter(None, (position.title, position.company))) if position else ""
    said = post or contact.headline
    return [rich.text(f" · {said}")] if said else []


def _warning(known: Acquaintance) -> list[list[RichTextElement]]:
    if not known.do_not_contact:
        return []
    reason = f": {known.do_not_contact_reason}" if known.do_not_contact_reason else ""
    return [[rich.text(f"⛔ Do not contact{reason}", bold=True)]]


def _last_touch(known: Acquaintance) -> list[RichTextElement]:
    last = known.contact.last_activity
    if last is None:
        return [rich.text("never")]
    return [
        rich.text(f"{KINDS[last.kind].name} by "),
        rich.person(last.author.user_id),
        rich.text(", "),
        rich.moment(last.occurred_at),
    ]
