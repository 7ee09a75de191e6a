"""The fields that a workspace makes for its contacts: the list of them, and the form of one."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    InputBlock,
    Option,
    OverflowMenuElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from crm.types import CustomField
from views.contact_form import VALUE, text_input
from views.menus import menu
from views.modals import modal
from views.profile.form import notice
from views.text import label, plain

TITLE = "Your team's fields"
MOST_SHOWN = 90
CHANGE, UP, DOWN, ARCHIVE, BRING_BACK = "change", "up", "down", "archive", "bring_back"
KINDS = {
    "text": "Text",
    "number": "Number",
    "date": "Date",
    "choice": "Choice of several",
    "link": "Link",
    "person": "Colleague",
}
_IN_USE = ((CHANGE, "Change"), (UP, "Move up"), (DOWN, "Move down"), (ARCHIVE, "Archive"))


def field_list(fields: Sequence[CustomField], *, may_change: bool) -> View:
    """Who may not change them sees them all the same."""
    blocks = [_field(field, may_change=may_change) for field in fields[:MOST_SHOWN]]
    if not fields:
        blocks.append(
            SectionBlock(
                text=plain("Nothing yet. A notice period, a salary, a work permit: what your team asks.")
            )
        )
    if may_change:
        add = ButtonElement(text=label("Add a field"), action_id="fields.add", style="primary")
        blocks.append(ActionsBlock(elements=[add]))
    else:
        blocks.append(ContextBlock(elements=[plain("Admins of this workspace add and change them.")]))
    return modal(TITLE, blocks)


def field_form(
    field: CustomField | None,
    metadata: str,
    said: str = "",
    choices: str | None = None,
    name: str | None = None,
) -> View:
    """The kind of a field stays as it was made. `said` is what was wrong; `choices` and `name` what was typed then."""
    typed_choices = "\n".join(field.choices) if field and choices is None else choices or ""
    blocks: list[Block] = [
        *(notice(said) if said else []),
        text_input(
            "label",
            "Name",
            (field.label if field and name is None else name) or "",
            optional=False,
            placeholder="Notice period",
        ),
    ]
    if field is None:
        blocks.append(_kind_input())
    if field is None or field.kind == "choice":
        blocks.append(
            text_input(
                "choices",
                "Choices",
                typed_choices,
                multiline=True,
                hint="One a line, for a choice of several.",
            )
        )
    return modal(
        "Change field" if field else "Add a field",
        blocks,
        callback_id="fields.save",
        submit="Save",
        metadata=metadata,
    )


def _kind_input() -> InputBlock:
    options = [Option(value=kind, text=label(words)) for kind, words in KINDS.items()]
    return InputBlock(
        block_id="kind",
        label=label("Kind"),
        element=StaticSelectElement(action_id=VALUE, options=options, initial_option=options[0]),
    )


def _field(field: CustomField, *, may_change: bool) -> Block:
    said = [KINDS[field.kind], *([", ".join(field.choices)] if field.choices else [])]
    archived = "\nArchived: shown nowhere, kept with everybody who has it" if field.is_archived else ""
    accessory = _bring_back(field) if field.is_archived else _menu(field)
    return SectionBlock(
        text=plain(f"{field.label}\n{': '.join(said)}{archived}"), accessory=accessory if may_change else None
    )


def _menu(field: CustomField) -> OverflowMenuElement:
    return menu([("fields.one", words, f"{verb}:{field.id}") for verb, words in _IN_USE])


def _bring_back(field: CustomField) -> ButtonElement:
    return ButtonElement(text=label("Bring back"), action_id="fields.one", value=f"{BRING_BACK}:{field.id}")
