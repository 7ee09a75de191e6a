"""Who may be in the book twice, for somebody to decide."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    RichTextElement,
    SectionBlock,
)

from crm.types import ContactPair, ContactSummary, Job, PairGroup
from views import rich
from views.finding import line
from views.text import counted, label, plain

REASONS = {
    "email": "the same e-mail address",
    "profile": "the same profile",
    "phone": "the same phone number",
    "name": "the same name",
    "nickname": "a short form of the name",
    "longer_name": "a longer form of the name",
    "spelling": "the name spelt alike",
    "company": "the same company",
    "handle": "the same user name",
    "location": "the same place",
}
_PAIR = 2
MOST_PAIRS = 10
"""A message holds 50 blocks; a pair takes three."""


def duplicate_list(groups: Sequence[PairGroup], count: int) -> list[Block]:
    """`count` is how many pairs there are in all."""
    if not groups:
        return [
            SectionBlock(text=label("🧹 Nobody seems to be in the book twice.")),
            ContextBlock(elements=[label("Whoever is added or changed is compared within a minute.")]),
            ActionsBlock(elements=[_scan()]),
        ]
    blocks: list[Block] = [
        rich.lines([rich.text(f"{counted(count, 'pair')} may be the same person", bold=True)])
    ]
    shown = 0
    for group in groups:
        pairs = group.pairs[: MOST_PAIRS - shown]
        if not pairs:
            break
        shown += len(pairs)
        blocks += _group(group, pairs)
    more = f"{counted(count - shown, 'more pair')} once these are decided. " if count > shown else ""
    return [
        *blocks,
        ContextBlock(elements=[plain(f"{more}What you say is not the same is not shown again.")]),
        ActionsBlock(elements=[_scan()]),
    ]


def compared(job: Job, pairs: int) -> list[Block]:
    """What came of a scan. `pairs` wait for somebody to decide."""
    return [
        rich.lines(
            [
                rich.text(f"🧹 Compared {counted(job.done, 'person', 'people')}: "),
                rich.text(f"{counted(pairs, 'pair')} may be the same person", bold=True),
                rich.text(". Type /contacts duplicates to decide."),
            ]
        )
    ]


def _group(group: PairGroup, pairs: Sequence[ContactPair]) -> list[Block]:
    several = len(group.people) > _PAIR
    title = [rich.text(f"{counted(len(group.people), 'person', 'people')} may all be one:", italic=True)]
    return [
        DividerBlock(),
        *([rich.lines(title)] if several else []),
        *(block for pair in pairs for block in _pair(pair)),
    ]


def _pair(pair: ContactPair) -> list[Block]:
    reasons = " and ".join(REASONS.get(each, each) for each in pair.reasons)
    return [
        rich.lines(
            [*_person(pair.older)],
            [*_person(pair.newer)],
            [rich.text(f"{round(pair.confidence * 100)} % sure: {reasons}", italic=True)],
        ),
        ActionsBlock(
            elements=[
                _button("Merge", "duplicate.merge", pair, "primary"),
                _button("Not the same", "duplicate.different", pair),
            ]
        ),
    ]


def _person(contact: ContactSummary) -> list[RichTextElement]:
    name, _, about = line(contact).partition("\n")
    return [rich.text(name, bold=True), *([rich.text(f" · {about}")] if about else [])]


def _button(words: str, action_id: str, pair: ContactPair, style: str | None = None) -> ButtonElement:
    return ButtonElement(text=label(words), action_id=action_id, value=str(pair.id), style=style)


def _scan() -> ButtonElement:
    return ButtonElement(text=label("Scan now"), action_id="duplicate.scan", value="all")
