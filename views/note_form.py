"""The form for a note."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ConversationFilter,
    ConversationSelectElement,
    InputBlock,
    Option,
    RichTextInputElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from crm.types import SharedFile
from views.contact_form import VALUE, text_input
from views.modals import modal
from views.text import label, plain

CHOOSE_AUDIENCE = "note.audience"
EVERYBODY, ME, CHANNEL = "everybody", "me", "channel"
AUDIENCES = {EVERYBODY: "👥 Everybody", ME: "🔒 Only me", CHANNEL: "🔒 The members of a channel"}


def note_form(
    name: str,
    metadata: str,
    *,
    written: Mapping[str, Any] | None = None,
    audience: str = EVERYBODY,
    channel_id: str = "",
    files: str = "",
    is_new: bool = True,
    warnings: Sequence[Block] = (),
) -> View:
    """`written`, `audience` (a key of AUDIENCES), `channel_id` and `files` are what stands in it."""
    return modal(
        "Note" if is_new else "Edit note",
        [
            *warnings,
            SectionBlock(text=plain(name)),
            InputBlock(
                block_id="text",
                label=label("Note"),
                element=RichTextInputElement(
                    action_id=VALUE,
                    initial_value=dict(written) if written else None,
                    placeholder=label("What should the team know? @mention a colleague to tell them."),
                ),
            ),
            *audience_inputs(audience, channel_id),
            text_input(
                "files",
                "Files",
                files,
                multiline=True,
                placeholder="https://...",
                hint="Links to files that were shared in Slack, one in each line.",
            ),
        ],
        callback_id="contact.note",
        submit="Save",
        close="Cancel",
        metadata=metadata,
    )


def audience_inputs(audience: str, channel_id: str) -> list[Block]:
    """Who may see it. The channels are shown only to who wants one."""
    options = {key: Option(value=key, text=label(words)) for key, words in AUDIENCES.items()}
    chosen: list[Block] = [
        InputBlock(
            block_id="audience",
            label=label("Visible to"),
            dispatch_action=True,
            element=StaticSelectElement(
                action_id=CHOOSE_AUDIENCE, options=[*options.values()], initial_option=options[audience]
            ),
        )
    ]
    if audience == CHANNEL:
        chosen.append(
            InputBlock(
                block_id="channel",
                label=label("Channel"),
                hint=label("One that Roster is in, too."),
                element=ConversationSelectElement(
                    action_id=VALUE,
                    initial_conversation=channel_id or None,
                    filter=ConversationFilter(include=["public", "private"]),
                ),
            )
        )
    return chosen


def links_of(files: Sequence[SharedFile]) -> str:
    """As they are typed."""
    return "\n".join(file.permalink for file in files)
