"""Short answers."""

from collections.abc import Iterable

from slack_sdk.models.blocks import Block, SectionBlock

from views.text import plain


def sentence(text: str) -> list[Block]:
    """One sentence, shown as it is."""
    return [SectionBlock(text=plain(text))]


def not_saved(why: str, typed: Iterable[tuple[str, str]]) -> str:
    """For who no longer has the form before them: what was typed, by the labels of its inputs, is not lost with it."""
    lines = [f"{label}: {text}" for label, text in typed if text]
    return "\n".join([f"{why} Nothing was saved. You had typed:", *lines])
