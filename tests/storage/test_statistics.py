"""SQLite looks people up by their ids, in a book of any size and from its first row on."""

from pathlib import Path
from typing import Any

import pytest
from tortoise.connection import get_connection

from storage import models
from storage.database import READING, connection
from tests.databases import opened

PARTS = [
    models.ContactEmail,
    models.ContactPhone,
    models.ContactProfile,
    models.ContactPosition,
    models.ContactSkill,
    models.ContactTag,
    models.FieldSource,
    models.TimelineEntry,
]


@pytest.fixture
def backend() -> str:
    """PostgreSQL looks through its tables by itself."""
    return "sqlite"


@pytest.mark.parametrize("name", ["default", READING])
@pytest.mark.usefixtures("database")
async def test_people_and_their_parts_are_found_by_their_ids(name: str) -> None:
    assert await plan(name, "SELECT * FROM contact WHERE tenant = 'a' AND id IN (1, 2, 3)") == [
        "SEARCH contact USING INTEGER PRIMARY KEY (rowid=?)"
    ]
    for part in PARTS:
        table = part._meta.db_table
        (step,) = await plan(name, f"SELECT * FROM {table} WHERE tenant = 'a' AND contact_id IN (1, 2, 3)")
        assert step.endswith("(contact_id=?)"), table


async def test_so_they_are_in_a_database_of_an_earlier_version(database_url: str, tmp_path: Path) -> None:
    async with opened(database_url):
        await connection().execute_query("DELETE FROM sqlite_stat1")
    async with opened(database_url):
        await test_people_and_their_parts_are_found_by_their_ids(READING)


async def plan(name: str, sql: str) -> list[str]:
    """To explain is not to run: only what runs has a connection notice that another one has changed the schema."""
    client = get_connection(name)
    await client.execute_query(sql)
    found: list[dict[str, Any]] = await client.execute_query_dict(f"EXPLAIN QUERY PLAN {sql}")
    return [row["detail"] for row in found]
