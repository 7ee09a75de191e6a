"""Who was found, for whoever asked."""

from collections.abc import Sequence
from dataclasses import replace

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, ContextBlock, Option, SectionBlock

from crm.types import ContactSummary, Found
from views import rich
from views.discretion import without_reach
from views.text import counted, cut, label, plain

LONGEST_BUTTON_VALUE = 2000
SUGGEST_PEOPLE = "people.suggest"
_LONGEST_OPTION = 75


def several(text: str, found: Found, *, is_discreet: bool) -> list[Block]:
    """`is_discreet`: without e-mail addresses and phone numbers, because it is not a colleague who reads it."""
    more = " and more; add a word to narrow it down" if found.more else ""
    return [
        rich.lines(
            [
                rich.text(f"{counted(len(found.contacts), 'person', 'people')}{more} for "),
                rich.text(text, bold=True),
            ]
        ),
        *people(found.contacts, is_discreet=is_discreet),
    ]


def people(contacts: Sequence[ContactSummary], *, is_discreet: bool = False) -> list[Block]:
    """A line each, with a button that opens the card."""
    read = _discreet if is_discreet else line
    return [
        SectionBlock(
            text=plain(read(contact)),
            accessory=ButtonElement(text=label("Open"), action_id="contact.open", value=str(contact.id)),
        )
        for contact in contacts
    ]


def nobody(text: str) -> list[Block]:
    """Offers to add whom was looked for."""
    return [
        rich.lines([rich.text("Nobody found for "), rich.text(text, bold=True), rich.text(".")]),
        ActionsBlock(
            elements=[
                ButtonElement(
                    text=label("Add a person"),
                    action_id="contact.add",
                    value=cut(text, LONGEST_BUTTON_VALUE),
                    style="primary",
                )
            ]
        ),
    ]


def meant(suggestion: str, about: str) -> Block:
    return ContextBlock(elements=[plain(f"Did you mean {suggestion}? {about}")])


def line(contact: ContactSummary) -> str:
    """Enough to tell namesakes apart."""
    position = " at ".join(part for part in (contact.title, contact.company) if part)
    about = " · ".join(
        part for part in (position or contact.headline, contact.location, contact.email) if part
    )
    return f"{contact.name}\n{about}" if about else contact.name


def _discreet(contact: ContactSummary) -> str:
    return without_reach(line(replace(contact, email="")))


def person_option(contact: ContactSummary) -> Option:
    """To be chosen in a select."""
    about = line(contact).partition("\n")[2]
    return Option(
        value=str(contact.id),
        text=plain(contact.name, _LONGEST_OPTION),
        description=plain(about, _LONGEST_OPTION) if about else None,
    )
