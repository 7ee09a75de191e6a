"""Looking people up: what it may cost before it begins, and what came of it."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    ConfirmObject,
    InputBlock,
    Option,
    RichTextElement,
)
from slack_sdk.models.views import View

from crm.enriching.left import FRESH, WHY
from crm.types import EnrichmentOutcome, EnrichmentPrice, Job, JobStatus
from views import rich
from views.contact_form import VALUE
from views.jobs import ended
from views.modals import modal
from views.text import counted, cut, label, plain

TITLE = "Enrich"
AGAIN = "again"
_MOST_FINDINGS = 30
_LONGEST_WORDS = 500

Line = Sequence[RichTextElement]


def price_form(price: EnrichmentPrice, words: str, metadata: str) -> View:
    """Nothing is asked yet."""
    fresh = price.left.get(FRESH, 0)
    can_begin = bool(price.asked or fresh)
    lines: list[Line] = [
        [
            rich.text(f"{counted(price.people, 'person', 'people')}: ", bold=True),
            rich.text(cut(words, _LONGEST_WORDS)),
        ],
        *[[rich.text(f"{_of_reckoned(price)}{number:,} {WHY[why]}")] for why, number in price.left.items()],
        *_cost(price),
        _asked(price),
    ]
    return modal(
        TITLE,
        [rich.lines(*lines), *([_again(price, fresh)] if fresh else [])],
        callback_id="enrich.start" if can_begin else "",
        submit=TITLE if can_begin else "",
        close="Cancel" if can_begin else "Close",
        metadata=metadata,
    )


def begun(words: str) -> View:
    said = f"What is found comes into your direct messages with Roster: {cut(words, _LONGEST_WORDS)}"
    return modal(TITLE, [rich.lines([rich.text(said)])])


def outcome(job: Job, found: EnrichmentOutcome) -> list[Block]:
    """What was found, from whom, what it cost; and a button that takes it back."""
    lines = [*(_of_one(found) if found.contact_id else _of_many(found)), *_left_out(found), _spent(found)]
    if found.batch.is_undone:
        lines.append([rich.text("Taken back: see below.", bold=True)])
    blocks = ended(job, lines)
    buttons = [
        *([_open(found.contact_id)] if found.contact_id else []),
        *([_sources(found.contact_id)] if found.contact_id and (found.found or found.doubtful) else []),
        *(
            [_undo(found)]
            if found.found and not found.batch.is_undone and job.status is not JobStatus.RUNNING
            else []
        ),
    ]
    return [*blocks, *([ActionsBlock(elements=buttons)] if buttons else [])]


def taken_back(job: Job) -> list[Block]:
    return ended(
        job,
        [
            [
                rich.text(
                    f"{counted(job.done, 'person', 'people')} as before. What people have confirmed or changed since stays."
                )
            ]
        ],
    )


def _cost(price: EnrichmentPrice) -> list[Line]:
    if not price.at_most:
        return [[rich.text("It costs no credits.")]] if price.asked else []
    said = [
        rich.text("At most "),
        rich.text(counted(price.at_most, "credit"), bold=True),
        rich.text(f" of {price.available:,}. Whoever nothing is found about costs nothing."),
    ]
    if price.at_most <= price.available:
        return [said]
    short = "There are fewer: it stops when they are used up, and can go on once there are more."
    return [said, [rich.text(f"⚠️ {short}")]]


def _of_reckoned(price: EnrichmentPrice) -> str:
    return f"Of the first {price.reckoned:,}: " if price.reckoned < price.people else ""


def _asked(price: EnrichmentPrice) -> Line:
    free = [each for each in price.providers if each not in price.paid]
    said = f"Asked in this order, as far as anything is missing: {', '.join(price.providers)}."
    if not price.paid:
        said = f"Asked: {', '.join(free)}. No provider that costs anything has a key."
    return [rich.text(said, italic=True)]


def _again(price: EnrichmentPrice, fresh: int) -> InputBlock:
    cost = f"at most {counted(price.at_most_again, 'credit')} in all" if price.at_most_again else "no credits"
    who = "who was looked up lately" if fresh == 1 else f"the {fresh:,} who were looked up lately"
    words = f"Also {who}, and what is known already ({cost})"
    return InputBlock(
        block_id=AGAIN,
        label=label("Ask again"),
        optional=True,
        element=CheckboxesElement(action_id=VALUE, options=[Option(value=AGAIN, text=plain(words, 75))]),
    )


def _of_one(found: EnrichmentOutcome) -> list[Line]:
    if found.doubtful:
        return [
            *_findings(found),
            [rich.text("Some of it may be about somebody else of that name: see Where from?", bold=True)],
        ]
    if found.findings:
        return _findings(found)
    if found.undone:
        return []
    if found.found:
        return [[rich.text("What was found is on the profile or suggested by now.")]]
    return [[rich.text("Nothing new was found.")]] if found.nothing else []


def _findings(found: EnrichmentOutcome) -> list[Line]:
    lines: list[Line] = [
        [
            rich.text(f"{each.kind.capitalize()}: "),
            rich.text(each.text, bold=True),
            rich.text(f" ({each.provider}){', suggested' if each.is_suggested else ''}"),
        ]
        for each in found.findings[:_MOST_FINDINGS]
    ]
    if hidden := len(found.findings) - _MOST_FINDINGS:
        lines += [[rich.text(f"and {hidden} more")]] if hidden > 0 else []
    return lines


def _of_many(found: EnrichmentOutcome) -> list[Line]:
    lines: list[Line] = [
        [
            rich.text(f"Found something about {counted(found.found, 'person', 'people')}", bold=True),
            rich.text(f", nothing new about {found.nothing:,}."),
        ]
    ]
    if found.kinds:
        lines.append([rich.text(f"What: {_counts(found.kinds)}.")])
    if found.providers:
        lines.append([rich.text(f"From: {_counts(found.providers)}.")])
    return lines


def _left_out(found: EnrichmentOutcome) -> list[Line]:
    lines: list[Line] = [
        [rich.text(f"{number:,} {WHY.get(why, why)}.")] for why, number in found.left.items()
    ]
    if found.unreachable:
        lines.append(
            [
                rich.text(
                    f"Left out, as they could not be reached: {', '.join(found.unreachable)}. Try again later."
                )
            ]
        )
    if found.refused:
        lines.append([rich.text(f"Refused: {', '.join(found.refused)}. /contacts providers says why.")])
    return lines


def _spent(found: EnrichmentOutcome) -> Line:
    return [
        rich.text(f"It cost {counted(found.credits, 'credit')}." if found.credits else "It cost nothing.")
    ]


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{words} {number:,}" for words, number in counts.items())


def _open(contact_id: int) -> ButtonElement:
    return ButtonElement(text=label("Show card"), action_id="contact.open", value=str(contact_id))


def _sources(contact_id: int) -> ButtonElement:
    return ButtonElement(text=label("Where from?"), action_id="contact.sources", value=str(contact_id))


def _undo(found: EnrichmentOutcome) -> ButtonElement:
    return ButtonElement(
        text=label("Undo"),
        action_id="enrich.undo",
        value=str(found.batch.id),
        confirm=ConfirmObject(
            title=label("Take this back?"),
            text=plain(
                f"What was found about {counted(found.found, 'person', 'people')} goes, but for what somebody has confirmed or "
                "changed since. Credits stay spent; an admin can give them back."
            ),
            confirm=label("Undo"),
            deny=label("Keep it"),
        ),
    )
