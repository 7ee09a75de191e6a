"""Deleting a person with Undo at once, the bin, and restoring from wherever it is offered."""

from datetime import UTC, datetime

from slack_sdk.models.blocks import Block

from crm import bin as bin_
from crm import contacts
from crm.effects import once
from crm.errors import ContactDeleted
from crm.types import Contact
from handlers.answering import answer, answer_sentence, replace
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, Payload, SubmissionPayload
from handlers.places import FormState, Place
from handlers.redrawing import redraw
from handlers.registry import Action, Submission
from handlers.suppressing import may_suppress
from views.bin import bin_list, delete_form, deleted, deleted_text
from views.modals import modal
from views.suppression import never_button

BIN_TEXT = "The bin"


async def answer_with_bin(context: Context, payload: Payload) -> None:
    await answer(context, payload, await _bin(payload), BIN_TEXT)


async def empty_bins(context: Context, now: datetime) -> None:
    await bin_.empty(now)


async def _ask(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Delete") as fill:
        contact = await contacts.get(payload.tenant, int(payload.value))
        also = never_button(contact.id) if await may_suppress(context, payload, contact.id) else ()
        await fill(delete_form(contact.name, FormState(contact.id, Place.of(payload)).written(), also))


async def _delete(context: Context, payload: SubmissionPayload) -> None:
    state = FormState.read(payload.view.metadata)

    async def delete() -> None:
        await bin_.delete(payload.tenant, payload.author, state.contact_id)

    try:
        await once(payload.tenant, f"delete:{payload.key}", delete)
        await contacts.get(payload.tenant, state.contact_id)
    except ContactDeleted as error:
        # Also where a colleague was quicker: it says who.
        binned = bin_.binned(error)
        await state.place.put(context, deleted(binned, "Undo"), deleted_text(binned))


async def _restore(context: Context, payload: ActionPayload) -> None:
    """The card stands again where the button was."""
    contact = await _restored(context, payload)
    await Place.of(payload).show(context, contact)


async def _restore_from_bin(context: Context, payload: ActionPayload) -> None:
    await _restored(context, payload)
    blocks = await _bin(payload)
    if payload.view is not None:
        await redraw(context, payload.view.id, modal("Bin", blocks))
    else:
        await replace(context, payload, blocks, BIN_TEXT)


async def _restored(context: Context, payload: ActionPayload) -> Contact:
    contact = await bin_.restore(payload.tenant, payload.author, int(payload.value))
    if others := await bin_.unclaimed(payload.tenant, contact.id):
        sentence = f"{contact.name} is back. {', '.join(others)} belongs to somebody else by now."
        await answer_sentence(context, payload, sentence)
    return contact


async def _open_bin(context: Context, payload: ActionPayload) -> None:
    async with loading_modal(context, payload, "Bin") as fill:
        await fill(modal("Bin", await _bin(payload)))


async def _bin(payload: Payload) -> list[Block]:
    found = await bin_.listed(payload.tenant)
    return bin_list(found, await bin_.count(payload.tenant), datetime.now(UTC))


ACTIONS = (
    Action("contact.delete", _ask),
    Action("contact.restore", _restore, kept=True),
    Action("bin.restore", _restore_from_bin, kept=True),
    Action("home.bin", _open_bin),
)
SUBMISSIONS = (Submission("contact.delete", _delete),)
