"""A person's card: who they are, how to reach them, what one can do with them.

The long form is for colleagues; the short one, without what guests and other organisations should not read, for everybody.
"""

from collections.abc import Sequence
from urllib.parse import quote

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    ImageElement,
    RichTextElement,
    SectionBlock,
)
from slack_sdk.models.blocks.basic_components import SlackFile

from crm.profile import dates
from crm.timeline.kinds import KINDS
from crm.types import Certification, Company, Contact, CustomValue, Education, Email, Phone, Position
from views import rich
from views.colours import mark
from views.company_line import company_line
from views.do_not_contact import warning
from views.menus import menu
from views.notes import pinned_on_card
from views.text import counted, escaped, label, plain

SHOWN_OF_EACH = 3
SHOWN_SKILLS = 20

BUTTONS = (
    ("contact.profile", "Edit"),
    ("contact.enrich", "Enrich"),
    ("contact.note", "Note"),
    ("contact.log", "Log activity"),
    ("contact.remind", "Remind me"),
    ("contact.tags", "Tags"),
    ("contact.lists", "Lists"),
    ("contact.timeline", "Timeline"),
    ("contact.sources", "Where from?"),
)
MENU = (
    ("contact.share", "Share"),
    ("contact.follow", "Follow"),
    ("contact.merge", "Merge with"),
    ("contact.link", "Get link"),
    ("contact.delete", "Delete"),
)
ON_CARD = frozenset(action_id for action_id, _ in (*BUTTONS, *MENU)) | {"contact.details", "contact.edit"}
"""`contact.edit` is what cards of earlier versions call the profile."""

Line = list[RichTextElement]


def card(contact: Contact, owner: str = "", company: Company | None = None, waiting: int = 0) -> list[Block]:
    """All that is known, with its buttons. `owner` is the name of who looks after the person, "" nobody.

    `company` is what is known of where they work, `waiting` how many suggestions of providers wait for somebody to decide.
    """
    return [*portrait(contact, owner, company), *([_hint(waiting)] if waiting else []), _actions(contact)]


def short_card(contact: Contact, owner: str = "") -> list[Block]:
    """Without ways to reach the person, and with a button that shows them to who may see them."""
    details = ButtonElement(text=label("Show details"), action_id="contact.details", value=str(contact.id))
    return [*sketch(contact, owner), ActionsBlock(elements=[details]), _actions(contact)]


def portrait(contact: Contact, owner: str = "", company: Company | None = None) -> list[Block]:
    """The long card without buttons, and what is pinned."""
    lines = [
        *_reach(contact),
        *_profiles(contact),
        *_company(company),
        *_career(contact),
        *_custom(contact),
    ]
    return [
        *_framed(contact, [*lines, *_more(contact, owner)], gives_reason=True),
        *pinned_on_card(contact.pinned),
    ]


def sketch(contact: Contact, owner: str = "") -> list[Block]:
    """The short card without buttons."""
    return _framed(contact, [*_profiles(contact), *_more(contact, owner)], gives_reason=False)


def card_text(contact: Contact) -> str:
    """What a notification reads out."""
    return escaped(contact.name)


def _framed(contact: Contact, details: Sequence[Line], *, gives_reason: bool) -> list[Block]:
    said = warning(contact, gives_reason=gives_reason)
    lines = [*([[rich.text(said, bold=True)]] if said else []), *details]
    return [
        HeaderBlock(text=plain(contact.name, 150)),
        SectionBlock(text=plain(_about(contact)), accessory=_photo(contact)),
        *([rich.lines(*lines)] if lines else []),
    ]


def _actions(contact: Contact) -> ActionsBlock:
    buttons = [
        ButtonElement(text=label(words), action_id=action_id, value=str(contact.id))
        for action_id, words in BUTTONS
    ]
    entries = [(action_id, words, str(contact.id)) for action_id, words in MENU]
    return ActionsBlock(elements=[*buttons, menu(entries)])


def _hint(waiting: int) -> ContextBlock:
    return ContextBlock(
        elements=[label(f"💡 {counted(waiting, 'suggestion')} of providers: Where from? shows them")]
    )


def _about(contact: Contact) -> str:
    said = [contact.headline]
    if contact.positions:
        said.append(_position(_current_first(contact.positions)[0]))
    if contact.location:
        said.append(f"📍 {contact.location}")
    return "\n".join(line for line in said if line) or "No headline, position or location yet."


def _photo(contact: Contact) -> ImageElement | None:
    name = plain(contact.name, 2000).text
    if contact.photo_file:
        return ImageElement(slack_file=SlackFile(id=contact.photo_file), alt_text=name)
    return ImageElement(image_url=contact.photo_url, alt_text=name) if contact.photo_url else None


