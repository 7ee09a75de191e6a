"""What a workspace's admins decide."""

from slack_sdk.models.blocks import (
    CheckboxesElement,
    InputBlock,
    NumberInputElement,
    Option,
    RadioButtonsElement,
    SectionBlock,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from crm.types import WorkspaceSettings
from crm.types.workspaces import ADMINS, CHOSEN, EVERYBODY
from views.contact_form import VALUE
from views.modals import modal
from views.text import label

ON = "on"
EXPORTERS = {EVERYBODY: "Everybody", ADMINS: "Only admins", CHOSEN: "Admins and chosen people"}


def settings_form(settings: WorkspaceSettings) -> View:
    answers = Option(value=ON, text=label("Say who it is, to who wrote the message only"))
    return modal(
        "Settings",
        [
            InputBlock(
                block_id="cooldown_days",
                label=label("Days between two colleagues' outreach"),
                hint=label(
                    "Who writes to somebody sooner is warned whom a colleague wrote to, and when. 0: never."
                ),
                element=NumberInputElement(
                    action_id=VALUE, is_decimal_allowed=False, initial_value=str(settings.cooldown_days)
                ),
            ),
            InputBlock(
                block_id="answers_who_is_this",
                label=label("An e-mail address, phone number or profile link in a message"),
                optional=True,
                element=CheckboxesElement(
                    action_id=VALUE,
                    options=[answers],
                    initial_options=[answers] if settings.answers_who_is_this else None,
                ),
            ),
            *_exporting(settings),
        ],
        callback_id="settings.save",
        submit="Save",
        close="Cancel",
    )


def _exporting(settings: WorkspaceSettings) -> list[InputBlock]:
    options = {key: Option(value=key, text=label(words)) for key, words in EXPORTERS.items()}
    return [
        InputBlock(
            block_id="exporters",
            label=label("Who may export contacts"),
            element=RadioButtonsElement(
                action_id=VALUE, options=[*options.values()], initial_option=options[settings.exporters]
            ),
        ),
        InputBlock(
            block_id="chosen_exporters",
            label=label("Chosen people"),
            optional=True,
            element=UserMultiSelectElement(
                action_id=VALUE, initial_users=list(settings.chosen_exporters) or None
            ),
        ),
        InputBlock(
            block_id="exports_kept_hours",
            label=label("Hours until an exported file is deleted from Slack"),
            hint=label("0: never."),
            element=NumberInputElement(
                action_id=VALUE, is_decimal_allowed=False, initial_value=str(settings.exports_kept_hours)
            ),
        ),
    ]


def settings_saved() -> View:
    return modal("Settings", [SectionBlock(text=label("✅ Saved, for everybody in this workspace."))])
