"""Writing many rows of a table in few statements, without an object for each of them.

An import spends most of its time here. Tortoise's `bulk_create` makes and checks an object for every row, which takes
longer than the database does; and it has SQLite step through a statement a row. Between two steps SQLite's thread asks for
the interpreter anew, and while people are being answered it waits some milliseconds each time, with the database locked.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from tortoise.models import Model

from storage.database import connection, placeholders

MOST_PARAMETERS = 32_000
"""Of one statement: SQLite takes 32,766, PostgreSQL 65,535."""

Row = Mapping[str, Any]


async def insert(
    tenant: str,
    model: type[Model],
    rows: Sequence[Row],
    *,
    conflict: Sequence[str] = (),
    update: Sequence[str] = (),
) -> None:
    """`rows`: values by field; what one leaves out is the model's default. All give an id, or none.

    Who is there already with the same `conflict` stays, and only gets the fields `update`. Raises IntegrityError, which
    `storage.database.transaction` turns into AlreadyThere.
    """
    if not rows:
        return
    names = [name for name in model._meta.fields_db_projection if name != "id" or "id" in rows[0]]  # noqa: SLF001 - Tortoise's public way
    at_once = MOST_PARAMETERS // len(names)
    for start in range(0, len(rows), at_once):
        some = rows[start : start + at_once]
        await connection().execute_query(
            _statement(model, names, len(some), conflict, update), _values(tenant, model, names, some)
        )


def _statement(
    model: type[Model], names: Sequence[str], rows: int, conflict: Sequence[str], update: Sequence[str]
) -> str:
    row = f"({', '.join('?' * len(names))})"
    statement = f"INSERT INTO {model._meta.db_table} ({', '.join(names)}) VALUES {', '.join([row] * rows)}"  # noqa: S608, SLF001 - the names are ours
    if conflict:
        changes = ", ".join(f"{name} = excluded.{name}" for name in update)
        statement += (
            f" ON CONFLICT ({', '.join(conflict)}) DO {f'UPDATE SET {changes}' if changes else 'NOTHING'}"
        )
    return placeholders(statement)


def _values(tenant: str, model: type[Model], names: Sequence[str], rows: Sequence[Row]) -> list[Any]:
    """Row after row."""
    columns = [_column(tenant, model, name, rows) for name in names]
    return list(chain.from_iterable(zip(*columns, strict=True)))


def _column(tenant: str, model: type[Model], name: str, rows: Sequence[Row]) -> list[Any]:
    """Each value as the database holds it. Many rows share one, such as who wrote them and when."""
    field = model._meta.fields_map[name]  # noqa: SLF001 - Tortoise's public way
    default = field.default() if callable(field.default) else field.default
    given = [row.get(name, tenant if name == "tenant" else default) for row in rows]
    distinct = {id(value): value for value in given}
    stored = {key: field.to_db_value(value, model) for key, value in distinct.items()}
    return [stored[id(value)] for value in given]
