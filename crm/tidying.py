"""What only takes room is thrown away."""

from datetime import UTC, datetime

from crm import exporting, inbox, outbox, rate_limits
from crm.bulk import runs as bulk_runs
from crm.enriching import batches
from crm.importing import undoing
from crm.types import Tenant
from storage.queries import deliveries, effects, lookups, messages
from storage.queries import rate_limits as buckets


async def forget_old_everywhere() -> None:
    """Of every tenant, whatever will not be asked for again."""
    for tenant in await deliveries.tenants():
        await _forget_old(Tenant.of_key(tenant))


async def _forget_old(tenant: Tenant) -> None:
    now = datetime.now(UTC)
    await deliveries.forget_before(tenant.key, now - inbox.KEPT)
    await messages.forget_before(tenant.key, now - outbox.KEPT)
    await effects.forget_before(tenant.key, now - outbox.KEPT)
    await buckets.forget_before(tenant.key, now - rate_limits.KEPT)
    await exporting.forget_old(tenant, now)
    await undoing.forget_old(tenant, now)
    await bulk_runs.forget_old(tenant, now)
    await batches.forget_old(tenant, now)
    await lookups.forget_before(tenant.key, now)
