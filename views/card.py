"""A person's card: who they are, how to reach them, what one can do with them."""

from urllib.parse import quote

import phonenumbers
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    HeaderBlock,
    ImageElement,
    RichTextElement,
    SectionBlock,
)
from slack_sdk.models.blocks.basic_components import SlackFile

from crm.profile import dates
from crm.timeline.kinds import KINDS
from crm.types import Contact, CustomValue, Email, Phone
from views import rich
from views.do_not_contact import do_not_contact
from views.text import counted, escaped, label, plain

SHOWN_OF_EACH = 5
SHOWN_SKILLS = 20

BUTTONS = (
    ("contact.profile", "Edit"),
    ("contact.note", "Note"),
    ("contact.log", "Log activity"),
    ("contact.remind", "Remind me"),
    ("contact.tags", "Tags"),
    ("contact.timeline", "Timeline"),
)


def card(contact: Contact) -> list[Block]:
    """The whole card with its buttons."""
    return [*portrait(contact), ActionsBlock(elements=[_button(*each, contact.id) for each in BUTTONS])]


def portrait(contact: Contact) -> list[Block]:
    """The card without buttons."""
    details = [*_reach(contact), *_more(contact)]
    return [
        *do_not_contact(contact),
        HeaderBlock(text=plain(contact.name, 150)),
        SectionBlock(text=plain(_about(contact)), accessory=_photo(contact)),
        *([rich.lines(*details)] if details else []),
    ]


def card_text(contact: Contact) -> str:
    """What a notification reads out."""
    return escaped(contact.name)


def _about(contact: Contact) -> str:
    said = [contact.headline]
    if contact.positions:
        first = contact.positions[0]
        said.append(" at ".join(part for part in (first.title, first.company) if part))
    if contact.location:
        said.append(f"📍 {contact.location}")
    return "\n".join(line for line in said if line) or "No headline, position or location yet."


def _photo(contact: Contact) -> ImageElement | None:
    name = plain(contact.name, 2000).text
    if contact.photo_file:
        return ImageElement(slack_file=SlackFile(id=contact.photo_file), alt_text=name)
    return ImageElement(image_url=contact.photo_url, alt_text=name) if contact.photo_url else None


def _reach(contact: Contact) -> list[list[RichTextElement]]:
    emails, phones, profiles = contact.emails, contact.phones, contact.profiles
    hidden = sum(max(0, len(each) - SHOWN_OF_EACH) for each in (emails, phones, profiles))
    return [
        *(_email(email) for email in emails[:SHOWN_OF_EACH]),
        *(_phone(phone) for phone in phones[:SHOWN_OF_EACH]),
        *(
            [rich.text("🔗 "), rich.link(profile.url, profile.url.removeprefix("https://"))]
            for profile in profiles[:SHOWN_OF_EACH]
        ),
        *(
            [[rich.text(f"and {counted(hidden, 'more address', 'more addresses')}", italic=True)]]
            if hidden
            else []
        ),
    ]


def _email(email: Email) -> list[RichTextElement]:
    return [
        rich.text("✉️ "),
        rich.link(f"mailto:{quote(email.address, safe='@')}", email.address),
        *_kind(email.kind),
    ]


def _phone(phone: Phone) -> list[RichTextElement]:
    return [rich.text("☎️ "), rich.link(f"tel:{phone.number}", _written(phone)), *_kind(phone.kind)]


def _written(phone: Phone) -> str:
    """As people write it: +49 30 1234567."""
    number = phonenumbers.parse(phone.number)
    extension = f" ext. {phone.extension}" if phone.extension else ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL) + extension


def _more(contact: Contact) -> list[list[RichTextElement]]:
    found: list[list[RichTextElement]] = []
    if contact.skills:
        names = ", ".join(skill.name for skill in contact.skills[:SHOWN_SKILLS])
        found.append([rich.text("Skills: ", bold=True), rich.text(names)])
    if contact.tags:
        chips = [part for tag in contact.tags for part in (rich.text(" "), rich.text(tag, code=True))]
        found.append([rich.text("Tags:", bold=True), *chips])
    found += [_custom(each) for each in contact.custom]
    if contact.last_activity:
        kind = KINDS[contact.last_activity.kind]
        found.append(
            [
                rich.text("Last activity: ", bold=True),
                rich.text(f"{kind.icon} {kind.name}, "),
                rich.moment(contact.last_activity.occurred_at),
            ]
        )
    return found


def _custom(custom: CustomValue) -> list[RichTextElement]:
    """A colleague is not named here: a card in a channel would ping them."""
    label, value = rich.text(f"{custom.label}: ", bold=True), rich.text(dates.written(custom.value))
    if custom.kind == "link":
        return [label, rich.link(custom.value, custom.value)]
    return [label, rich.text("a colleague, named in the profile") if custom.kind == "person" else value]


def _kind(kind: str) -> list[RichTextElement]:
    return [rich.text(f" ({kind})")] if kind not in ("", "other") else []


def _button(action_id: str, words: str, contact_id: int) -> ButtonElement:
    return ButtonElement(text=label(words), action_id=action_id, value=str(contact_id))
