"""What a workspace knows already that begins with what somebody types.

Many people share a company or a skill. So the index is not read row by row: it is asked for the next value after the last
one, as often as values are wanted. How it is spelt, the first one from that value on says: asked for one that is equal, SQLite
goes through another index of the whole workspace.
"""

from typing import Any

from storage.database import is_sqlite, rows


async def companies(tenant: str, beginning: str, limit: int) -> list[str]:
    """Each spelt as somebody spelt it, whatever the case; in alphabetical order."""
    return await _distinct(tenant, "contact_position", "lower(company)", "company", beginning, limit)


async def skills(tenant: str, beginning: str, limit: int) -> list[str]:
    return await _distinct(tenant, "contact_skill", "folded", "name", beginning, limit)


async def _distinct(
    tenant: str, table: str, indexed: str, spelt: str, beginning: str, limit: int
) -> list[str]:
    key = indexed if is_sqlite() else f'{indexed} COLLATE "C"'
    begins = "lower(?)" if indexed.startswith("lower") else "?"
    found: list[dict[str, Any]] = await rows(
        f"""WITH RECURSIVE found(value, number) AS (
            SELECT (SELECT min({key}) FROM {table} WHERE tenant = ? AND {key} >= {begins} AND {key} > ''), 1
            UNION ALL
            SELECT (SELECT min({key}) FROM {table} WHERE tenant = ? AND {key} > found.value), number + 1
            FROM found WHERE value IS NOT NULL AND substr(value, 1, length(?)) = {begins} AND number < ?
        )
        SELECT (SELECT {spelt} FROM {table} WHERE tenant = ? AND {key} >= found.value ORDER BY {key} LIMIT 1) AS spelt
        FROM found WHERE value IS NOT NULL AND substr(value, 1, length(?)) = {begins} ORDER BY number""",  # noqa: S608 - the names are ours
        [tenant, beginning, tenant, beginning, beginning, limit, tenant, beginning, beginning],
    )
    return [row["spelt"] for row in found]
