"""Changing a person. Two who edit at once do not overwrite each other: the second sees what the first saved."""

import json
from dataclasses import asdict

from crm import contacts, drafts
from crm.effects import once
from crm.errors import EditConflict, IdentityTaken
from crm.types import ContactDraft
from handlers.adding import draft_in
from handlers.context import Context
from handlers.merging import show_comparison
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, Payload, SubmissionPayload, ViewPayload
from handlers.places import FormState, Place
from handlers.registry import Action, Submission
from handlers.saving import show_result
from views.clash import REASON
from views.contact_form import FIELDS, conflict_form, edit_form, saved


async def _open_form(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Edit") as fill:
        contact = await contacts.get(payload.tenant, int(payload.value))
        shown = contacts.draft_of(contact)
        await fill(edit_form(shown, _written(FormState(contact.id, Place.of(payload)), shown)))


def _check(context: Context, payload: SubmissionPayload) -> None:
    drafts.check(draft_in(payload.view), context.default_region)


async def _save(context: Context, payload: SubmissionPayload) -> None:
    view = payload.view
    state, _ = _read(view.metadata)
    after = draft_in(view)
    try:
        contact = await contacts.get(
            payload.tenant, await _edited(context, payload, view, view.typed(REASON))
        )
    except IdentityTaken as error:
        owner = await contacts.get(payload.tenant, error.owner.id)
        await show_result(context, view, edit_form(after, view.metadata, (error.value, owner)))
        return
    except EditConflict as error:
        theirs = contacts.draft_of(error.current)
        form = conflict_form(after, theirs, error.fields, error.changed_by, _written(state, theirs))
        await show_result(context, view, form)
        return
    await show_result(context, view, saved(contact))
    await state.place.show(context, contact)


async def _edit_and_merge(context: Context, payload: ActionPayload) -> None:
    """Nothing that was typed is lost: it is saved, and what both say is chosen between side by side."""
    if payload.view is None:
        return
    owner = await contacts.get(payload.tenant, int(payload.value))
    state, _ = _read(payload.view.metadata)
    contact_id = await _edited(context, payload, payload.view, f"to be merged with {owner.name}")
    await show_comparison(context, payload.view.id, payload.tenant, contact_id, owner.id, state.place)


async def _edited(context: Context, payload: Payload, view: ViewPayload, anyway: str) -> int:
    state, before = _read(view.metadata)

    async def edit() -> int:
        edited = await contacts.edit(
            payload.tenant,
            payload.author,
            state.contact_id,
            before,
            draft_in(view),
            context.default_region,
            anyway,
        )
        return edited.id

    return int(await once(payload.tenant, f"edit:{payload.key}", edit))


def _written(state: FormState, shown: ContactDraft) -> str:
    """Slack keeps at most 3000 characters; the fields of a form are together shorter."""
    fields = {field: value for field, value in asdict(shown).items() if field in FIELDS and value}
    return json.dumps({"state": state.written(), "shown": fields}, ensure_ascii=False)


def _read(metadata: str) -> tuple[FormState, ContactDraft]:
    carried = json.loads(metadata)
    return FormState.read(carried["state"]), ContactDraft(**carried["shown"])


ACTIONS = (Action("contact.edit", _open_form), Action("contact.edit_and_merge", _edit_and_merge))
SUBMISSIONS = (Submission("contact.edit", _save, _check, saving="Edit"),)
