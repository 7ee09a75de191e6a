"""Has this been delivered already? Slack delivers again what it believes lost, and over every open connection."""

from datetime import UTC, datetime, timedelta

from crm.types import Tenant
from storage.queries import deliveries as rows

KEPT = timedelta(days=2)


async def claim(tenant: Tenant, key: str) -> bool:
    """True for the first delivery of that key, False for every later one."""
    return await rows.claim(tenant.key, key, datetime.now(UTC))


async def forget_old_everywhere() -> None:
    """Slack gives up after an hour; what is older than two days only takes room."""
    moment = datetime.now(UTC) - KEPT
    for tenant in await rows.tenants():
        await rows.forget_before(tenant, moment)
