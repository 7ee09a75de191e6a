"""Buckets of tokens, shared by all replicas."""

from datetime import datetime

from storage.database import AlreadyThere, is_sqlite, transaction
from storage.models import RateLimit


async def take(tenant: str, key: str, per_second: float, burst: float, now: datetime) -> float:
    """Take one token. Returns 0.0, or the seconds until there will be one; then none was taken."""
    for _ in range(2):
        try:
            async with transaction():
                return await _take(tenant, key, per_second, burst, now)
        except AlreadyThere:  # another replica made the bucket just now
            continue
    return 1 / per_second


async def _take(tenant: str, key: str, per_second: float, burst: float, now: datetime) -> float:
    query = RateLimit.filter(tenant=tenant, key=key)
    bucket = await (query if is_sqlite() else query.select_for_update()).first()
    if bucket is None:
        await RateLimit.create(tenant=tenant, key=key, tokens=burst - 1, counted_at=now)
        return 0.0
    passed = max(0.0, (now - bucket.counted_at).total_seconds())
    tokens = min(burst, bucket.tokens + passed * per_second)
    if tokens < 1:
        return (1 - tokens) / per_second
    bucket.tokens, bucket.counted_at = tokens - 1, max(now, bucket.counted_at)
    await bucket.save(update_fields=["tokens", "counted_at"])
    return 0.0


async def pause(tenant: str, key: str, until: datetime) -> None:
    """A bucket that is empty, and counted anew only then, or later where somebody was told a longer pause."""
    empty = {"tokens": 0.0, "counted_at": until}
    _, is_new = await RateLimit.get_or_create(tenant=tenant, key=key, defaults=empty)
    if not is_new:
        await RateLimit.filter(tenant=tenant, key=key, counted_at__lt=until).update(**empty)


async def paused_until(tenant: str, key: str) -> datetime | None:
    bucket = await RateLimit.get_or_none(tenant=tenant, key=key)
    return bucket.counted_at if bucket else None


async def forget_before(tenant: str, moment: datetime) -> None:
    """A bucket that nobody took from for so long is full, as a new one is."""
    await RateLimit.filter(tenant=tenant, counted_at__lt=moment).delete()
