"""Taking the steps, safely.

On SQLite a step that alters a column rebuilds the table, and with foreign keys on that silently deletes every child row,
and always its triggers and indexes. So foreign keys are off while steps are taken, and checked after; and what a rebuilt
table lost is made again. On PostgreSQL replicas may start together: one takes the steps, the others wait.
"""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.migrations.executor import MigrationExecutor, MigrationTarget, PlanStep
from tortoise.migrations.graph import MigrationKey
from tortoise.migrations.operations import AddIndex
from tortoise.migrations.recorder import MigrationRecorder
from tortoise.migrations.schema_generator.state import State

from storage.database import config, connection, is_sqlite, migrating, transaction
from storage.dialect_sql import DialectSQL
from storage.migration_states import no_models
from storage.statistics import tell_sqlite

APP = "roster"
LATEST = "__latest__"
FIRST = "__first__"
_ADVISORY_LOCK = 7_302_001


class BrokenReferences(Exception):
    """A step would have left rows that point nowhere; nothing was kept of it."""


class NewerDatabase(Exception):
    """The message is a sentence for the operator."""

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__(
            f"A newer Roster has been at work on this database: {', '.join(steps)} is not known to this one. Start that version, or restore the backup from before it."
        )


class TooOldDatabase(Exception):
    """The message is a sentence for the operator."""

    def __init__(self) -> None:
        super().__init__(
            "A Roster from before the first release made this database, and did not finish: start commit f7dd559 on it once, then this version."
        )


@dataclass(frozen=True, slots=True)
class _SchemaObject:
    """An index or a trigger of a table, with the statement that makes it. `columns`: those that an index names."""

    table: str
    sql: str
    columns: frozenset[str]


class _Executor(MigrationExecutor):
    """On SQLite steps are taken one by one, and Tortoise would play all the earlier ones again before each: what the models
    are there is kept from one step to the next. For one way of going, forwards or back, and to be thrown away after a failure.
    """

    _state: State | None = None
    _states_before: dict[MigrationKey, State] | None = None

    async def _project_state(self, applied: set[MigrationKey], *, upto: MigrationKey | None = None) -> State:
        if self._state is None:
            self._state = no_models(self.loader.apps_config)
            async for _ in self._played(self._state, applied, upto):
                pass
        return self._state

    async def _project_state_cache(self, applied: set[MigrationKey]) -> dict[MigrationKey, State]:
        if self._states_before is None:
            state = no_models(self.loader.apps_config)
            self._states_before = {key: state.clone() async for key in self._played(state, applied)}
        return self._states_before

    async def _played(
        self, state: State, applied: set[MigrationKey], upto: MigrationKey | None = None
    ) -> AsyncIterator[MigrationKey]:
        """Each step that was taken, before the state has it."""
        for key in self._full_plan():
            if key == upto:
                return
            if key in applied:
                yield key
                await self.loader.disk_migrations[key].apply(state, dry_run=True)


async def migrate(url: str, target: str = LATEST) -> tuple[str, ...]:
    """Bring the open database to `target` (the name of a step), forwards or back. Returns the names of the steps taken.

    Raises NewerDatabase, TooOldDatabase, BrokenReferences.
    """
    async with _alone():
        executor = _Executor(migrating(), config(url)["apps"])
        steps = await _plan(executor, target)
        if not is_sqlite():
            await executor.migrate([MigrationTarget(APP, target)])
        else:
            for step in steps:
                await _take_on_sqlite(executor, step)
            await tell_sqlite()
        return tuple(step.migration.name for step in steps)


async def pending(url: str) -> tuple[str, ...]:
    """The names of the steps that the open database has yet to take. Raises NewerDatabase, TooOldDatabase."""
    executor = MigrationExecutor(connection(), config(url)["apps"])
    await executor.recorder.ensure_schema(executor._schema_editor(atomic=False))  # noqa: SLF001 - the only way to ask before the first step
    return tuple(step.migration.name for step in await _plan(executor, LATEST))


async def _plan(executor: MigrationExecutor, target: str) -> list[PlanStep]:
    await _note_replaced(executor)
    plan = await executor.plan([MigrationTarget(APP, target)])
    if unknown := executor.loader.applied_migrations - executor.loader.graph.nodes.keys():
        raise NewerDatabase(sorted(step.name for step in unknown))
    return plan


