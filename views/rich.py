"""Rich text, a line at a time: what people typed stands in it as typed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextListElement,
    RichTextPreformattedElement,
    RichTextQuoteElement,
    RichTextSectionElement,
)

from views.text import cut, visible

LONGEST_PART = 2000


def text(content: str, *, bold: bool = False, italic: bool = False, code: bool = False) -> RichTextElement:
    style = {name: True for name, wanted in (("bold", bold), ("italic", italic), ("code", code)) if wanted}
    return RichTextElementParts.Text(
        text=cut(content, LONGEST_PART) or " ",
        style=RichTextElementParts.TextStyle(**style) if style else None,
    )


def link(url: str, content: str) -> RichTextElement:
    return RichTextElementParts.Link(url=url, text=cut(content, LONGEST_PART))


def person(user_id: str) -> RichTextElement:
    """A mention, or that it is not known who. In a message it pings them: use it in modals and answers that only one person sees."""
    shown = visible(user_id)
    return RichTextElementParts.User(user_id=shown) if shown else text("somebody")


def moment(when: datetime) -> RichTextElement:
    """In the reader's own time zone."""
    return RichTextElementParts.Date(
        timestamp=int(when.timestamp()),
        format="{date_short_pretty} at {time}",
        fallback=when.strftime("%d %b %Y %H:%M UTC"),
    )


def ago(when: datetime) -> RichTextElement:
    """How long it is since: "3 minutes ago"."""
    return RichTextElementParts.Date(
        timestamp=int(when.timestamp()), format="{ago}", fallback=when.strftime("%d %b %Y %H:%M UTC")
    )


def day(when: datetime) -> RichTextElement:
    """The same without the time."""
    return RichTextElementParts.Date(
        timestamp=int(when.timestamp()), format="{date_short_pretty}", fallback=when.strftime("%d %b %Y")
    )


def channel(channel_id: str) -> RichTextElement:
    return RichTextElementParts.Channel(channel_id=channel_id)


def lines(*each: Sequence[RichTextElement]) -> RichTextBlock:
    """One block; each line is a sequence of parts."""
    parts: list[RichTextElement] = []
    for line in each:
        parts += [text("\n"), *line] if parts else line
    return RichTextBlock(elements=[RichTextSectionElement(elements=parts)])


def bullets(*each: Sequence[RichTextElement]) -> RichTextBlock:
    """A list; each entry is a sequence of parts."""
    entries = [RichTextSectionElement(elements=[*entry]) for entry in each]
    return RichTextBlock(elements=[RichTextListElement(elements=entries, style="bullet", indent=0)])


def with_quote(line: Sequence[RichTextElement], quoted: str) -> RichTextBlock:
    """A line, and under it what somebody wrote."""
    elements: list[RichTextElement] = [RichTextSectionElement(elements=[*line])]
    if quoted:
        elements.append(RichTextQuoteElement(elements=[text(quoted)]))
    return RichTextBlock(elements=elements)


def preformatted(content: str) -> RichTextBlock:
    """In a font of fixed width, each line as it is."""
    return RichTextBlock(elements=[RichTextPreformattedElement(elements=[text(content)])])


def quote(content: str) -> RichTextBlock:
    """All that somebody wrote, however long."""
    shown = visible(content)
    parts = [text(shown[start : start + LONGEST_PART]) for start in range(0, len(shown), LONGEST_PART)]
    return RichTextBlock(elements=[RichTextQuoteElement(elements=parts)])


def written(
    line: Sequence[RichTextElement], rich: Mapping[str, Any] | None, plain: str, longest: int
) -> Block:
    """What somebody wrote, under a line of ours: as it was sent, or plain and cut where it is longer than that."""
    if rich and len(plain) <= longest:
        return AsSent(rich, line)
    return with_quote(line, cut(plain, longest))


class AsSent(Block):
    """Rich text just as somebody wrote it in Slack, also what the SDK does not know of, under a line of our own."""

    type = "rich_text"

    def __init__(self, written: Mapping[str, Any], line: Sequence[RichTextElement] = ()) -> None:
        super().__init__(type=self.type)
        above = [RichTextSectionElement(elements=[*line]).to_dict()] if line else []
        self.elements = [*above, *written.get("elements", ())]

    def to_dict(self, *_: Any) -> dict[str, Any]:
        return {"type": self.type, "elements": self.elements}
