"""How long work stands still that a kill has cut off, as it is seen in the database, without touching anything."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tortoise.connection import get_connection

from bot.jobs_store import jobs_file
from storage.database import READING, close_database, open_database, rows, sqlite_path

LOOK_SECONDS = 0.05

Work = tuple[str, str]
"""Which table, which row."""
State = tuple[object, ...]

_JOBS_OF = (
    "SELECT workflow_uuid AS id FROM dbos.workflow_status WHERE status = 'PENDING' AND executor_id LIKE ?"
)
_DELIVERIES_OF = "SELECT id FROM delivery WHERE owner LIKE ?"
_MESSAGES_OF = "SELECT id FROM message WHERE owner LIKE ?"
_OPEN_WORKFLOWS = (
    "SELECT workflow_uuid AS id, recovery_attempts FROM dbos.workflow_status"
    " WHERE status IN ('PENDING', 'ENQUEUED')"
)
"""The engine counts there how often a workflow was begun."""
_OPEN_JOBS = "SELECT kind, tenant, id, attempt, done, status FROM job WHERE status IN ('waiting', 'running')"
_OPEN_DELIVERIES = "SELECT id, tries FROM delivery WHERE due_at IS NOT NULL"
_OPEN_MESSAGES = "SELECT id, said, tries FROM message WHERE due_at IS NOT NULL"


@asynccontextmanager
async def looked_into(database_url: str) -> AsyncIterator[None]:
    """The database, and what the engine has recorded as `dbos.` on either kind."""
    await open_database(database_url)
    try:
        if file := sqlite_path(database_url):
            await get_connection(READING).execute_query("ATTACH DATABASE ? AS dbos", [str(jobs_file(file))])
        yield
    finally:
        await close_database()


class Recovery:
    """`seconds`: one figure for each piece of work that was cut off and goes on, from the kill until it is seen to.

    A job goes on when it is further than it was, a kept delivery when it is done or put off, a message when it is said or
    taken anew, a tick when it is begun anew. What a second kill cuts off again is counted from the second one.
    """

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self._cut_off: dict[Work, tuple[float, State]] = {}

    @property
    def waits_for(self) -> tuple[Work, ...]:
        """What does not go on yet."""
        return tuple(self._cut_off)

    async def killed(self, replica: str, *, was_alone: bool) -> None:
        """`replica`: a pattern (LIKE) of its name. `was_alone`: nobody is left to take anything over.

        To be called before it is started again.
        """
        now, states = time.monotonic(), await _states()
        if was_alone:
            self._cut_off = {work: (now, before) for work, (_, before) in self._cut_off.items()}
        for kind, query in (("work", _JOBS_OF), ("delivery", _DELIVERIES_OF), ("message", _MESSAGES_OF)):
            for row in await rows(query, [replica]):
                work = (kind, str(row["id"]))
                if work in states:
                    self._cut_off[work] = (now, states[work])

    async def watch(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if self._cut_off:
                await self._look()

    async def _look(self) -> None:
        states, now = await _states(), time.monotonic()
        for work, (since, before) in tuple(self._cut_off.items()):
            if states.get(work) != before:
                self.seconds.append(now - since)
                del self._cut_off[work]


async def _states() -> dict[Work, State]:
    """Of all that has not ended."""
    jobs = {_workflow_id(row): (row["done"], row["status"]) for row in await rows(_OPEN_JOBS)}
    states: dict[Work, State] = {
        ("work", row["id"]): jobs.get(row["id"], (row["recovery_attempts"],))
        for row in await rows(_OPEN_WORKFLOWS)
    }
    for row in await rows(_OPEN_DELIVERIES):
        states["delivery", str(row["id"])] = (row["tries"],)
    for row in await rows(_OPEN_MESSAGES):
        states["message", str(row["id"])] = (row["said"], row["tries"])
    return states


def _workflow_id(job: dict[str, object]) -> str:
    """As the engine calls it."""
    return f"{job['kind']}:{job['tenant']}:{job['id']}:{job['attempt']}"
