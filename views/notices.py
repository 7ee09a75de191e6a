"""Short answers."""

from slack_sdk.models.blocks import Block, SectionBlock

from views.text import plain


def sentence(text: str) -> list[Block]:
    """One sentence, shown as it is."""
    return [SectionBlock(text=plain(text))]
