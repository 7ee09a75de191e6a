"""What one replica looks after: jobs that were asked for, clocks, and the work of replicas that are gone."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta

from bot.jobs import JobEngine
from bot.overseer import Overseer
from crm import exporting, importing, inbox, jobs, outbox, ticks
from crm.durable import JobFunction, Steps
from crm.replicas import Replicas
from crm.types import JobStatus, Tenant, Words
from handlers.context import Context
from handlers.ticks import Tick
from storage.queries.deliveries import claim
from tests.crm.importing.files import ADA, TENANT, csv_of, dropped
from tests.waiting import patiently

ME = "roster-me"
DAY = 24 * 60 * 60


async def moments(seconds: float, number: int) -> AsyncIterator[None]:
    for _ in range(number):
        await asyncio.sleep(seconds)
        yield


def overseer(engine: JobEngine, *clocks: Tick, silent_seconds: float = 0.0) -> Overseer:
    return Overseer(engine, Replicas(ME, silent_seconds), clocks)


async def test_jobs_that_a_kill_kept_from_the_engine_are_done_once(database: str) -> None:
    waiting = await dropped(csv_of([["Name"], ["Bo"]]))
    started = await dropped(csv_of([["Name"], ["Ada"]]))
    asked = {
        (await importing.start(TENANT, ADA, started.id)).id,
        (await exporting.start(TENANT, ADA, "", "D1")).id,
    }
    given: list[int] = []
    all_given = asyncio.Event()

    async def do(steps: Steps, tenant: Tenant, job_id: int) -> None:
        await jobs.begin(tenant, job_id, steps.attempt)
        given.append(job_id)
        await jobs.finish(tenant, job_id)
        if len(given) == 2:
            all_given.set()

    functions: Mapping[str, JobFunction] = {"import": do, "export": do}
    engine = JobEngine(database, ME)
    async with engine.working(functions):
        for _ in range(2):
            await overseer(engine).relay()
        await all_given.wait()
        await overseer(engine).relay()
    assert sorted(given) == sorted(asked)
    assert {(await jobs.get(TENANT, each)).status for each in asked} == {JobStatus.DONE}
    assert await jobs.of(TENANT, "import", waiting.id) is None


async def test_what_a_silent_replica_had_taken_is_free_for_the_others(database: str) -> None:
    other = Replicas("roster-other")
    await other.join(alone=False)
    await outbox.put(TENANT, "hello", "C1", Words((), "hello"))
    [message] = await outbox.take_due(other.name)
    item = await inbox.keep(TENANT, "event:1", "event", {"a": 1}, other.name)
    assert item is not None
    assert not await outbox.take_due(ME)
    assert not await inbox.take_due(ME)
    engine = JobEngine(database, ME)
    async with engine.working({}):
        mine = overseer(engine, silent_seconds=60.0)
        await mine.beat()
        assert await outbox.take_due(ME) == []
        eager = overseer(engine)
        await eager.beat()
    assert [each.key for each in await outbox.take_due(ME)] == [message.key]
    assert [each.key for each in await inbox.take_due(ME)] == [item.key]
    assert await other.living() == {ME, other.name}


async def test_a_replica_that_beats_keeps_what_it_has(database: str) -> None:
    other, mine = Replicas("roster-other"), Replicas(ME, silent_seconds=0.2)
    await other.join(alone=False)
    for _ in range(5):
        await other.beat()
        assert await mine.dead() == ()
        await asyncio.sleep(0.08)
    dead: tuple[str, ...] = ()
    async for _ in moments(0.08, 20):
        dead = dead or await mine.dead()
    assert dead == (other.name,)


async def test_one_that_says_goodbye_is_gone_at_once(database: str) -> None:
    other, mine = Replicas("roster-other"), Replicas(ME, silent_seconds=60.0)
    await other.join(alone=False)
    assert await mine.dead() == ()
    await other.leave()
    assert await mine.dead() == (other.name,)


async def test_who_is_gone_is_reported_by_the_one_who_buries(database: str) -> None:
    other, mine = Replicas("roster-other"), Replicas(ME)
    await other.join(alone=False)
    assert await mine.bury(other.name)
    assert not await mine.bury(other.name)


async def test_a_tick_is_acted_on_once_and_only_where_something_is_due(database: str) -> None:
    acted: list[int] = []
    done = asyncio.Event()

    async def act(steps: Steps, slot: int) -> None:
        acted.append(slot)
        done.set()

    async def never(moment: datetime) -> bool:
        return False

    async def always(moment: datetime) -> bool:
        return True

    async def nothing(context: Context, moment: datetime) -> None:
        raise AssertionError("the engine's function is called")

    engine = JobEngine(database, ME)
    clocks = (Tick("asked", 3600, always, nothing), Tick("idle", 3600, never, nothing))
    async with engine.working({}, {"asked": act, "idle": act}):
        for _ in range(2):
            for _, lookout in overseer(engine, *clocks).every[-2:]:
                async with lookout.looking():
                    await asyncio.sleep(0.05)
        await done.wait()
        await asyncio.sleep(0.3)
    assert len(acted) == 1
    assert acted[0] % 3600 == 0


async def test_while_a_tick_is_acted_on_the_next_ones_do_not_pile_up(database: str) -> None:
    acted: list[str] = []
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def act(steps: Steps, slot: int) -> None:
        begun.set()
        await may_end.wait()
        acted.append(str(slot))

    async def act_at_once(steps: Steps, slot: int) -> None:
        acted.append("other")

    engine = JobEngine(database, ME)
    async with engine.working({}, {"slow": act, "other": act_at_once}):
        await engine.enqueue_tick("slow", 0, one_at_a_time=True)
        await begun.wait()
        for slot in range(1, 10):
            await engine.enqueue_tick("slow", slot, one_at_a_time=True)
        await engine.enqueue_tick("other", 0, one_at_a_time=True)
        async for attempt in patiently():
            with attempt:
                assert acted == ["other"]
        may_end.set()
        async for attempt in patiently():
            with attempt:
                assert acted == ["other", "0"]
        await engine.enqueue_tick("slow", 10, one_at_a_time=True)
        async for attempt in patiently():
            with attempt:
                assert acted == ["other", "0", "10"]


async def test_of_the_slots_that_everybody_missed_a_clock_acts_on_as_many_as_it_says(database: str) -> None:
    now = int(datetime.now(UTC).timestamp()) // DAY * DAY
    for name in ("forgets", "catches up"):
        await ticks.note(name, now - 5 * DAY)
    asked: dict[str, list[int]] = {"forgets": [], "catches up": []}

    def remembered(name: str) -> Callable[[datetime], Awaitable[bool]]:
        async def remember(moment: datetime) -> bool:
            asked[name].append(int(moment.timestamp()))
            return False

        return remember

    async def nothing(context: Context, moment: datetime) -> None:
        raise AssertionError("nothing is due")

    clocks = (
        Tick("forgets", DAY, remembered("forgets"), nothing),
        Tick("catches up", DAY, remembered("catches up"), nothing, catches_up=3),
    )
    engine = JobEngine(database, ME)
    async with engine.working({}):
        for _ in range(2):
            for _, lookout in overseer(engine, *clocks).every[-2:]:
                async with lookout.looking():
                    await asyncio.sleep(0.05)
    assert asked == {"forgets": [now], "catches up": [now - 2 * DAY, now - DAY, now]}


async def test_what_slack_delivered_long_ago_is_thrown_away_and_nothing_newer(database: str) -> None:
    assert await claim(TENANT.key, "Ev-old", datetime.now(UTC) - timedelta(days=3))
    assert await inbox.claim(TENANT, "Ev-new")
    engine = JobEngine(database, ME)
    async with engine.working({}):
        await overseer(engine).tidy()
    assert await inbox.claim(TENANT, "Ev-old")
    assert not await inbox.claim(TENANT, "Ev-new")
