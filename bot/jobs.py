"""Long work that outlives the process: DBOS records each step, and goes on after the last one recorded.

One process has one engine at a time, as DBOS does. What is recorded holds ids only, never what people wrote.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Container, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from dbos import (
    DBOS,
    DBOSConfig,
    DBOSPortableJSONSerializer,
    SetEnqueueOptions,
    SetWorkflowID,
    WorkflowStatus,
)
from sqlalchemy.exc import DBAPIError
from structlog.contextvars import bound_contextvars
from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, wait_exponential

from bot import jobs_store
from crm.durable import JobFunction, TickFunction
from crm.errors import UserError
from crm.types import Job, Tenant
from handlers.reporting import may_pass
from storage.database import IDLE_TRANSACTION_SECONDS
from storage.sqlite import patient

T = TypeVar("T")

QUEUE = "jobs"
BACKGROUND = "background"
"""For what nobody waits for: one at a time in each process, so that it keeps nobody from the other queue."""
TICKS = "ticks"
"""For what the clock does: it is short, and must not wait for the end of long jobs."""
JOB = "job"
TICK = "tick"
JOBS_AT_ONCE = 4
TICKS_AT_ONCE = 4
POLL_SECONDS = 0.2
TICKS_POLL_SECONDS = 0.5
BACKGROUND_POLL_SECONDS = 1.0
LISTEN_SECONDS = 0.1
"""How long an end of the engine may wait for the thread that listens, where the database cannot tell it."""
DATABASE_CONNECTIONS = 5
FINISH_SECONDS = 4.0
# What a job consists of is recorded under this version. Jobs of another one are begun anew, where they were.
VERSION = "2"
STEP_TRIES = 6
RETRY_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 4.0
HISTORY_KEPT = timedelta(days=30)
FORGOTTEN_AT_ONCE = 500
_OPEN = ["PENDING", "ENQUEUED"]
_ENDED = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]

log = logging.getLogger("roster")

Run = Callable[..., Coroutine[Any, Any, None]]


class JobEngine:
    """Does jobs in this process, under the name of its replica. `retried` is called when a step is tried again."""

    def __init__(
        self,
        database_url: str,
        replica: str,
        retry_seconds: float = RETRY_SECONDS,
        retried: Callable[[], None] = lambda: None,
        version: str = VERSION,
    ) -> None:
        self._database_url = database_url
        self._version = version
        self._replica = replica
        self._retry_seconds = retry_seconds
        self._retried = retried
        self._functions: Mapping[str, JobFunction] = {}
        self._ticks: Mapping[str, TickFunction] = {}
        self._in_background: Container[str] = ()
        self._job: Run = _not_working
        self._tick: Run = _not_working
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._idle: set[str] = set()
        self._closing = False
        self._loop: asyncio.AbstractEventLoop | None = None

    @asynccontextmanager
    async def working(
        self,
        functions: Mapping[str, JobFunction],
        ticks: Mapping[str, TickFunction] | None = None,
        in_background: Container[str] = (),
    ) -> AsyncIterator[None]:
        """Do jobs, also those that were under way when the process ended. On leaving, each finishes its step.

        `in_background`: the names of those that wait for one another, and keep no other job waiting.
        """
        self._functions, self._ticks, self._in_background = functions, ticks or {}, in_background
        self._closing = False
        self._loop = asyncio.get_running_loop()
        logging.getLogger("dbos").addHandler(logging.NullHandler())  # else it prints by itself
        DBOS(config=self._config())
        try:
            self._register()
            DBOS.launch()
            for queue, at_once, seconds in (
                (QUEUE, JOBS_AT_ONCE, POLL_SECONDS),
                (TICKS, TICKS_AT_ONCE, TICKS_POLL_SECONDS),
                (BACKGROUND, 1, BACKGROUND_POLL_SECONDS),
            ):
                await DBOS.register_queue_async(
                    queue,
                    worker_concurrency=at_once,
                    polling_interval_sec=seconds,
                    on_conflict="always_update",
                )
            yield
        finally:
            await self._close()

    async def enqueue(self, job: Job) -> None:
        """Have it done, once: the same attempt of the same job again is no other."""
        if job.kind not in self._functions:
            raise ValueError(f"no such job: {job.kind}")
        queue = BACKGROUND if job.kind in self._in_background else QUEUE
        with SetWorkflowID(_workflow_id(job)):
            await DBOS.enqueue_workflow_async(queue, self._job, job.kind, job.tenant.key, job.id)

    async def enqueue_tick(self, name: str, slot: int, *, one_at_a_time: bool) -> None:
        """Have that tick of a clock acted on, once, whichever replicas ask for it.

        `one_at_a_time`: where an earlier one has not ended, that one does for both.
        """
        same = SetEnqueueOptions(deduplication_id=name, duplication_policy="return-existing")
        with SetWorkflowID(f"{name}:{slot}"), same if one_at_a_time else nullcontext():
            await DBOS.enqueue_workflow_async(TICKS, self._tick, name, slot)

    async def resume_stranded(self) -> tuple[str, ...]:
        """Take up again what is recorded as under way here and is not; twice in a row, so that nothing is hurried.

        DBOS looks only once, at its start, and in vain where the disk is full just then.
        """
        idle = set(await self._recorded(self._replica)) - self._tasks.keys()
        stranded = tuple(sorted(idle & self._idle))
        self._idle = idle - set(stranded)
        await self._enqueue_again(stranded)
        return stranded

    async def take_over(self, replica: str) -> tuple[str, ...]:
        """Have what a dead replica was doing done by whoever is free."""
        return await self._recover([replica])

    async def of_other_versions(self, living: set[str]) -> tuple[str, ...]:
        """What another version had taken on in replicas that are gone: nobody would go on with it."""
        found = await DBOS.list_workflows_async(status=_OPEN, load_input=False, load_output=False)
        at_work = living - {self._replica}
        return tuple(
            each.workflow_id
            for each in found
            if each.app_version not in (None, self._version) and each.executor_id not in at_work
        )

    async def drop(self, workflow_id: str) -> None:
        """Whoever took it on, nobody goes on with it."""
        await DBOS.cancel_workflow_async(workflow_id)

    async def orphans(self, living: set[str]) -> tuple[str, ...]:
        """What is recorded as under way in replicas that are not among those."""
        return tuple(each.workflow_id for each in await self._orphans(living))

    async def adopt_orphans(self, living: set[str]) -> tuple[str, ...]:
        """Have it done by whoever is free."""
        return await self._recover(sorted({str(each.executor_id) for each in await self._orphans(living)}))

    async def forget_finished(self, kept: timedelta = HISTORY_KEPT) -> int:
        """Delete what is recorded of jobs that ended longer ago. Returns how many."""
        before = (datetime.now(UTC) - kept).isoformat()
        forgotten = 0
        while ended := await DBOS.list_workflows_async(
            status=_ENDED,
            completed_before=before,
            limit=FORGOTTEN_AT_ONCE,
            load_input=False,
            load_output=False,
        ):
            await DBOS.delete_workflows_async([job.workflow_id for job in ended])
            forgotten += len(ended)
        return forgotten

    def _config(self) -> DBOSConfig:
        return {
            "name": "roster",
            "system_database_url": jobs_store.address(self._database_url),
            "sys_db_pool_size": DATABASE_CONNECTIONS,
            "sys_db_idle_transaction_timeout_sec": IDLE_TRANSACTION_SECONDS,
            "executor_id": self._replica,
            "application_version": self._version,
            # The default is pickle: who can write the database could run code.
            "serializer": DBOSPortableJSONSerializer(),
            "notification_listener_polling_interval_sec": LISTEN_SECONDS,
            "log_level": "WARNING",
            "enable_otlp": False,
        }

    def _register(self) -> None:
        """DBOS marks what it is given as its own, which a method does not bear."""

        async def job(kind: str, tenant_key: str, job_id: int) -> None:
            await self._run_job(kind, tenant_key, job_id)

        async def tick(name: str, slot: int) -> None:
            await self._run_tick(name, slot)

        self._job = DBOS.workflow(name=JOB, max_recovery_attempts=None)(job)
        self._tick = DBOS.workflow(name=TICK, max_recovery_attempts=None)(tick)

    async def _recorded(self, replica: str) -> tuple[str, ...]:
        """The ids of what is recorded as under way in that replica."""
        found = await DBOS.list_workflows_async(
            status="PENDING", executor_id=replica, load_input=False, load_output=False
        )
        return tuple(each.workflow_id for each in found)

    async def _orphans(self, living: set[str]) -> list[WorkflowStatus]:
        found = await DBOS.list_workflows_async(status="PENDING", load_input=False, load_output=False)
        return [each for each in found if each.executor_id not in living]

    async def _recover(self, replicas: list[str]) -> tuple[str, ...]:
        """Only what is still theirs: several who take over at the same time do not take it from one another.

        To resume a workflow, which is DBOS's public way, enqueues it anew although somebody else runs it by now.
        """
        recover = DBOS._recover_pending_workflows  # noqa: SLF001
        return tuple(handle.workflow_id for handle in await asyncio.to_thread(recover, replicas))

    async def _enqueue_again(self, workflow_ids: tuple[str, ...]) -> None:
        for workflow_id in workflow_ids:
            queue = QUEUE if job_in(workflow_id) else TICKS
            await DBOS.resume_workflow_async(workflow_id, queue_name=queue)

    async def _run_job(self, kind: str, tenant_key: str, job_id: int) -> None:
        async def run() -> None:
            steps = self._steps(_attempt_of(str(DBOS.workflow_id)))
            with self._under_way(job_id=f"{kind}:{job_id}", tenant=tenant_key), patient():
                await self._functions[kind](steps, Tenant.of_key(tenant_key), job_id)

        await self._on_our_loop(run)

    async def _run_tick(self, name: str, slot: int) -> None:
        async def run() -> None:
            steps = self._steps()
            with self._under_way(job_id=f"{name}:{slot}"):
                if name in self._ticks:  # else it is one of a version that knew more
                    await self._ticks[name](steps, slot)

        await self._on_our_loop(run)

    async def _on_our_loop(self, run: Run) -> None:
        """The loop that has the connections. Where it stands still for a moment, DBOS begins what is due on one of its own."""
        if asyncio.get_running_loop() is self._loop:
            await run()
        elif self._loop is not None:
            await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(run(), self._loop))

    def _steps(self, attempt: int = 1) -> "_RecordedSteps":
        return _RecordedSteps(attempt, self._retry_seconds, self._retried, lambda: self._closing)

    @contextmanager
    def _under_way(self, **about: str) -> Iterator[None]:
        """`about`: what its lines of the log carry, besides the replica: DBOS hands down nothing that is bound."""
        workflow_id, task = DBOS.workflow_id, asyncio.current_task()
        if workflow_id is None or task is None:
            raise RuntimeError("a job runs within DBOS only")
        self._tasks[workflow_id] = task
        task.add_done_callback(lambda done: self._forget(workflow_id, done))
        try:
            with bound_contextvars(replica=self._replica, **about):
                yield
        except Exception as error:
            if may_pass(error) or isinstance(error, DBAPIError):
                raise HandedBack from error
            log.exception("a job ended with a mistake of ours")
            raise

    def _forget(self, workflow_id: str, task: "asyncio.Task[None]") -> None:
        if self._tasks.get(workflow_id) is task:
            del self._tasks[workflow_id]

    async def _close(self) -> None:
        self._closing = True
        logging.getLogger("dbos").setLevel(logging.ERROR)  # it warns of every job that stops to go on later
        if under_way := list(self._tasks.values()):
            _, late = await asyncio.wait(under_way, timeout=FINISH_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)
        # DBOS made its own threads those of the loop, and takes them away with it.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(thread_name_prefix="asyncio"))
        await asyncio.to_thread(DBOS.destroy, destroy_registry=True)


def _workflow_id(job: Job) -> str:
    return f"{job.kind}:{job.tenant.key}:{job.id}:{job.attempt}"


def _attempt_of(workflow_id: str) -> int:
    return int(workflow_id.rpartition(":")[2])


def job_in(workflow_id: str) -> tuple[Tenant, int] | None:
    """Whose job it is, and its id; None for a tick of a clock."""
    match workflow_id.split(":"):
        case [_, tenant_key, job_id, _]:
            return Tenant.of_key(tenant_key), int(job_id)
    return None


class HandedBack(asyncio.CancelledError):
    """Not recorded as an end: the job stays under way, and goes on from here once it is taken up again."""


class _RecordedSteps:
    """`crm.durable.Steps` of one job."""

    def __init__(
        self,
        attempt: int,
        retry_seconds: float,
        retried: Callable[[], None],
        closing: Callable[[], bool],
    ) -> None:
        self.attempt = attempt
        self._retry_seconds = retry_seconds
        self._retried = retried
        self._closing = closing

    async def step(self, name: str, function: Callable[[], Awaitable[T]]) -> T:
        if self._closing():
            raise HandedBack
        try:
            return await DBOS.run_step_async({"name": name}, self._tried, name, function)
        except DBAPIError as error:  # what was done could not be recorded
            raise HandedBack from error

    async def _tried(self, name: str, function: Callable[[], Awaitable[T]]) -> T:
        """DBOS would record for good that a step failed; what passes by itself is not to be recorded."""
        try:
            async for attempt in AsyncRetrying(
                stop=stop_after_attempt(STEP_TRIES),
                wait=wait_exponential(self._retry_seconds, max=LONGEST_PAUSE_SECONDS),
                retry=retry_if_exception(_may_help),
                before_sleep=lambda _: self._retried(),
                reraise=True,
            ):
                with attempt:
                    result = await function()
                    log.info("did step %s", name)
                    return result
        except Exception as error:
            if may_pass(error):
                raise HandedBack from error
            raise
        raise AssertionError("the last attempt returns or raises")


def _may_help(error: BaseException) -> bool:
    """What a person has to put right does not pass by itself."""
    return isinstance(error, Exception) and not isinstance(error, UserError)


async def _not_working(*arguments: object) -> None:
    raise RuntimeError("the engine is not at work")