async def _note_replaced(executor: MigrationExecutor) -> None:
    """Steps that were taken one by one and are one step now count as that one; Tortoise has the word for it, but no deed."""
    await executor.loader.build_graph()
    taken = executor.loader.applied_migrations
    replacing = {
        key: {MigrationKey(*each) for each in migration.replaces}
        for key, migration in executor.loader.disk_migrations.items()
        if migration.replaces
    }
    replaced = frozenset[MigrationKey]().union(*replacing.values()) & taken
    if not replaced:
        return
    async with transaction():
        recorder = MigrationRecorder(connection())
        for key, steps in replacing.items():
            if not steps <= taken:
                raise TooOldDatabase
            await recorder.record_applied(key.app_label, key.name)
        for key in replaced:
            await recorder.record_unapplied(key.app_label, key.name)


async def _take_on_sqlite(executor: MigrationExecutor, step: PlanStep) -> None:
    target = MigrationTarget(APP, _name_before(step) if step.backward else step.migration.name)
    client = connection()
    before = await _schema_objects(client)
    await client.execute_query("PRAGMA foreign_keys=OFF")
    try:
        await executor.migrate([target])
        await _restore(client, before, step)
        if broken := await client.execute_query_dict("PRAGMA foreign_key_check"):
            raise BrokenReferences(f"after {step.migration.name}: {broken[:3]}")
    finally:
        await client.execute_query("PRAGMA foreign_keys=ON")


def _name_before(step: PlanStep) -> str:
    """Going back means going to the step before."""
    dependencies = [name for app, name in step.migration.dependencies if app == APP]
    return dependencies[0] if dependencies else FIRST


async def _restore(client: BaseDBAsyncClient, before: dict[str, _SchemaObject], step: PlanStep) -> None:
    """Make again the indexes and triggers that are gone although their table and columns are there: it was rebuilt.

    What the step itself makes or drops is its own affair. A UNIQUE within the definition of a table is lost, too, and cannot be
    told from here; a test compares what there is with the models.
    """
    now = await _schema_objects(client)
    for name, lost in before.items():
        columns = await _columns(client, lost.table)
        if name not in now and columns and lost.columns <= columns and not _is_its_own(step, name, lost):
            await client.execute_query(lost.sql)


def _is_its_own(step: PlanStep, name: str, lost: _SchemaObject) -> bool:
    for operation in step.migration.operations:
        if isinstance(operation, DialectSQL):
            if any(name in sql for way in (operation.forward, operation.backward) for sql in way["sqlite"]):
                return True
        elif isinstance(operation, AddIndex):
            is_of_table = operation.model_name.lower() == lost.table.replace("_", "")
            if is_of_table and lost.columns == frozenset(operation.index.fields):
                return True
    return False


async def _schema_objects(client: BaseDBAsyncClient) -> dict[str, _SchemaObject]:
    found = await client.execute_query_dict(
        "SELECT name, tbl_name, sql, (SELECT json_group_array(name)"
        " FROM pragma_index_info(sqlite_master.name) WHERE name IS NOT NULL) AS columns"
        " FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    )
    return {
        row["name"]: _SchemaObject(row["tbl_name"], row["sql"], frozenset(json.loads(row["columns"])))
        for row in found
    }


async def _columns(client: BaseDBAsyncClient, table: str) -> frozenset[str]:
    found = await client.execute_query_dict("SELECT name FROM pragma_table_info(?)", [table])
    return frozenset(row["name"] for row in found)


@asynccontextmanager
async def _alone() -> AsyncIterator[None]:
    """One process takes the steps. SQLite needs no lock: `bot` refuses a second process on the same file."""
    if is_sqlite():
        yield
        return
    client = connection()
    # The lock belongs to a connection, so one is taken out of the pool for as long as it is held.
    async with client.acquire_connection() as held:
        await held.execute("SELECT pg_advisory_lock($1)", _ADVISORY_LOCK)
        try:
            yield
        finally:
            await held.execute("SELECT pg_advisory_unlock($1)", _ADVISORY_LOCK)
