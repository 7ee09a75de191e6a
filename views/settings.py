"""What a workspace's admins decide."""

from slack_sdk.models.blocks import CheckboxesElement, InputBlock, NumberInputElement, Option, SectionBlock
from slack_sdk.models.views import View

from crm.types import WorkspaceSettings
from views.contact_form import VALUE
from views.modals import modal
from views.text import label

ON = "on"


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
        ],
        callback_id="settings.save",
        submit="Save",
        close="Cancel",
    )


def settings_saved() -> View:
    return modal("Settings", [SectionBlock(text=label("✅ Saved, for everybody in this workspace."))])
