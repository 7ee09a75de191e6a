"""The form that keeps a message of Slack in the timeline of a person."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    ExternalDataSelectElement,
    InputBlock,
    Option,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from crm.types import ContactDraft, ContactSummary
from views import rich
from views.contact_form import VALUE
from views.finding import person_option
from views.modals import modal
from views.text import cut, label, plain

SUGGEST = "message.people"
ADD = "message.add"
THREAD = "thread"
SHOWN = 1500
_LONGEST_BUTTON = 75

Audience = tuple[str, str]
"""Who may see it ("everybody", or an audience as an entry has it), and how that is called."""


def save_form(
    by: str,
    text: str,
    people: Sequence[ContactSummary],
    audiences: Sequence[Audience],
    metadata: str,
    *,
    key: str,
    has_thread: bool,
    signature: ContactDraft | None = None,
) -> View:
    """`people`: whom it may be about, the likeliest first. `audiences`: the first is chosen. `signature`: whom it can add."""
    options = [Option(value=value, text=label(words)) for value, words in audiences]
    return modal(
        "Save to contact",
        [
            rich.with_quote([rich.text(by, bold=True)], cut(text, SHOWN)),
            *(_offer(signature, key) if signature else ()),
            InputBlock(
                block_id="person",
                label=label("Contact"),
                element=ExternalDataSelectElement(
                    action_id=SUGGEST,
                    min_query_length=0,
                    placeholder=label("Type a name"),
                    initial_option=person_option(people[0]) if people else None,
                ),
            ),
            *(_thread() if has_thread else ()),
            InputBlock(
                block_id="audience",
                label=label("Visible to"),
                element=StaticSelectElement(action_id=VALUE, options=options, initial_option=options[0]),
            ),
        ],
        callback_id="message.save",
        submit="Save",
        close="Cancel",
        metadata=metadata,
    )


def message_saved(name: str, contact_id: int) -> View:
    button = ButtonElement(text=label("Open card"), action_id="contact.open", value=str(contact_id))
    return modal(
        "Saved", [SectionBlock(text=plain(f"It stands in the timeline of {name}."), accessory=button)]
    )


def _offer(signature: ContactDraft, key: str) -> list[Block]:
    """To add who signed it; the form that opens is filled in."""
    return [
        ActionsBlock(
            elements=[
                ButtonElement(
                    text=plain(f"Add {signature.name}", _LONGEST_BUTTON),
                    action_id=ADD,
                    value=key,
                )
            ]
        )
    ]


def _thread() -> list[Block]:
    return [
        InputBlock(
            block_id=THREAD,
            label=label("Thread"),
            optional=True,
            element=CheckboxesElement(
                action_id=VALUE, options=[Option(value=THREAD, text=label("Save the whole thread"))]
            ),
        )
    ]
