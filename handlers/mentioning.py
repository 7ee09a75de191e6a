"""Telling colleagues that a note mentions them."""

from crm import contacts, mentions
from crm.types import Entry, Tenant
from handlers.context import Context
from handlers.readers import belongs_to
from handlers.saying import say
from views.notes import mention, mention_text


async def tell_mentioned(context: Context, tenant: Tenant, entry: Entry) -> None:
    """Said first, then noted: whoever is killed in between says the same under the same key."""
    (contact,) = await contacts.summaries(tenant, [entry.contact_id])
    for user_id in await mentions.untold(tenant, entry):
        if await belongs_to(context, user_id, entry.audience):
            key = f"mention:{entry.id}:{user_id}"
            blocks, text = mention(contact.name, entry), mention_text(contact.name, entry)
            await say(context, tenant, key, user_id, blocks, text)
            await mentions.note_told(tenant, entry, user_id)