def _reach(contact: Contact) -> list[Line]:
    return [
        *_folded([_email(each) for each in contact.emails], "e-mail address", "e-mail addresses"),
        *_folded([_phone(each) for each in contact.phones], "phone number", "phone numbers"),
    ]


def _profiles(contact: Contact) -> list[Line]:
    links = [
        [rich.text("🔗 "), rich.link(each.url, each.url.removeprefix("https://"))]
        for each in contact.profiles
    ]
    return _folded(links, "link", "links")


def _email(email: Email) -> Line:
    return [
        rich.text("✉️ "),
        rich.link(f"mailto:{quote(email.address, safe='@')}", email.address),
        *_kind(email.kind),
    ]


def _phone(phone: Phone) -> Line:
    return [rich.text("☎️ "), rich.link(f"tel:{phone.number}", phone.written), *_kind(phone.kind)]


def _kind(kind: str) -> Line:
    return [rich.text(f" ({kind})")] if kind not in ("", "other") else []


def _company(company: Company | None) -> list[Line]:
    """Where they work, where more than its name is known of it."""
    if company is None or company_line(company) == company.name:
        return []
    return [[rich.text(f"🏢 {company_line(company)}")]]


def _career(contact: Contact) -> list[Line]:
    """What came before the first position, which the card begins with; schools; certificates."""
    positions = _current_first(contact.positions)[1:]
    lines = [
        *_folded([_said("💼", _position(each), _years(each)) for each in positions], "position", "positions"),
        *_folded([_school(each) for each in contact.education], "school", "schools"),
        *_folded([_certificate(each) for each in contact.certifications], "certificate", "certificates"),
    ]
    return [line for line in lines if line]


def _current_first(positions: tuple[Position, ...]) -> list[Position]:
    return sorted(positions, key=lambda each: not each.is_current)


def _position(position: Position) -> str:
    return " at ".join(part for part in (position.title, position.company) if part)


def _school(education: Education) -> Line:
    subject = ", ".join(part for part in (education.degree, education.field) if part)
    return _said(
        "🎓", " · ".join(part for part in (education.institution, subject) if part), _years(education)
    )


def _certificate(certification: Certification) -> Line:
    name = (
        rich.link(certification.url, certification.name)
        if certification.url
        else rich.text(certification.name)
    )
    rest = ", ".join(part for part in (certification.issuer, certification.year) if part)
    return [rich.text("📜 "), name, *([rich.text(f" · {rest}")] if rest else [])]


def _said(icon: str, what: str, years: str) -> Line:
    return [rich.text(f"{icon} {what}{f' ({years})' if years else ''}")]


def _years(span: Position | Education) -> str:
    """2019 to 2021, since 2021, until 2019."""
    started, ended = span.started[:4], span.ended[:4]
    if started and ended:
        return started if started == ended else f"{started} to {ended}"
    return f"since {started}" if started else f"until {ended}" if ended else ""


def _more(contact: Contact, owner: str) -> list[Line]:
    found: list[Line] = []
    if contact.skills:
        names = ", ".join(skill.name for skill in contact.skills[:SHOWN_SKILLS])
        hidden = len(contact.skills) - SHOWN_SKILLS
        more = f" and {hidden} more" if hidden > 0 else ""
        found.append([rich.text("Skills: ", bold=True), rich.text(f"{names}{more}")])
    if contact.tags:
        chips = [
            part
            for tag in contact.tags
            for part in (
                rich.text(f" {mark(contact.tag_colours.get(tag, ''))}"),
                rich.text(tag, code=True),
            )
        ]
        found.append([rich.text("Tags:", bold=True), *chips])
    if owner:
        found.append([rich.text("Owner: ", bold=True), rich.text(owner)])
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


def _custom(contact: Contact) -> list[Line]:
    return [[rich.text(f"{each.label}: ", bold=True), _value(each)] for each in contact.custom]


def _value(custom: CustomValue) -> RichTextElement:
    """A colleague is not named here: a card in a channel would ping them."""
    if custom.kind == "person":
        return rich.text("a colleague, named in the profile")
    return (
        rich.link(custom.value, custom.value)
        if custom.kind == "link"
        else rich.text(dates.written(custom.value))
    )


def _folded(lines: Sequence[Line], one: str, many: str) -> list[Line]:
    """The first few, and how many more there are."""
    hidden = len(lines) - SHOWN_OF_EACH
    if hidden <= 0:
        return [*lines]
    rest = f"and {counted(hidden, f'more {one}', f'more {many}')}"
    return [*lines[:SHOWN_OF_EACH], [rich.text(rest, italic=True)]]
