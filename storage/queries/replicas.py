"""The processes that work on this database, and up to when their clocks have ticked. They work for every tenant."""

from datetime import datetime

from tortoise.expressions import F

from storage.database import AlreadyThere, transaction
from storage.models import Replica, Tick


async def register(name: str, now: datetime) -> None:
    await Replica.create(name=name, started_at=now)


async def beat(name: str, now: datetime) -> None:
    """I am alive. One that was taken for dead begins anew."""
    if not await Replica.filter(name=name).update(beat=F("beat") + 1):
        await register(name, now)


async def beats() -> dict[str, int]:
    """Name -> beat of every replica."""
    return {row["name"]: row["beat"] for row in await Replica.all().values("name", "beat")}


async def remove(name: str) -> bool:
    """False where it was not on record any more."""
    return bool(await Replica.filter(name=name).delete())


async def last_slot(tick: str) -> int | None:
    """Up to which slot that clock has ticked; None where it never has."""
    found = await Tick.get_or_none(name=tick)
    return found.slot if found else None


async def move_slot(tick: str, before: int | None, after: int) -> None:
    """Forwards only; who comes second changes nothing."""
    if before is not None:
        await Tick.filter(name=tick, slot=before).update(slot=after)
        return
    try:
        async with transaction():
            await Tick.create(name=tick, slot=after)
    except AlreadyThere:
        return
