"""How often something may be done, counted over all replicas."""

from datetime import UTC, datetime, timedelta

from crm.types import Tenant
from storage.queries import rate_limits as rows

KEPT = timedelta(days=1)


async def take(tenant: Tenant, key: str, *, per_second: float, burst: int) -> float:
    """0.0 where it may be done now, and it is counted; else the seconds to wait before asking again."""
    return await rows.take(tenant.key, key, per_second, burst, datetime.now(UTC))
