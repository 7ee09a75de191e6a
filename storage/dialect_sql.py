"""An operation for what each database says in its own words: full-text indexes, triggers."""

from collections.abc import Sequence

from tortoise.migrations.operations import TortoiseOperation
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state import State


class DialectSQL(TortoiseOperation):
    """Runs whole statements, one at a time.

    Tortoise's own RunSQL splits at ";", which cuts a trigger in two.
    """

    reduces_to_sql = False

    def __init__(
        self,
        *,
        sqlite: Sequence[str],
        sqlite_reverse: Sequence[str],
        postgres: Sequence[str],
        postgres_reverse: Sequence[str],
    ) -> None:
        self.forward = {"sqlite": sqlite, "postgres": postgres}
        self.backward = {"sqlite": sqlite_reverse, "postgres": postgres_reverse}

    def describe(self) -> str:
        return "Run the database's own SQL"

    def state_forward(self, app_label: str, state: State) -> None:
        """Models do not show what this makes."""

    async def database_forward(
        self, app_label: str, old_state: State, new_state: State, state_editor: BaseSchemaEditor | None = None
    ) -> None:
        await _run(self.forward, state_editor)

    async def database_backward(
        self, app_label: str, old_state: State, new_state: State, state_editor: BaseSchemaEditor | None = None
    ) -> None:
        await _run(self.backward, state_editor)


async def _run(statements: dict[str, Sequence[str]], editor: BaseSchemaEditor | None) -> None:
    if editor is None:
        return
    for statement in statements[editor.client.capabilities.dialect]:
        await editor.client.execute_query(statement)
