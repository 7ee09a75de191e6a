"""How often something may be done, counted over all replicas."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from crm.types import Tenant
from storage.queries import rate_limits as rows

KEPT = timedelta(days=1)


async def take(tenant: Tenant, key: str, *, per_second: float, burst: int) -> float:
    """0.0 where it may be done now, and it is counted; else the seconds to wait before asking again."""
    taken, wait = await rows.take(tenant.key, key, per_second, burst, datetime.now(UTC), most=1, ahead=0.0)
    return 0.0 if taken else wait


async def take_ahead(
    tenant: Tenant, key: str, *, per_second: float, burst: int, most: int, ahead: float
) -> tuple[Sequence[float], float]:
    """For up to `most` the seconds until it may be done, at most `ahead`: each is counted. And the seconds until others may ask again."""
    return await rows.take(tenant.key, key, per_second, burst, datetime.now(UTC), most, ahead)


async def pause(tenant: Tenant, key: str, seconds: float) -> None:
    """Nobody may do it before then."""
    await rows.pause(tenant.key, key, datetime.now(UTC) + timedelta(seconds=seconds))


async def forget(tenant: Tenant, key: str) -> None:
    """It may be done at once."""
    await rows.forget(tenant.key, key)


async def paused(tenant: Tenant, key: str) -> float:
    """The seconds until that is over, 0.0 where nobody has to wait."""
    until = await rows.paused_until(tenant.key, key)
    return max(0.0, (until - datetime.now(UTC)).total_seconds()) if until else 0.0
