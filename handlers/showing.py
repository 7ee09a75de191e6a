"""A person's card, as much of it as those may see who will read it."""

from slack_sdk.models.blocks import Block

from crm.enriching import opinions
from crm.types import Contact, Tenant
from handlers.context import Context
from views.card import card, short_card


async def card_for(context: Context, tenant: Tenant, reader_id: str, contact: Contact) -> list[Block]:
    """The long one where only colleagues read it, else the short one. `reader_id` is a user's id, or a conversation's."""
    owner = await context.colleagues.name(contact.owner_id) if contact.owner_id else ""
    if await context.colleagues.only(reader_id):
        return card(contact, owner, await opinions.waiting(tenant, context.vendors, contact.id))
    return short_card(contact, owner)
