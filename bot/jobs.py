"""Long work that outlives the process: DBOS records each step, and goes on after the last one recorded.

One process has one engine at a time, as DBOS does. What is recorded holds ids only, never what people wrote.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetWorkflowID, StepOptions
from dbos import error as dbos_errors

from bot import jobs_store
from bot.jobs_store import AlreadyRunning
from crm.errors import UserError
from crm.jobs import JobFunction
from crm.types import Tenant

__all__ = ["AlreadyRunning", "JobEngine"]

T = TypeVar("T")

QUEUE = "jobs"
WORKFLOW = "job"
JOBS_AT_ONCE = 4
POLL_SECONDS = 0.1
DATABASE_CONNECTIONS = 5
FINISH_SECONDS = 5.0
# What a job consists of is recorded under this version; another one strands what is under way.
VERSION = "1"
STEP_TRIES = 6
RETRY_SECONDS = 0.5
HISTORY_KEPT = timedelta(days=30)
FORGOTTEN_AT_ONCE = 500
_ENDED = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]


class JobEngine:
    """Does jobs in this process. `executor_id` stays the same from start to start, so that a job is found again."""

    def __init__(self, database_url: str, executor_id: str, retry_seconds: float = RETRY_SECONDS) -> None:
        self._database_url = database_url
        self._executor_id = executor_id
        self._retry_seconds = retry_seconds
        self._functions: Mapping[str, JobFunction] = {}
        self._job: Callable[[str, str, int], Coroutine[Any, Any, None]] | None = None
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._idle: set[str] = set()
        self._closing = False

    def alone(self) -> AbstractAsyncContextManager[None]:
        """Hold this around everything that touches the database. Raises AlreadyRunning."""
        return jobs_store.alone(self._database_url, self._executor_id)

    @asynccontextmanager
    async def working(self, functions: Mapping[str, JobFunction]) -> AsyncIterator[None]:
        """Do jobs, also those that were under way when the process ended. On leaving, each finishes its step."""
        self._functions = functions
        self._closing = False
        logging.getLogger("dbos").addHandler(logging.NullHandler())  # else it prints by itself
        DBOS(config=self._config())
        try:
            self._job = self._registered()
            DBOS.launch()
            await DBOS.register_queue_async(
                QUEUE,
                worker_concurrency=JOBS_AT_ONCE,
                polling_interval_sec=POLL_SECONDS,
                on_conflict="always_update",
            )
            yield
        finally:
            await self._close()

    async def enqueue(self, kind: str, tenant: Tenant, reference: int) -> None:
        """Have it done, once: the same kind and reference again is the same job."""
        if self._job is None or kind not in self._functions:
            raise ValueError(f"no such job: {kind}")
        with SetWorkflowID(f"{kind}:{tenant.key}:{reference}"):
            await DBOS.enqueue_workflow_async(QUEUE, self._job, kind, tenant.key, reference)

    async def resume_stranded(self) -> tuple[str, ...]:
        """Take up again what is recorded as under way here and is not; twice in a row, so that nothing is hurried.

        DBOS looks only once, at its start, and in vain where the disk is full just then.
        """
        pending = await DBOS.list_workflows_async(
            status="PENDING", executor_id=self._executor_id, load_input=False, load_output=False
        )
        idle = {job.workflow_id for job in pending} - self._tasks.keys()
        stranded = tuple(sorted(idle & self._idle))
        self._idle = idle - set(stranded)
        for workflow_id in stranded:
            await DBOS.resume_workflow_async(workflow_id, queue_name=QUEUE)
        return stranded

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
            "executor_id": self._executor_id,
            "application_version": VERSION,
            # The default is pickle: who can write the database could run code.
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "WARNING",
            "enable_otlp": False,
        }

    def _registered(self) -> Callable[[str, str, int], Coroutine[Any, Any, None]]:
        async def job(kind: str, tenant_key: str, reference: int) -> None:
            await self._do(kind, tenant_key, reference)

        return DBOS.workflow(name=WORKFLOW)(job)

    async def _do(self, kind: str, tenant_key: str, reference: int) -> None:
        workflow_id, task = DBOS.workflow_id, asyncio.current_task()
        if workflow_id is None or task is None:
            raise RuntimeError("a job runs within DBOS only")
        self._tasks[workflow_id] = task
        task.add_done_callback(lambda done: self._forget(workflow_id, done))
        await self._functions[kind](
            _RecordedSteps(self._retry_seconds, lambda: self._closing),
            Tenant.of_key(tenant_key),
            reference,
        )

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


class _RecordedSteps:
    """`crm.jobs.Steps` of one job."""

    def __init__(self, retry_seconds: float, closing: Callable[[], bool]) -> None:
        self._retry_seconds = retry_seconds
        self._closing = closing

    async def step(self, name: str, function: Callable[[], Awaitable[T]]) -> T:
        if self._closing():
            raise asyncio.CancelledError  # not recorded: the job goes on from here at the next start

        async def run() -> T:
            return await function()

        options: StepOptions = {
            "name": name,
            "retries_allowed": True,
            "max_attempts": STEP_TRIES,
            "interval_seconds": self._retry_seconds,
            "backoff_rate": 2.0,
            "should_retry": _may_pass,
        }
        try:
            return await DBOS.run_step_async(options, run)
        except dbos_errors.DBOSMaxStepRetriesExceeded as error:
            raise error.errors[-1] from error


def _may_pass(error: BaseException) -> bool:
    """What a person has to put right does not pass by itself."""
    return not isinstance(error, UserError)
