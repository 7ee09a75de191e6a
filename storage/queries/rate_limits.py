"""Buckets of tokens, shared by all replicas."""

from datetime import datetime

from storage.database import AlreadyThere, is_sqlite, transaction
from storage.models import RateLimit


async def take(
    tenant: str, key: str, per_second: float, burst: float, now: datetime, most: int, ahead: float
) -> tuple[list[float], float]:
    """Take up to `most` tokens that are there, or will be within `ahead` seconds.

    Returns for each the seconds until it is there, and the seconds until there is the next one that was not taken.
    """
    for _ in range(2):
        try:
            async with transaction():
                return await _take(tenant, key, per_second, burst, now, most, ahead)
        except AlreadyThere:  # another replica made the bucket just now
            continue
    return [], 1 / per_second


async def _take(
    tenant: str, key: str, per_second: float, burst: float, now: datetime, most: int, ahead: float
) -> tuple[list[float], float]:
    query = RateLimit.filter(tenant=tenant, key=key)
    bucket = await (query if is_sqlite() else query.select_for_update()).first()
    counted_at, tokens = (bucket.counted_at, bucket.tokens) if bucket else (now, burst)
    since = max(now, counted_at)  # later than now where everybody is to wait
    tokens = min(burst, tokens + (since - counted_at).total_seconds() * per_second)
    paused = (since - now).total_seconds()
    waits = [paused + max(0.0, number - tokens) / per_second for number in range(1, most + 2)]
    taken = [wait for wait in waits[:most] if wait <= ahead]
    if bucket is None:
        await RateLimit.create(tenant=tenant, key=key, tokens=tokens - len(taken), counted_at=since)
    elif taken:
        await RateLimit.filter(tenant=tenant, id=bucket.id).update(
            tokens=tokens - len(taken), counted_at=since
        )
    return taken, waits[len(taken)]


async def pause(tenant: str, key: str, until: datetime) -> None:
    """A bucket that is empty, and counted anew only then, or later where somebody was told a longer pause."""
    empty = {"tokens": 0.0, "counted_at": until}
    _, is_new = await RateLimit.get_or_create(tenant=tenant, key=key, defaults=empty)
    if not is_new:
        await RateLimit.filter(tenant=tenant, key=key, counted_at__lt=until).update(**empty)


async def paused_until(tenant: str, key: str) -> datetime | None:
    bucket = await RateLimit.get_or_none(tenant=tenant, key=key)
    return bucket.counted_at if bucket else None


async def forget(tenant: str, key: str) -> None:
    await RateLimit.filter(tenant=tenant, key=key).delete()


async def forget_before(tenant: str, moment: datetime) -> None:
    """A bucket that nobody took from for so long is full, as a new one is."""
    await RateLimit.filter(tenant=tenant, counted_at__lt=moment).delete()
