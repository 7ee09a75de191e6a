"""`/contacts fields`: admins of the workspace make and order its own fields; everybody can see them."""

import json

from slack_sdk.models.views import View

from crm.effects import once
from crm.errors import UserError
from crm.profile import custom
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, Payload, SubmissionPayload
from handlers.profile.state import show
from handlers.registry import Action, Submission
from handlers.saving import show_result
from views.profile.custom_fields import ARCHIVE, BRING_BACK, CHANGE, DOWN, TITLE, UP, field_form, field_list


async def open_fields(context: Context, payload: Payload) -> None:
    async with loading_modal(context, payload, TITLE) as fill:
        may_change = await context.colleagues.is_admin(payload.user_id)
        await fill(field_list(await custom.fields(payload.tenant), may_change=may_change))


async def _add(context: Context, payload: ActionPayload) -> None:
    async def view() -> View:
        await _only_admins(context, payload)
        return field_form(None, _metadata(None))

    await show(context, payload, view)


async def _with_field(context: Context, payload: ActionPayload) -> None:
    verb, _, written_id = payload.value.partition(":")
    field_id, tenant = int(written_id), payload.tenant

    async def view() -> View:
        await _only_admins(context, payload)
        if verb == CHANGE:
            return field_form(await custom.get(tenant, field_id), _metadata(field_id))
        if verb in _MOVES:
            await custom.move(tenant, field_id, _MOVES[verb])
        if verb == ARCHIVE:
            await custom.archive(tenant, field_id)
        if verb == BRING_BACK:
            await custom.bring_back(tenant, field_id)
        return field_list(await custom.fields(tenant), may_change=True)

    await show(context, payload, view)


_MOVES = {UP: -1, DOWN: 1}


def _check(context: Context, payload: SubmissionPayload) -> None:
    view = payload.view
    if _field_id(payload) is None:
        custom.check(view.typed("label"), view.chosen("kind"), view.typed("choices").splitlines())


async def _save(context: Context, payload: SubmissionPayload) -> None:
    view, tenant, field_id = payload.view, payload.tenant, _field_id(payload)
    label, choices = view.typed("label"), view.typed("choices")

    async def save() -> None:
        if field_id is None:
            await custom.add(tenant, label, view.chosen("kind"), choices.splitlines())
        else:
            await custom.change(tenant, field_id, label, choices.splitlines())

    try:
        await _only_admins(context, payload)
        await once(tenant, f"field:{payload.key}", save)
    except UserError as error:
        field = await custom.get(tenant, field_id) if field_id is not None else None
        form = field_form(field, view.metadata, str(error), choices, label)
        await show_result(context, payload, form, str(error))
        return
    await show_result(context, payload, field_list(await custom.fields(tenant), may_change=True))


async def _only_admins(context: Context, payload: Payload) -> None:
    if not await context.colleagues.is_admin(payload.user_id):
        raise UserError("Only admins of this workspace change its fields; ask one of them.")


def _metadata(field_id: int | None) -> str:
    return json.dumps({"field_id": field_id})


def _field_id(payload: SubmissionPayload) -> int | None:
    field_id: int | None = json.loads(payload.view.metadata)["field_id"]
    return field_id


ACTIONS = (Action("fields.add", _add), Action("fields.one", _with_field, kept=True))
SUBMISSIONS = (Submission("fields.save", _save, _check, saving=TITLE),)
