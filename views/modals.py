"""The frame of every modal, and the three that say how it goes: loading, saving, a problem."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, SectionBlock
from slack_sdk.models.views import View

from views.text import label, plain


def modal(
    title: str,
    blocks: Sequence[Block],
    *,
    callback_id: str = "",
    submit: str = "",
    close: str = "Close",
    metadata: str = "",
) -> View:
    """`title`, `submit` and `close` are at most 24 characters, `metadata` 3000: Slack's limits."""
    return View(
        type="modal",
        callback_id=callback_id or "plain",
        title=label(title),
        submit=label(submit) if submit else None,
        close=label(close),
        blocks=[*blocks],
        private_metadata=metadata,
    )


def loading(title: str) -> View:
    """Shown at once, because a trigger lives for three seconds."""
    return modal(title, [SectionBlock(text=label("⏳ One moment..."))])


def saving(title: str) -> View:
    return modal(title, [SectionBlock(text=label("⏳ Saving..."))])


def problem(title: str, sentence: str) -> View:
    return modal(title, [SectionBlock(text=plain(f"⚠️ {sentence}"))])
