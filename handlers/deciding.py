"""The workspace's settings, which only its admins see and change."""

from crm import settings
from crm.errors import FieldErrors, UserError
from crm.types import WorkspaceSettings
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, Payload, SubmissionPayload, ViewPayload
from handlers.registry import Action, Submission
from handlers.saving import show_result
from views.settings import ON, settings_form, settings_saved


async def _open(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Settings") as fill:
        await _refuse_others(context, payload)
        await fill(settings_form(await settings.read(payload.tenant)))


def _check(context: Context, payload: SubmissionPayload) -> None:
    settings.check(_wanted(payload.view))


async def _save(context: Context, payload: SubmissionPayload) -> None:
    await _refuse_others(context, payload)
    await settings.change(payload.tenant, payload.author, _wanted(payload.view))
    await show_result(context, payload, settings_saved())


def _wanted(view: ViewPayload) -> WorkspaceSettings:
    return WorkspaceSettings(
        cooldown_days=_number(view, "cooldown_days", "days"),
        answers_who_is_this=ON in view.all_chosen("answers_who_is_this"),
        exporters=view.chosen("exporters"),
        chosen_exporters=view.people("chosen_exporters"),
        exports_kept_hours=_number(view, "exports_kept_hours", "hours"),
    )


def _number(view: ViewPayload, block_id: str, unit: str) -> int:
    try:
        return int(view.typed(block_id))
    except ValueError as error:
        raise FieldErrors({block_id: f"Write a whole number of {unit}."}) from error


async def _refuse_others(context: Context, payload: Payload) -> None:
    if not await context.colleagues.is_admin(payload.user_id):
        raise UserError("Only admins of this workspace change its settings.")


ACTIONS = (Action("home.settings", _open),)
SUBMISSIONS = (Submission("settings.save", _save, _check, saving="Settings"),)
