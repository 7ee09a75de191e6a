"""A step of a migration: have search read what is there already, as `storage.folding` makes it now."""

from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.migrations.operations import TortoiseOperation
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state import State

from storage.folding import Profile, of_entry, of_profile

_AT_ONCE = 1_000

Row = dict[str, Any]


class Refold(TortoiseOperation):
    """The way back changes nothing: what an earlier version looks for is still in it."""

    reduces_to_sql = False

    def describe(self) -> str:
        return "Fold anew what search reads"

    def state_forward(self, app_label: str, state: State) -> None:
        """Only rows change."""

    async def database_forward(
        self, app_label: str, old_state: State, new_state: State, state_editor: BaseSchemaEditor | None = None
    ) -> None:
        if state_editor is None:
            return
        client = state_editor.client
        last = 0
        while people := await _next(client, "contact", "id, name, headline, location", last):
            await _write(client, "contact", await _profiles(client, people))
            last = people[-1]["id"]
        last = 0
        while entries := await _next(client, "timeline_entry", "id, text", last, "text <> ''"):
            await _write(client, "timeline_entry", [(of_entry(row["text"]), row["id"]) for row in entries])
            last = entries[-1]["id"]

    async def database_backward(
        self, app_label: str, old_state: State, new_state: State, state_editor: BaseSchemaEditor | None = None
    ) -> None:
        """See above."""


async def _profiles(client: BaseDBAsyncClient, people: list[Row]) -> list[tuple[str, int]]:
    found = {row["id"]: Profile(row["name"], row["headline"], row["location"]) for row in people}
    for row in await _parts(client, people, "contact_email", "normalised"):
        found[row["contact_id"]].email.append(row["normalised"])
    for row in await _parts(client, people, "contact_skill", "name"):
        found[row["contact_id"]].skill.append(row["name"])
    for row in await _parts(client, people, "contact_position", "company, title, is_current"):
        found[row["contact_id"]].add_position(
            row["company"], row["title"], is_current=bool(row["is_current"])
        )
    return [(of_profile(profile), id_) for id_, profile in found.items()]


async def _next(
    client: BaseDBAsyncClient, table: str, columns: str, last: int, where: str = "1 = 1"
) -> list[Row]:
    return await _ask(
        client,
        f"SELECT {columns} FROM {table} WHERE id > {last} AND {where} ORDER BY id LIMIT {_AT_ONCE}",  # noqa: S608 - no texts
    )


async def _parts(client: BaseDBAsyncClient, people: list[Row], table: str, columns: str) -> list[Row]:
    ids = ", ".join(str(row["id"]) for row in people)
    return await _ask(
        client,
        f"SELECT contact_id, {columns} FROM {table} WHERE contact_id IN ({ids}) ORDER BY position, id",  # noqa: S608 - as above
    )


async def _ask(client: BaseDBAsyncClient, sql: str) -> list[Row]:
    found: list[Row] = await client.execute_query_dict(sql)
    return [dict(row) for row in found]


async def _write(client: BaseDBAsyncClient, table: str, values: list[tuple[str, int]]) -> None:
    text, id_ = ("?", "?") if client.capabilities.dialect == "sqlite" else ("$1", "$2")
    await client.execute_many(
        f"UPDATE {table} SET search_text = {text} WHERE id = {id_}",  # noqa: S608 - as above
        [list(each) for each in values],
    )
