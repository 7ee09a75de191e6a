"""Pieces of statements about the contact `c`, and how to put a question. Values are parameters, written `?`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from storage.queries.conditions import Condition


class Sql(NamedTuple):
    """A piece of a statement, its parameters written `?`."""

    text: str
    values: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class How:
    """How to ask: in whose name, of which database, and which conditions as sets.

    `driven_by`: those of which few have each (`clauses.as_set`); everything else is asked of who has them all. `above`: of words in
    profiles PostgreSQL looks at those who have a greater id.
    """

    tenant: str
    is_sqlite: bool
    sets: frozenset[Condition] = field(default_factory=frozenset)
    driven_by: tuple[Condition, ...] = ()
    above: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of `table` (named `v`) where this holds; each says of its contact that the condition is true."""

    table: str
    where: Sql


def within(ids: Sql) -> Sql:
    return Sql(f"c.id IN ({ids.text})", ids.values)


def exists(rows: Rows) -> Sql:
    return Sql(
        f"EXISTS (SELECT 1 FROM {rows.table} WHERE v.contact_id = c.id AND {rows.where.text})",
        rows.where.values,
    )


def seen(audiences: Sequence[str]) -> Sql:
    """Only what is meant for one of them, and was not deleted."""
    return Sql(f"v.deleted_at IS NULL AND v.audience IN ({places(audiences)})", tuple(audiences))


def places(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def joined(parts: Sequence[Sql], word: str, none: str) -> Sql:
    """`none`: what stands for no parts at all."""
    if not parts:
        return Sql(none)
    if len(parts) == 1:
        return parts[0]
    return Sql(f"({f' {word} '.join(part.text for part in parts)})", values_of(parts))


def values_of(parts: Sequence[Sql]) -> tuple[object, ...]:
    return tuple(value for part in parts for value in part.values)
