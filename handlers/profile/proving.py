"""What speaks for a skill, and what a colleague has seen of it."""

from dataclasses import replace

from slack_sdk.models.views import View

from crm.effects import once
from crm.errors import UserError
from crm.profile import reading
from crm.profile.fields import WholeProfile
from crm.profile.parts import SKILL, section_of
from crm.skills import verdicts
from crm.types import Proof
from handlers.context import Context
from handlers.payloads import ActionPayload, SubmissionPayload
from handlers.profile.editing import read
from handlers.profile.state import ProfileState, show
from handlers.registry import Action, Submission
from handlers.saving import show_result
from views.modals import problem
from views.profile.skills import REASON, SEEN, evidence_view, verdict_form
from views.profile.whole import PROOFS, TITLE, VERDICT, items


async def _show_evidence(context: Context, payload: ActionPayload) -> None:
    async def view() -> View:
        state, whole = await read(payload)
        item_id = int(payload.value)
        return evidence_view(whole.proven[_name(whole, item_id)], item_id, state.written())

    await show(context, payload, view)


async def _open_form(context: Context, payload: ActionPayload) -> None:
    async def view() -> View:
        state, whole = await read(payload)
        item_id = int(payload.value)
        about = replace(state, part=SKILL.key, item_id=item_id)
        return verdict_form(_name(whole, item_id), about.written())

    await show(context, payload, view)


def _check(context: Context, payload: SubmissionPayload) -> None:
    verdicts.checked(payload.view.typed(REASON))


async def _save(context: Context, payload: SubmissionPayload) -> None:
    view, state = payload.view, ProfileState.read(payload.view.metadata)
    proof = Proof(view.chosen(SEEN))

    async def give() -> str:
        whole = await reading.whole(payload.tenant, state.contact_id)
        name = _name(whole, state.item_id)
        await verdicts.give(payload.tenant, payload.author, whole.contact.id, name, proof, view.typed(REASON))
        return name

    try:
        name = str(await once(payload.tenant, f"verdict:{payload.key}", give))
        whole = await reading.whole_and_proven(payload.tenant, state.contact_id)
    except UserError as error:
        await show_result(context, payload, problem(TITLE, f"{error} Nothing was saved."), str(error))
        return
    metadata = ProfileState(whole.contact.id, state.place).written()
    said = f"{proof.capitalize()}: {name}"
    await show_result(context, payload, items(whole, section_of(SKILL.key), metadata, said))


def _name(whole: WholeProfile, item_id: int) -> str:
    item = whole.item(SKILL.key, item_id)
    if item is None:
        raise UserError("That skill was removed meanwhile.")
    return item.values["name"]


ACTIONS = (Action(PROOFS, _show_evidence), Action(VERDICT, _open_form))
SUBMISSIONS = (Submission(VERDICT, _save, _check, saving=TITLE),)
