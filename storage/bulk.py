"""Writing many rows of a table in few statements, without an object for each of them.

An import spends most of its time here. Tortoise's `bulk_create` makes and checks an object for every row, which takes
longer than the database does; and it has SQLite step through a statement a row. Between two steps SQLite's thread asks for
the interpreter anew, and while people are being answered it waits some milliseconds each time, with the database locked.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import asyncpg  # type: ignore[import-untyped] # it ships no types
from tortoise.exceptions import IntegrityError
from tortoise.fields import BigIntField, BooleanField, CharField, Field, IntField, TextField
from tortoise.models import Model

from storage.database import connection, is_sqlite

MOST_PARAMETERS = 32_000
"""Of one statement: SQLite takes 32,766."""

_HELD_AS_GIVEN = (BigIntField, BooleanField, CharField, IntField, TextField)
"""Both drivers take their values as they are; asking each field for each value is a third of the time of an import."""

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
    columns = [_column(tenant, model, name, rows) for name in names]
    into = f"INSERT INTO {model._meta.db_table} ({', '.join(names)})"  # noqa: SLF001 - the names are ours
    on_conflict = _on_conflict(conflict, update)
    if is_sqlite():
        await _insert_values(into, columns, on_conflict)
    elif on_conflict:
        await _insert_arrays(model, into, names, columns, on_conflict)
    else:
        await _copy(model, names, columns)


async def _insert_values(into: str, columns: Sequence[Sequence[Any]], on_conflict: str) -> None:
    """Row after row in one statement, as many as it takes parameters for."""
    row = f"({', '.join('?' * len(columns))})"
    values = list(zip(*columns, strict=True))
    at_once = MOST_PARAMETERS // len(columns)
    for start in range(0, len(values), at_once):
        some = values[start : start + at_once]
        await connection().execute_query(
            f"{into} VALUES {', '.join([row] * len(some))} {on_conflict}", list(chain.from_iterable(some))
        )


async def _copy(model: type[Model], names: Sequence[str], columns: Sequence[Sequence[Any]]) -> None:
    """PostgreSQL's quickest way: no statement to read, and the driver does not look into each value for an array."""
    async with connection().acquire_connection() as driver:
        try:
            await driver.copy_records_to_table(
                model._meta.db_table,  # noqa: SLF001 - Tortoise's public way
                records=zip(*columns, strict=True),
                columns=names,
            )
        except asyncpg.IntegrityConstraintViolationError as error:
            raise IntegrityError(error) from error


async def _insert_arrays(
    model: type[Model],
    into: str,
    names: Sequence[str],
    columns: Sequence[Sequence[Any]],
    on_conflict: str,
) -> None:
    """A parameter for each column: PostgreSQL plans one short statement instead of reading thousands of parameters."""
    arrays = ", ".join(f"${place}::{_type(model, name)}[]" for place, name in enumerate(names, start=1))
    await connection().execute_query(f"{into} SELECT * FROM unnest({arrays}) {on_conflict}", list(columns))  # noqa: S608 - as above


def _type(model: type[Model], name: str) -> str:
    """As text where the column has a longest: to cast to that would cut what is longer, in silence."""
    found = str(model._meta.fields_map[name].get_for_dialect("postgres", "SQL_TYPE"))  # noqa: SLF001 - Tortoise's public way
    return "TEXT" if found.startswith("VARCHAR") else found


def _on_conflict(conflict: Sequence[str], update: Sequence[str]) -> str:
    if not conflict:
        return ""
    changes = ", ".join(f"{name} = excluded.{name}" for name in update)
    return f"ON CONFLICT ({', '.join(conflict)}) DO {f'UPDATE SET {changes}' if changes else 'NOTHING'}"


def _column(tenant: str, model: type[Model], name: str, rows: Sequence[Row]) -> list[Any]:
    """Each value as the database holds it. Many rows share one, such as who wrote them and when."""
    field = model._meta.fields_map[name]  # noqa: SLF001 - Tortoise's public way
    default = tenant if name == "tenant" else field.default() if callable(field.default) else field.default
    given = [row.get(name, default) for row in rows]
    if isinstance(field, _HELD_AS_GIVEN):
        _check_lengths(name, field, given)
        return given
    distinct = {id(value): value for value in given}
    if len(distinct) == 1:
        return [field.to_db_value(given[0], model)] * len(given)
    stored = {key: field.to_db_value(value, model) for key, value in distinct.items()}
    return [stored[id(value)] for value in given]


def _check_lengths(name: str, field: Field[Any], given: Sequence[Any]) -> None:
    """SQLite holds also what is longer than its column says."""
    longest: int | None = getattr(field, "max_length", None)
    if longest is not None and max(map(len, filter(None, given)), default=0) > longest:
        raise ValueError(f"A text for {name} is longer than {longest} characters.")
