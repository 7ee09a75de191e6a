"""The forms for a note and for what happened with a person."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import (
    Block,
    DateTimePickerElement,
    InputBlock,
    NumberInputElement,
    Option,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from crm.timeline.kinds import KINDS, LOGGED
from crm.types import ActivityDraft
from views.contact_form import VALUE, text_input
from views.modals import modal
from views.text import label, plain


def note_form(name: str, metadata: str, warning: Sequence[Block] = ()) -> View:
    return modal(
        "Note",
        [
            *warning,
            SectionBlock(text=plain(name)),
            text_input(
                "text", "Note", optional=False, multiline=True, placeholder="What should the team know?"
            ),
        ],
        callback_id="contact.note",
        submit="Save",
        close="Cancel",
        metadata=metadata,
    )


def activity_form(name: str, now: datetime, metadata: str, warning: Sequence[Block] = ()) -> View:
    """Call first, because it is what recruiters log most."""
    return modal(
        "Log activity",
        [*warning, SectionBlock(text=plain(name)), *_inputs(ActivityDraft("call", now))],
        callback_id="contact.log",
        submit="Log",
        close="Cancel",
        metadata=metadata,
    )


def correction_form(name: str, draft: ActivityDraft, metadata: str) -> View:
    """`draft`: what was logged."""
    return modal(
        "Correct",
        [SectionBlock(text=plain(name)), *_inputs(draft)],
        callback_id="entry.correct",
        submit="Save",
        close="Cancel",
        metadata=metadata,
    )


def _inputs(draft: ActivityDraft) -> list[Block]:
    kinds = {key: _kind_option(key) for key in sorted(LOGGED, key=lambda key: key == "note")}
    return [
        InputBlock(
            block_id="kind",
            label=label("What was it?"),
            element=StaticSelectElement(
                action_id=VALUE, options=[*kinds.values()], initial_option=kinds[draft.kind]
            ),
        ),
        InputBlock(
            block_id="occurred_at",
            label=label("When?"),
            element=DateTimePickerElement(
                action_id=VALUE, initial_date_time=int(draft.occurred_at.timestamp())
            ),
        ),
        InputBlock(
            block_id="minutes",
            label=label("How long, in minutes?"),
            optional=True,
            element=NumberInputElement(
                action_id=VALUE,
                is_decimal_allowed=False,
                min_value="1",
                initial_value=str(draft.minutes) if draft.minutes else None,
            ),
        ),
        text_input("outcome", "Outcome", draft.outcome, placeholder="Interested, talk again in May"),
        text_input("text", "Notes", draft.text, multiline=True),
    ]


def _kind_option(key: str) -> Option:
    kind = KINDS[key]
    return Option(value=key, text=label(f"{kind.icon} {kind.name.capitalize()}"))
