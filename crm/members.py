"""Those who work here: whether they were greeted, and whose cards they saw last."""

from datetime import UTC, datetime

from crm.contacts import summaries
from crm.types import ContactSummary, Tenant
from storage.queries import members as rows

REMEMBERED = 20


async def note_look(tenant: Tenant, user_id: str, contact_id: int) -> None:
    """They look at a card, or have changed what stands on it."""
    before = await rows.looked_at(tenant.key, user_id)
    if before[:1] != [contact_id]:
        others = [each for each in before if each != contact_id]
        await rows.set_looked_at(tenant.key, user_id, [contact_id, *others][:REMEMBERED])


async def recent(tenant: Tenant, user_id: str, limit: int) -> tuple[ContactSummary, ...]:
    """Whom they looked at last, without those who are gone."""
    return (await summaries(tenant, await rows.looked_at(tenant.key, user_id)))[:limit]


async def greet(tenant: Tenant, user_id: str) -> bool:
    """True for the first time: then say hello."""
    return await rows.greet(tenant.key, user_id, datetime.now(UTC))
