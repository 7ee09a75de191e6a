"""What happened with a person, a page at a time, day by day."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    DatePickerElement,
    DividerBlock,
    InteractiveElement,
    Option,
    RichTextElement,
    SectionBlock,
    StaticSelectElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from crm.timeline.kinds import GROUPS, KINDS
from crm.types import Entry, Look, Origin, TimelinePage
from views import rich
from views.modals import modal
from views.notes import note
from views.text import label, plain

ROSTER = "Roster"
"""Who acts where a list does so by itself."""
EVERYTHING = "all"
OPEN = "entry.open"


def timeline(page: TimelinePage, look: Look, now: datetime, zone: ZoneInfo, metadata: str) -> View:
    """`look`: what of it the page shows. `zone` is the reader's: it says which day an entry is of."""
    return modal(
        "Timeline",
        [
            SectionBlock(text=plain(page.contact_name), accessory=_follow(page.contact_id)),
            _looking(look),
            *_pinned(page.pinned, zone),
            *_days(page.entries, now.astimezone(zone).date(), zone),
            *([] if page.entries else [ContextBlock(elements=[label(_nothing(look))])]),
            *_turning(page),
        ],
        callback_id="timeline",
        metadata=metadata,
    )


def line(entry: Entry) -> list[RichTextElement]:
    """Who did what, and who alone may see it."""
    kind = KINDS[entry.kind]
    parts = [*who(entry), rich.text(f" {kind.sentence(entry)}")]
    if whom := kind.whom(entry):
        parts += [rich.text(" "), rich.person(whom)]
    return [*parts, *_audience(entry)]


def who(entry: Entry) -> list[RichTextElement]:
    if entry.author.origin is Origin.PROVIDER:
        return [rich.text(entry.author.reference)]
    if entry.author.origin is Origin.LIST:
        return [rich.text(ROSTER)]
    return [rich.person(entry.author.user_id)]


def _audience(entry: Entry) -> list[RichTextElement]:
    if not entry.audience:
        return []
    if entry.audience == entry.author.user_id:
        return [rich.text(" · 🔒 only you")]
    return [rich.text(" · 🔒 only members of "), rich.channel(entry.audience)]


def _follow(contact_id: int) -> ButtonElement:
    return ButtonElement(text=label("Follow"), action_id="contact.follow", value=str(contact_id))


def _looking(look: Look) -> ActionsBlock:
    """What of it is shown: what kind, by whom, from when on."""
    everything = Option(value=EVERYTHING, text=label("Everything"))
    options = [everything, *(Option(value=key, text=label(name)) for key, name in GROUPS.items())]
    chosen = next((option for option in options if option.value == look.group), everything)
    elements: list[InteractiveElement] = [
        StaticSelectElement(
            action_id="timeline.group",
            placeholder=label("What"),
            options=options,
            initial_option=chosen,
        ),
        UserSelectElement(
            action_id="timeline.person", placeholder=label("By anybody"), initial_user=look.user_id or None
        ),
        DatePickerElement(action_id="timeline.date", placeholder=label("Jump to a date")),
    ]
    if look != Look():
        elements.append(ButtonElement(text=label("Show everything"), action_id="timeline.reset"))
    return ActionsBlock(block_id=_named(look), elements=elements)


def _named(look: Look) -> str:
    """Slack keeps what was chosen in a block as long as its name is the same: another look begins anew."""
    return f"look-{look.group}-{look.user_id}-{bool(look.cursor)}"


def _pinned(entries: Sequence[Entry], zone: ZoneInfo) -> list[Block]:
    if not entries:
        return []
    shown = [block for entry in entries for block in _entry(entry, f"{_local(entry, zone):%d %b %Y}")]
    return [DividerBlock(), ContextBlock(elements=[label("📌 Pinned")]), *shown]


def _days(entries: Sequence[Entry], today: date, zone: ZoneInfo) -> list[Block]:
    blocks: list[Block] = []
    for day, of_day in groupby(entries, lambda entry: _local(entry, zone).date()):
        blocks += [DividerBlock(), ContextBlock(elements=[label(_day(day, today))])]
        for entry in of_day:
            blocks += _entry(entry, f"{_local(entry, zone):%H:%M}")
    return blocks


def _day(day: date, today: date) -> str:
    if day == today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    return f"{day:%A}, {day.day} {day:%B %Y}"


def _entry(entry: Entry, when: str) -> list[Block]:
    kind = KINDS[entry.kind]
    marks = [*(["📌"] if entry.pinned_at else []), *(["edited"] if entry.edited_at else [])]
    title = " · ".join([f"{kind.icon} {kind.name.capitalize()}", when, *marks])
    button = ButtonElement(text=label("Open"), action_id=OPEN, value=str(entry.id))
    return [
        SectionBlock(text=plain(title), accessory=button),
        note(entry, line(entry)),
    ]


def _local(entry: Entry, zone: ZoneInfo) -> datetime:
    return entry.occurred_at.astimezone(zone)


def _nothing(look: Look) -> str:
    if look.cursor:
        return "Nothing before that."
    return "Nothing yet." if look == Look() else "Nothing of this kind yet."


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
