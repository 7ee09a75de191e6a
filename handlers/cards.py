"""Showing a person's card."""

from crm import contacts
from crm.types import Contact
from handlers.answering import answer
from handlers.context import Context
from handlers.modals import loading_modal
from handlers.payloads import ActionPayload, Payload
from handlers.registry import Action
from views.card import card, card_text
from views.modals import modal


async def answer_with_card(context: Context, payload: Payload, contact: Contact) -> None:
    await answer(context, payload, card(contact), card_text(contact))


async def open_card(context: Context, payload: ActionPayload) -> None:
    """In a modal where one is open or from the App Home, as an answer where the button stood in a message."""
    if payload.view is None:
        await answer_with_card(context, payload, await contacts.get(payload.tenant, int(payload.value)))
        return
    async with loading_modal(context, payload, "Contact") as fill:
        contact = await contacts.get(payload.tenant, int(payload.value))
        await fill(modal("Contact", card(contact)))


ACTIONS = (Action("contact.open", open_card),)
