"""A person's whole profile by part, and the list of what there is of a repeated one."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    RichTextElement,
    SectionBlock,
)
from slack_sdk.models.views import View

from crm.profile.fields import Field, Kind, Part, Values, WholeProfile
from crm.profile.parts import CONTACTING, SECTIONS, SKILL, Section
from crm.types import Item, Source
from views import rich
from views.menus import menu
from views.modals import modal
from views.text import counted, label, plain

TITLE = "Profile"
SHOWN_OF_EACH = 8
MOST_ITEMS = 70
CHANGE, PRIMARY, REMOVE = "change", "primary", "remove"
PROOFS, VERDICT = "skill.evidence", "skill.verdict"


def profile(whole: WholeProfile, metadata: str, said: str = "") -> View:
    """`said`: what has just been done."""
    blocks: list[Block] = [HeaderBlock(text=plain(whole.contact.name, 150)), *_done(said)]
    for section in SECTIONS.values():
        blocks += _section(whole, section)
    return modal(TITLE, blocks, metadata=metadata)


def items(whole: WholeProfile, section: Section, metadata: str, said: str = "") -> View:
    """Everything of the section, each with what one can do with it."""
    blocks: list[Block] = [*_done(said)]
    parts = [whole.parts[key] for key in section.parts]
    most = MOST_ITEMS // len(parts)
    for part in parts:
        found = whole.items[part.key]
        blocks.append(rich.lines([rich.text(part.label, bold=True)]))
        blocks += [
            _item(whole, part, item, is_first=item is found[0], is_only=len(found) == 1)
            for item in found[:most]
        ]
        if len(found) > most:
            blocks.append(
                ContextBlock(elements=[plain(f"and {len(found) - most} more, shown once some are removed")])
            )
        if not found:
            blocks.append(ContextBlock(elements=[label("None yet.")]))
    adding = [
        ButtonElement(text=label(f"Add {part.one}"), action_id=f"profile.add.{part.key}", value=part.key)
        for part in parts
    ]
    blocks.append(ActionsBlock(elements=[*adding, back_button()]))
    return modal(section.label, blocks, metadata=metadata)


def back_button() -> ButtonElement:
    return ButtonElement(text=label("← Whole profile"), action_id="profile.whole")


def _done(said: str) -> list[Block]:
    return [ContextBlock(elements=[plain(f"✓ {said}", 2000)])] if said else []


def _section(whole: WholeProfile, section: Section) -> list[Block]:
    """The heading with its button, and what there is."""
    parts = [whole.parts[key] for key in section.parts]
    if not any(part.fields for part in parts):
        return []  # the workspace has no fields of its own
    lines = [line for part in parts for line in _lines(whole, part)]
    heading = SectionBlock(
        text=plain(section.label if lines else f"{section.label}: nothing yet"),
        accessory=ButtonElement(
            text=label("Edit"),
            action_id="profile.edit",
            value=section.key,
            accessibility_label=f"Edit {section.label.lower()}",
        ),
    )
    return [heading, *([rich.bullets(*lines)] if lines else [])]


def _lines(whole: WholeProfile, part: Part) -> Iterator[Sequence[RichTextElement]]:
    found = whole.items[part.key]
    if not part.is_repeated:
        yield from _by_field(part, found[0].values)
        if part is CONTACTING and whole.contact.do_not_contact:
            yield from _who_said_so(whole.contact.sources.get("do_not_contact"))
        return
    for item in found[:SHOWN_OF_EACH]:
        yield [rich.text(part.line(item.values) + _status(whole, part, item))]
    if len(found) > SHOWN_OF_EACH:
        yield [rich.text(f"and {counted(len(found) - SHOWN_OF_EACH, 'more', 'more')}", italic=True)]


def _by_field(part: Part, values: Values) -> Iterator[Sequence[RichTextElement]]:
    for field in part.fields:
        if value := values[field.key]:
            yield [rich.text(f"{field.label}: ", bold=True), _value(field, value)]


def _who_said_so(source: Source | None) -> Iterator[Sequence[RichTextElement]]:
    if source is not None:
        yield [rich.text("Said by "), rich.person(source.set_by), rich.text(", "), rich.moment(source.set_at)]


def _value(field: Field, value: str) -> RichTextElement:
    if field.kind is Kind.PERSON:
        return rich.person(value)
    if field.kind is Kind.LINK:
        return rich.link(value, value)
    return rich.text(field.read(value))


def _status(whole: WholeProfile, part: Part, item: Item) -> str:
    """Of a skill how well it is proven."""
    proven = whole.proven.get(item.values["name"]) if part is SKILL else None
    return f" · {proven.status}" if proven else ""


def _item(whole: WholeProfile, part: Part, item: Item, *, is_first: bool, is_only: bool) -> Block:
    verbs = [(CHANGE, "Change"), *([] if is_first else [(PRIMARY, "Make primary")]), (REMOVE, "Remove")]
    primary = " · primary" if is_first and not is_only else ""
    proofs = [(PROOFS, "Evidence", str(item.id)), (VERDICT, "Confirm or dispute", str(item.id))]
    entries = [("profile.item", words, f"{verb}:{part.key}:{item.id}") for verb, words in verbs]
    return SectionBlock(
        block_id=f"{part.key}.{item.id}",
        text=plain(part.line(item.values) + _status(whole, part, item) + primary),
        accessory=menu([*entries, *(proofs if part is SKILL else ())]),
    )
