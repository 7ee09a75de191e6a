"""Showing a person's card."""

from crm import contacts, members
from crm.errors import ContactDeleted, UserError
from crm.types import Contact
from handlers.answering import answer
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, Payload
from handlers.places import Place, say_deleted
from handlers.registry import Action
from handlers.showing import card_for
from views.bin import merged
from views.card import card_text
from views.modals import modal


async def answer_with_card(context: Context, payload: Payload, contact: Contact) -> None:
    await members.note_look(payload.tenant, payload.user_id, contact.id)
    await answer(
        context,
        payload,
        await card_for(context, payload.tenant, payload.user_id, contact),
        card_text(contact),
    )


async def open_card(context: Context, payload: ActionPayload) -> None:
    """In a modal where one is open or from the App Home, as an answer where the button stood in a message."""
    if payload.view is None:
        await answer_with_card(context, payload, await contacts.get(payload.tenant, int(payload.value)))
        return
    async with loading_modal(context, payload, "Contact") as fill:
        contact = await contacts.get(payload.tenant, int(payload.value))
        await members.note_look(payload.tenant, payload.user_id, contact.id)
        await fill(modal("Contact", await card_for(context, payload.tenant, payload.user_id, contact)))


async def present(context: Context, payload: ActionPayload) -> Contact:
    """Whose card was acted upon. A card of who is gone says so from now on. Raises ContactDeleted, ContactNotFound."""
    contact_id = int(payload.value)
    try:
        contact = await contacts.get(payload.tenant, contact_id)
    except ContactDeleted as error:
        await say_deleted(context, payload, error)
        raise
    if contact.id != contact_id:
        former = await contacts.name_of(payload.tenant, contact_id)
        (survivor,) = await contacts.summaries(payload.tenant, [contact.id])
        await Place.of(payload).put(context, merged(former, survivor), card_text(contact))
    return contact


async def _show_details(context: Context, payload: ActionPayload) -> None:
    if not await context.colleagues.only(payload.user_id):
        raise UserError("Only members of this workspace can see how to reach a contact.")
    await answer_with_card(context, payload, await present(context, payload))


ACTIONS = (Action("contact.open", open_card, for_guests=True), Action("contact.details", _show_details))
