"""The form for what happened with people."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import (
    Block,
    DateTimePickerElement,
    ExternalDataMultiSelectElement,
    InputBlock,
    NumberInputElement,
    Option,
    SectionBlock,
    StaticSelectElement,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from crm.timeline.kinds import KINDS, LOGGED
from crm.types import ActivityDraft, ContactSummary
from views.contact_form import VALUE, text_input
from views.finding import SUGGEST_PEOPLE, person_option
from views.modals import modal
from views.text import label, plain

MOST_LOGGED = "call"
CHOOSE_KIND = "activity.kind"
MOST_PEOPLE = 25
"""Who took part in one thing."""


def activity_form(
    people: Sequence[ContactSummary],
    now: datetime,
    metadata: str,
    warnings: Sequence[Block] = (),
    kind: str = MOST_LOGGED,
) -> View:
    """`people` and `kind` are chosen already. The app hears of another choice, because `warnings` depend on it."""
    return modal(
        "Log activity",
        [*warnings, _people(people), *_inputs(ActivityDraft(kind, now), CHOOSE_KIND)],
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


def _people(chosen: Sequence[ContactSummary]) -> Block:
    return InputBlock(
        block_id="people",
        label=label("With whom?"),
        dispatch_action=True,
        element=ExternalDataMultiSelectElement(
            action_id=SUGGEST_PEOPLE,
            min_query_length=0,
            max_selected_items=MOST_PEOPLE,
            placeholder=label("Type a name"),
            initial_options=[person_option(each) for each in chosen] or None,
        ),
    )


def _inputs(draft: ActivityDraft, choose_kind: str = VALUE) -> list[Block]:
    """The app hears of another kind where `choose_kind` is one of its actions."""
    kinds = {key: _kind_option(key) for key in sorted(LOGGED, key=lambda key: key == "note")}
    return [
        InputBlock(
            block_id="kind",
            label=label("What was it?"),
            dispatch_action=choose_kind != VALUE,
            element=StaticSelectElement(
                action_id=choose_kind, options=[*kinds.values()], initial_option=kinds[draft.kind]
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
        InputBlock(
            block_id="colleagues",
            label=label("Colleagues who were there"),
            optional=True,
            element=UserMultiSelectElement(
                action_id=VALUE, placeholder=label("Choose"), initial_users=[*draft.colleagues] or None
            ),
        ),
        text_input("outcome", "Outcome", draft.outcome, placeholder="Interested, talk again in May"),
        text_input("text", "Notes", draft.text, multiline=True),
    ]


def _kind_option(key: str) -> Option:
    kind = KINDS[key]
    return Option(value=key, text=label(f"{kind.icon} {kind.name.capitalize()}"))
