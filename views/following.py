"""Following: the form, the list of what is followed, and what followers are told."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    ConversationFilter,
    ConversationMultiSelectElement,
    InputBlock,
    InteractiveElement,
    Option,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from crm.profile.parts import EMAIL, PHONE, primary
from crm.timeline.kinds import KINDS
from crm.types import Entry, Followed, NewsItem, Origin
from views import rich
from views.contact_form import VALUE
from views.discretion import without_reach
from views.modals import modal
from views.text import counted, cut, escaped, label, plain
from views.timeline import ROSTER

SHOWN = 10
LONGEST_QUOTE = 300
ME = "me"
REACH = frozenset(
    {"emails", "phones"} | {called for part in (EMAIL, PHONE) for called in (part.key, primary(part))}
)
"""Fields whose values are not shown in a channel, where guests may read."""


def follow_form(name: str, channels: Sequence[str], metadata: str, *, follows: bool) -> View:
    """`channels`: the ids of those that follow. `follows`: the person does themselves."""
    myself = Option(value=ME, text=label("Tell me by direct message"))
    return modal(
        "Follow",
        [
            SectionBlock(text=plain(name)),
            InputBlock(
                block_id="me",
                label=label("What happens with this person"),
                optional=True,
                element=CheckboxesElement(
                    action_id=VALUE, options=[myself], initial_options=[myself] if follows else None
                ),
            ),
            InputBlock(
                block_id="channels",
                label=label("Tell channels"),
                hint=label("Roster must be in them. What only some may see is not told there."),
                optional=True,
                element=ConversationMultiSelectElement(
                    action_id=VALUE,
                    placeholder=label("Choose channels"),
                    initial_conversations=[*channels] or None,
                    filter=ConversationFilter(include=["public", "private"]),
                ),
            ),
        ],
        callback_id="contact.follow",
        submit="Save",
        close="Cancel",
        metadata=metadata,
    )


def followed(found: Sequence[Followed], place: str) -> list[Block]:
    """`place`: who follows, as the beginning of a sentence, for example "You follow"."""
    if not found:
        return [
            SectionBlock(
                text=plain(f"{place} nobody yet. Type /contacts follow and a name, tag:go or list:alumni.")
            )
        ]
    shown = found[: SHOWN * 5]
    more = [[rich.text(f"and {len(found) - len(shown):,} more", italic=True)]] if shown != found else []
    names = [
        [rich.text("" if each.kind == "contact" else f"{each.kind} "), rich.text(each.name, bold=True)]
        for each in shown
    ]
    return [rich.lines([rich.text(f"{place}:")]), rich.bullets(*names, *more)]


def news(items: Sequence[NewsItem], names: Mapping[str, str], *, is_discreet: bool) -> list[Block]:
    """`names`: what people are called, by their ids: a mention in a message would ping them.

    `is_discreet`: without e-mail addresses and phone numbers, because not only colleagues may read it.
    """
    read = without_reach if is_discreet else str
    shown = items[:SHOWN]
    blocks: list[Block] = []
    for item in shown:
        entry = _discreet(item.entry) if is_discreet else item.entry
        kind, whom = KINDS[entry.kind], KINDS[entry.kind].whom(entry)
        said = f"{_who(entry, names)} {kind.sentence(entry)}" + (f" {names.get(whom, whom)}" if whom else "")
        line = [
            rich.text(f"{kind.icon} "),
            rich.text(read(item.contact_name), bold=True),
            rich.text(f" · {read(said)}"),
        ]
        blocks.append(rich.with_quote(line, cut(read(entry.text), LONGEST_QUOTE)))
    if len(items) > len(shown):
        blocks.append(
            rich.lines([rich.text(f"and {counted(len(items) - len(shown), 'more thing')}", italic=True)])
        )
    people = {str(item.entry.contact_id): read(item.contact_name) for item in shown}
    return [*blocks, ActionsBlock(elements=[_opener(people)])]


def news_text(items: Sequence[NewsItem], *, is_discreet: bool) -> str:
    """What a notification reads out. `is_discreet` as with `news`."""
    first = items[0]
    name = without_reach(first.contact_name) if is_discreet else first.contact_name
    said = f"{name}: {KINDS[first.entry.kind].name}"
    return escaped(said if len(items) == 1 else f"{said} and {counted(len(items) - 1, 'more thing')}")


def imported(who: str, people: int, filename: str) -> list[Block]:
    """All that an import has done to whom somebody follows."""
    return [
        rich.lines(
            [
                rich.text("📥 "),
                rich.text(who),
                rich.text(f" imported {counted(people, 'person', 'people')} that you follow from {filename}"),
            ]
        )
    ]


def imported_text(people: int) -> str:
    return f"An import of {counted(people, 'person', 'people')}"


def _opener(people: Mapping[str, str]) -> InteractiveElement:
    """A button for one person, a choice among several: their names by id."""
    if len(people) == 1:
        ((id_, name),) = people.items()
        return ButtonElement(text=plain(name, 75), action_id="contact.open", value=id_)
    options = [Option(value=id_, text=plain(name, 75)) for id_, name in people.items()]
    return StaticSelectElement(placeholder=label("Open a card"), action_id="contact.open", options=options)


def _discreet(entry: Entry) -> Entry:
    """That they were changed is said, not what they are."""
    changes = [
        {**change, "before": "", "after": ""} if change["field"] in REACH else change
        for change in entry.data.get("changes", ())
    ]
    return replace(entry, data={**entry.data, "changes": changes})


def _who(entry: Entry, names: Mapping[str, str]) -> str:
    if entry.author.origin is Origin.PROVIDER:
        return entry.author.reference
    if entry.author.origin is Origin.LIST:
        return ROSTER
    return names.get(entry.author.user_id, entry.author.user_id)


def named_in(item: NewsItem) -> tuple[str, ...]:
    """The ids of the users whose names it needs."""
    whom = KINDS[item.entry.kind].whom(item.entry)
    is_machine = item.entry.author.origin in (Origin.PROVIDER, Origin.LIST)
    by = () if is_machine else (item.entry.author.user_id,)
    return (*by, whom) if whom else by


def follow_text(target: Followed) -> str:
    return escaped(without_reach(f"{target.name} is followed here now"))
