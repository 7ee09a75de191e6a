"""A person's card, as much of it as those may see who will read it."""

from slack_sdk.models.blocks import Block

from crm import companies
from crm.enriching import opinions
from crm.types import Company, Contact, Tenant
from handlers.context import Context
from views.card import card, short_card


async def card_for(context: Context, tenant: Tenant, reader_id: str, contact: Contact) -> list[Block]:
    """The long one where only colleagues read it, else the short one. `reader_id` is a user's id, or a conversation's."""
    owner = await context.colleagues.name(contact.owner_id) if contact.owner_id else ""
    if await context.colleagues.only(reader_id):
        waiting = await opinions.waiting(tenant, context.vendors, contact.id)
        return card(contact, owner, await _company(tenant, contact), waiting)
    return short_card(contact, owner)


async def _company(tenant: Tenant, contact: Contact) -> Company | None:
    """What is known of where they work now."""
    now = next((each.company for each in contact.positions if each.is_current and each.company), "")
    return await companies.find(tenant, now) if now else None
