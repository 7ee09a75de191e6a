"""What somebody is told who has become a person's owner."""

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement

from crm.types import Contact
from views import rich
from views.text import label

OWNER_TEXT = "You are the owner of a contact now"


def you_own(contact: Contact, by: str) -> list[Block]:
    return [
        rich.lines(
            [
                rich.person(by),
                rich.text(" made you the owner of "),
                rich.text(contact.name, bold=True),
                rich.text("."),
            ]
        ),
        ActionsBlock(
            elements=[ButtonElement(text=label("Open card"), action_id="contact.open", value=str(contact.id))]
        ),
    ]
