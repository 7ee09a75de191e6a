"""Looking new contacts up by themselves, where admins have switched that on. It has a cap of its own (`crm.credits.caps`)."""

from datetime import UTC, datetime

from crm import settings
from crm.enriching import batches
from crm.types import Author, AutomaticEnrichment, Tenant
from storage.database import transaction
from storage.queries import contacts as rows
from storage.queries import settings as kept

AT_ONCE = 200
_AFTER = "enriches_after"


async def is_on(tenant: Tenant) -> bool:
    return (await settings.decided(tenant, AutomaticEnrichment)).enriches_after is not None


async def switch(tenant: Tenant, author: Author, *, on: bool) -> None:
    """From now on: whoever is in the book already is not looked up for that. Whether the author may is the caller's to ask."""
    if on == await is_on(tenant):
        return
    after = await rows.last_id(tenant.key) if on else None
    await settings.decide(tenant, author, AutomaticEnrichment(after, author.user_id if on else ""))


async def any_due(now: datetime) -> bool:
    return any([await _due(Tenant.of_key(key)) for key in await kept.tenants_with(_AFTER)])


async def begin(now: datetime) -> None:
    """For whoever came since, everywhere. Beginning and noting who has had their turn are one transaction: nobody is looked up twice."""
    for key in await kept.tenants_with(_AFTER):
        tenant = Tenant.of_key(key)
        if not await _due(tenant):
            continue
        async with transaction():
            chosen = await settings.decided(tenant, AutomaticEnrichment)
            ids = await _new_ones(tenant, chosen)
            if ids and chosen.enriches_after is not None:
                author = Author(chosen.enriches_for)
                words = f"{len(ids):,} new"
                key_of_batch = f"automatic:{chosen.enriches_after}"
                await batches.start(
                    tenant, author, "", words, ids, author.user_id, key_of_batch, is_automatic=True
                )
                await kept.put(tenant.key, _AFTER, ids[-1], author.user_id, datetime.now(UTC))


async def _due(tenant: Tenant) -> bool:
    return bool(await _new_ones(tenant, await settings.decided(tenant, AutomaticEnrichment), 1))


async def _new_ones(tenant: Tenant, chosen: AutomaticEnrichment, limit: int = AT_ONCE) -> list[int]:
    return (
        await rows.ids_after(tenant.key, chosen.enriches_after, limit)
        if chosen.enriches_after is not None
        else []
    )
