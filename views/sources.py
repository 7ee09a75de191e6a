"""Where each value of a profile comes from, what providers say otherwise, and who may be somebody else."""

from collections.abc import Iterator, Mapping, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    RichTextElement,
)
from slack_sdk.models.views import View

from crm.types import Doubt, Opinion, SourcedValue, Sources, Suggestion
from views import rich
from views.modals import modal
from views.text import label, plain

TITLE = "Where from?"
MOST_SUGGESTIONS = 12
MOST_DOUBTS = 4
MOST_VALUES = 50
SHOWN_OPINIONS = 4

Line = Sequence[RichTextElement]


def sources_view(sources: Sources, names: Mapping[str, str], metadata: str, said: str = "") -> View:
    """`names` of people by their ids; `said`: what has just been done."""
    blocks: list[Block] = [HeaderBlock(text=plain(sources.name, 150))]
    if said:
        blocks.append(ContextBlock(elements=[plain(f"✓ {said}", 2000)]))
    for doubt in sources.doubts[:MOST_DOUBTS]:
        blocks += _doubt(doubt)
    if sources.suggestions:
        blocks.append(HeaderBlock(text=label("Suggestions")))
    for suggestion in sources.suggestions[:MOST_SUGGESTIONS]:
        blocks += _suggestion(suggestion)
    if (hidden := len(sources.suggestions) - MOST_SUGGESTIONS) > 0:
        blocks.append(ContextBlock(elements=[label(f"and {hidden} more, shown once some are decided")]))
    blocks.append(HeaderBlock(text=label("What the profile says")))
    blocks += [rich.lines(*_value(value, names)) for value in sources.values[:MOST_VALUES]]
    if not sources.values:
        blocks.append(ContextBlock(elements=[label("Nothing yet.")]))
    return modal(TITLE, blocks, metadata=metadata)


def _doubt(doubt: Doubt) -> list[Block]:
    what = "; ".join(doubt.says)
    value = f"{doubt.run_id}:{doubt.provider_name}"
    return [
        HeaderBlock(text=label("Same person?")),
        rich.lines(
            [
                rich.text(doubt.provider, bold=True),
                rich.text(f" knows somebody who may be another person: {what}"),
            ],
            [rich.text("Nothing of it is on the profile.", italic=True)],
        ),
        ActionsBlock(
            elements=[
                ButtonElement(text=label("It is the same person"), action_id="sources.same", value=value),
                ButtonElement(text=label("Somebody else"), action_id="sources.other", value=value),
            ]
        ),
    ]


def _suggestion(suggestion: Suggestion) -> list[Block]:
    lines: list[Line] = [
        [rich.text(f"{suggestion.label.capitalize()}: "), rich.text(suggestion.text, bold=True)]
    ]
    if suggestion.instead:
        lines.append([rich.text(f"The profile says: {suggestion.instead}")])
    if suggestion.owner:
        lines.append([rich.text(f"⚠️ {suggestion.owner} has it in the book: merge the two if they are one.")])
    lines += [_opinion(each) for each in suggestion.opinions[:SHOWN_OPINIONS]]
    buttons = [
        *(
            []
            if suggestion.owner
            else [
                ButtonElement(
                    text=label("Accept"), action_id="sources.accept", value=suggestion.key, style="primary"
                )
            ]
        ),
        ButtonElement(text=label("Dismiss"), action_id="sources.dismiss", value=suggestion.key),
    ]
    return [rich.lines(*lines), ActionsBlock(elements=buttons)]


def _value(value: SourcedValue, names: Mapping[str, str]) -> Iterator[Line]:
    yield [
        rich.text(f"{value.label.capitalize()}: "),
        rich.text(value.text, bold=True),
        rich.text(_lock(value)),
    ]
    who = names.get(value.set_by, "somebody")
    if value.is_locked or not value.opinions:
        yield [rich.text(f"{_means(value)} {who}, "), rich.day(value.set_at)]
    for each in value.opinions[:SHOWN_OPINIONS]:
        yield _opinion(each)


def _lock(value: SourcedValue) -> str:
    return " 🔒" if value.is_locked else ""


def _means(value: SourcedValue) -> str:
    kind, _, number = value.means.partition(":")
    if kind == "import":
        return f"Import {number} by"
    if kind == "enrichment":
        return "Looked up for"
    return "Entered by" if not kind else f"{kind.capitalize()} {number} by"


def _opinion(opinion: Opinion) -> list[RichTextElement]:
    said = f"{opinion.attribution or opinion.provider} · {opinion.confidence:.0%} sure"
    if opinion.observed_on:
        said += f" · seen on {opinion.observed_on:%d %b %Y}"
    if opinion.evidence:
        said += f" · {opinion.evidence}"
    if opinion.lawful_basis:
        said += f" · kept by: {opinion.lawful_basis}"
    return [rich.text(f"{said} · "), rich.day(opinion.fetched_at)]
