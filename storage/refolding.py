"""Steps of a migration: have search read what is there already, as `storage.folding` makes it now."""

import json
from collections.abc import Callable
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.migrations.operations import TortoiseOperation
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state import State

from storage.folding import Profile, of_entry, of_profile, of_skill

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


class RefoldSkills(TortoiseOperation):
    """`contact_skill.folded` was the name in small letters. Where somebody has two spellings of one skill, the second one stays
    as it was: they are found by the first. Dynamic lists that ask for a skill are filled anew."""

    reduces_to_sql = False

    def describe(self) -> str:
        return "Fold anew what makes two spellings one skill"

    def state_forward(self, app_label: str, state: State) -> None:
        """Only rows change."""

    async def database_forward(
        self, app_label: str, old_state: State, new_state: State, state_editor: BaseSchemaEditor | None = None
    ) -> None:
        if state_editor is not None:
            await _fold_skills(state_editor.client, of_skill)

    async def database_backward(
        self, app_label: str, old_state: State, new_state: State, state_editor: BaseSchemaEditor | None = None
    ) -> None:
        if state_editor is not None:
            await _fold_skills(state_editor.client, str.casefold)


async def _fold_skills(client: BaseDBAsyncClient, fold: Callable[[str], str]) -> None:
    is_sqlite = client.capabilities.dialect == "sqlite"
    key, id_, again = ("?", "?", "?") if is_sqlite else ("$1", "$2", "$3")
    last = 0
    while skills := await _next(client, "contact_skill", "id, name, folded", last):
        changed = [[new, row["id"], new] for row in skills if (new := fold(row["name"])) != row["folded"]]
        await client.execute_many(
            f"UPDATE contact_skill SET folded = {key} WHERE id = {id_} AND NOT EXISTS (SELECT 1 FROM contact_skill o"  # noqa: S608 - no texts
            f" WHERE o.contact_id = contact_skill.contact_id AND o.folded = {again})",
            changed,
        )
        last = skills[-1]["id"]
    await _fold_merged_skills(client, fold)
    await client.execute_script("UPDATE people_list SET filled_to = 0 WHERE query LIKE '%skill%'")


async def _fold_merged_skills(client: BaseDBAsyncClient, fold: Callable[[str], str]) -> None:
    """What an unmerge gives back is found by its key."""
    data, id_ = ("?", "?") if client.capabilities.dialect == "sqlite" else ("$1", "$2")
    last = 0
    while merges := await _next(client, "merge", "id, data", last):
        changed: list[list[Any]] = []
        for row in merges:
            kept = json.loads(row["data"]) if isinstance(row["data"], str) else row["data"]
            if skills := kept.get("parts", {}).get("skills"):
                for skill in skills:
                    if (new := fold(skill["name"])) not in {each["folded"] for each in skills}:
                        skill["folded"] = new
                changed.append([json.dumps(kept), row["id"]])
        await client.execute_many(f"UPDATE merge SET data = {data} WHERE id = {id_}", changed)  # noqa: S608 - as above
        last = merges[-1]["id"]


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
