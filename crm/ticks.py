"""Which moments of a clock have come that nobody has acted on. A slot is a moment: seconds since 1970, a multiple of the period."""

import time

from storage.queries import replicas


async def missed(name: str, period: int, most: int) -> tuple[int, ...]:
    """The slots up to now that were not noted yet, the newest `most` of them, oldest first."""
    now = int(time.time()) // period * period
    last = await replicas.last_slot(name)
    first = now if last is None else last + period
    return tuple(range(first, now + 1, period))[-most:]


async def last(name: str) -> int | None:
    """The newest slot that was noted."""
    return await replicas.last_slot(name)


async def note(name: str, slot: int) -> None:
    """That slot is taken care of, and with it every one before."""
    last = await replicas.last_slot(name)
    if last is None or last < slot:
        await replicas.move_slot(name, last, slot)
