"""Jobs: done once, gone on with after an end of the process, tried again where that may help."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.jobs import JOBS_AT_ONCE, JobEngine
from crm.durable import JobFunction, Steps
from crm.errors import UserError
from crm.types import Job, JobStatus, Tenant

ACME = Tenant("T1", "E1")
OTHERS = Tenant("T2")


class Work:
    """A job of steps, each of which can be held up or made to fail; it remembers what was done for whom."""

    def __init__(self, *steps: str) -> None:
        self.steps = steps
        self.done: list[str] = []
        self.given: list[tuple[Tenant, int]] = []
        self.faults: dict[str, list[Exception]] = {}
        self.held: dict[str, asyncio.Event] = {}
        self.reached: dict[str, asyncio.Event] = {name: asyncio.Event() for name in steps}
        self.results: list[object] = []
        self.ended = asyncio.Event()
        self.problem: BaseException | None = None

    async def run(self, steps: Steps, tenant: Tenant, reference: int) -> None:
        self.given.append((tenant, reference))
        try:
            for name in self.steps:
                self.results.append(await steps.step(name, lambda name=name: self._do(name)))  # type: ignore[misc] # a default argument is what binds a loop's variable
        except Exception as error:
            self.problem = error
            raise
        finally:
            if self.problem or self.done[-1:] == [self.steps[-1]]:
                self.ended.set()

    async def _do(self, name: str) -> str:
        self.reached[name].set()
        if name in self.held:
            await self.held[name].wait()
        if faults := self.faults.get(name):
            raise faults.pop(0)
        self.done.append(name)
        return f"{name} is done"


def job(number: int, tenant: Tenant = ACME, *, kind: str = "work", attempt: int = 1) -> Job:
    return Job(
        *(
            number,
            kind,
            number,
            "a title",
            tenant,
            JobStatus.WAITING,
            attempt,
            0,
            0,
            0,
            "U1",
            "",
            "",
            "C1",
            "",
        ),
        created_at=datetime.now(UTC),
        started_at=None,
        finished_at=None,
    )


def engine(database_url: str, executor: str = "roster-test") -> JobEngine:
    return JobEngine(database_url, executor, retry_seconds=0.001)


def functions(work: Work) -> Mapping[str, JobFunction]:
    return {"work": work.run}


async def test_a_job_asked_for_twice_is_done_once(database_url: str) -> None:
    work, jobs = Work("one"), engine(database_url)
    async with jobs.working(functions(work)):
        for _ in range(3):
            await jobs.enqueue(job(7))
        await work.ended.wait()
        work.ended.clear()
        await jobs.enqueue(job(7))
        await jobs.enqueue(job(7, OTHERS))
        await work.ended.wait()
    assert work.given == [(ACME, 7), (OTHERS, 7)]
    assert work.results == ["one is done"] * 2


async def test_a_kind_that_nobody_does_is_refused(database_url: str) -> None:
    jobs = engine(database_url)
    async with jobs.working({}):
        with pytest.raises(ValueError, match="paint"):
            await jobs.enqueue(job(1, ACME, kind="paint"))


async def test_what_nobody_waits_for_keeps_no_other_job_waiting(database_url: str) -> None:
    slow, work, jobs = Work("one"), Work("one"), engine(database_url)
    slow.held["one"] = asyncio.Event()
    async with jobs.working({"slow": slow.run, "work": work.run}, in_background={"slow"}):
        for number in range(JOBS_AT_ONCE + 1):
            await jobs.enqueue(job(number, kind="slow"))
        await slow.reached["one"].wait()
        await jobs.enqueue(job(9))
        await work.ended.wait()
        assert slow.given == [(ACME, 0)]
        slow.held["one"].set()
        await slow.ended.wait()


async def test_a_fault_that_passes_is_tried_again(database_url: str) -> None:
    work, jobs = Work("one", "two"), engine(database_url)
    work.faults["two"] = [OSError("disk full"), ConnectionError("gone")]
    async with jobs.working(functions(work)):
        await jobs.enqueue(job(1))
        await work.ended.wait()
    assert (work.done, work.problem) == (["one", "two"], None)


async def test_a_mistake_that_stays_is_the_jobs_own_to_handle(database_url: str) -> None:
    work, jobs = Work("one"), engine(database_url)
    work.faults["one"] = [ValueError(f"wrong {time}") for time in range(50)]
    async with jobs.working(functions(work)):
        await jobs.enqueue(job(1))
        await work.ended.wait()
    assert isinstance(work.problem, ValueError)
    assert 40 < len(work.faults["one"]) < 50


async def test_a_job_outlives_a_fault_that_lasts(database_url: str) -> None:
    work, jobs = Work("one", "two"), engine(database_url)
    work.faults["two"] = [OSError(f"disk full {time}") for time in range(20)]
    async with jobs.working(functions(work)):
        await jobs.enqueue(job(1))
        async for _ in moments(0.05):
            await jobs.resume_stranded()
            if work.ended.is_set():
                break
    assert (work.done, work.problem) == (["one", "two"], None)


async def moments(seconds: float) -> AsyncIterator[None]:
    while True:
        yield
        await asyncio.sleep(seconds)


async def test_what_a_person_has_to_mend_is_not_tried_again(database_url: str) -> None:
    work, jobs = Work("one"), engine(database_url)
    work.faults["one"] = [UserError("No such person."), UserError("Never asked again.")]
    async with jobs.working(functions(work)):
        await jobs.enqueue(job(1))
        await work.ended.wait()
    assert isinstance(work.problem, UserError)
    assert len(work.faults["one"]) == 1


async def test_after_a_restart_a_job_goes_on_behind_its_last_recorded_step(database_url: str) -> None:
    work = Work("one", "two", "three")
    work.held["two"] = asyncio.Event()
    jobs = engine(database_url)
    async with jobs.working(functions(work)):
        await jobs.enqueue(job(1))
        await work.reached["two"].wait()
        asyncio.get_running_loop().call_soon(work.held["two"].set)  # while the engine closes
    assert work.done == ["one", "two"]
    work.results.clear()
    async with engine(database_url).working(functions(work)):
        await work.ended.wait()
    assert work.done == ["one", "two", "three"]
    assert work.results == ["one is done", "two is done", "three is done"]


async def test_the_sweep_takes_up_what_stands_still_and_leaves_alone_what_runs(database_url: str) -> None:
    work, jobs = Work("one", "two"), engine(database_url)
    stands_still = asyncio.Event()

    async def lost_once(steps: Steps, tenant: Tenant, reference: int) -> None:
        if not stands_still.is_set():
            stands_still.set()
            raise asyncio.CancelledError  # as when the record could not be written: under way, and nobody does it
        await work.run(steps, tenant, reference)

    work.held["two"] = asyncio.Event()
    async with jobs.working({"work": lost_once}):
        await jobs.enqueue(job(1))
        await stands_still.wait()
        taken_up: tuple[str, ...] = ()
        while not taken_up:
            taken_up = await jobs.resume_stranded()
        assert taken_up == ("work:E1/T1:1:1",)
        await work.reached["two"].wait()
        assert [await jobs.resume_stranded() for _ in range(3)] == [(), (), ()]
        work.held["two"].set()
        await work.ended.wait()
    assert work.done == ["one", "two"]


async def test_what_ended_long_ago_is_forgotten(database_url: str) -> None:
    work, jobs = Work("one"), engine(database_url)
    async with jobs.working(functions(work)):
        await jobs.enqueue(job(1))
        await work.ended.wait()
        assert await jobs.forget_finished(timedelta(days=1)) == 0
        forgotten = 0
        while not forgotten:  # its end is recorded a moment later
            forgotten = await jobs.forget_finished(timedelta(seconds=-5))
        assert forgotten == 1
        assert await jobs.forget_finished(timedelta(seconds=-5)) == 0


def test_a_job_that_begins_while_our_loop_stands_still_is_done_by_it_all_the_same(tmp_path: Path) -> None:
    """DBOS has a loop of its own for such moments, on which our database connections would be of no use."""
    loops: list[asyncio.AbstractEventLoop] = []
    ended = asyncio.Event()

    async def done_here(steps: Steps, tenant: Tenant, reference: int) -> None:
        async def look() -> None:
            loops.append(asyncio.get_running_loop())

        await steps.step("look", look)
        loops.append(asyncio.get_running_loop())
        ended.set()

    with asyncio.Runner() as runner:
        engine = JobEngine(f"sqlite://{tmp_path / 'roster.db'}", "replica")
        at_work = engine.working({"work": done_here})
        runner.run(at_work.__aenter__())
        try:
            runner.run(engine.enqueue(job(1)))
            time.sleep(2.0)  # the loop stands still, and the engine looks for work
            runner.run(asyncio.wait_for(ended.wait(), 30))
        finally:
            runner.run(at_work.__aexit__(None, None, None))
        assert loops == [runner.get_loop()] * 2
