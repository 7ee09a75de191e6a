"""Many who wait in line for the same vendor."""

import asyncio
import time

import pytest

from crm import rate_limits
from crm.providers.turns import Bucket, Turns
from crm.types import Tenant

TENANT = Tenant("T1")
BUCKET = Bucket(most=12, seconds=0.3, burst=2)
PEOPLE = 24


@pytest.mark.parametrize("stands_still", [0.0, 0.2])
async def test_nobody_goes_before_its_time_and_the_first_come_first(
    database: str, stands_still: float
) -> None:
    """Also where the process `stands_still` meanwhile, for so many seconds, and then is late."""
    turns, gone = Turns(), list[tuple[int, float]]()

    async def one(number: int) -> None:
        assert await turns.take(TENANT, "vendor", BUCKET, 60) == 0.0
        gone.append((number, time.monotonic()))
        if number == PEOPLE // 2:
            time.sleep(stands_still)  # noqa: ASYNC251 - as one does that has much to reckon
        turns.over(TENANT, "vendor")

    await asyncio.gather(*(one(number) for number in range(PEOPLE)))
    assert [number for number, _ in gone] == [*range(PEOPLE)]
    for (_, first), (_, after) in zip(gone, gone[BUCKET.most :], strict=False):
        assert after - first >= BUCKET.seconds - 0.01


async def test_two_processes_share_what_the_vendor_allows(database: str) -> None:
    began = time.monotonic()
    taken = await asyncio.gather(
        *(
            turns.take(TENANT, "vendor", BUCKET, 60)
            for turns in (Turns(), Turns())
            for _ in range(PEOPLE // 2)
        )
    )
    assert {*taken} == {0.0}
    assert time.monotonic() - began >= (PEOPLE - BUCKET.burst) / BUCKET.per_second - 0.01


async def test_who_cannot_wait_so_long_is_told_when_it_would_be(database: str) -> None:
    turns = Turns()
    await rate_limits.pause(TENANT, "vendor", 100)
    waits = await asyncio.gather(*(turns.take(TENANT, "vendor", BUCKET, 1) for _ in range(3)))
    assert all(90 < wait <= 101 for wait in waits)


async def test_a_pause_is_kept_to_by_those_who_were_behind(database: str) -> None:
    turns = Turns()
    behind = [asyncio.create_task(turns.take(TENANT, "vendor", BUCKET, 5)) for _ in range(PEOPLE)]
    await asyncio.wait(behind, return_when=asyncio.FIRST_COMPLETED)
    await rate_limits.pause(TENANT, "vendor", 100)
    turns.forget(TENANT, "vendor")
    meanwhile = [each for each in behind if each.done()]
    waits = await asyncio.gather(*behind)
    assert waits.count(0.0) <= len(meanwhile) + 1, "but for the one whose turn it was just then"


async def test_a_longer_line_than_there_is_time_for_ends_with_some_who_had_no_turn(database: str) -> None:
    slow, turns = Bucket(most=5, seconds=1, burst=1), Turns()
    waits = await asyncio.gather(*(turns.take(TENANT, "vendor", slow, 0.6) for _ in range(10)))
    assert waits[0] == 0.0
    assert all(wait > 0.0 for wait in waits[4:])


async def test_what_was_taken_for_some_who_gave_up_is_not_used_by_others_later(database: str) -> None:
    """Another process takes what has come back into the bucket meanwhile."""
    turns, other = Turns(), Turns()
    behind = [asyncio.create_task(turns.take(TENANT, "vendor", BUCKET, 60)) for _ in range(PEOPLE)]
    await behind[2]
    for each in behind:
        each.cancel()
    await asyncio.gather(*behind, return_exceptions=True)
    await asyncio.sleep(1)
    began = time.monotonic()
    every = (turns, other) * (PEOPLE // 2)
    await asyncio.gather(*(each.take(TENANT, "vendor", BUCKET, 60) for each in every))
    assert time.monotonic() - began >= (PEOPLE - BUCKET.burst) / BUCKET.per_second - 0.01
