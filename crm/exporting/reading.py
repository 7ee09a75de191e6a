"""People out of the database, with what the columns of an export need and no more."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crm.exporting.columns import Columns
from crm.exporting.person import (
    Certification,
    Education,
    Email,
    Person,
    Phone,
    Position,
    Profile,
    Skill,
)
from crm.own_columns import OWN
from crm.types import Tenant
from storage.queries import exports

Values = list[tuple[Any, ...]]
"""Rows of one part."""


async def people(tenant: Tenant, ids: Sequence[int], columns: Columns) -> list[Person]:
    """Those who are there, in the order of their ids."""
    found = {id_: Person(*values) for id_, *values in await exports.contacts(tenant.key, ids)}
    for part in dict.fromkeys(map(_part_of, columns.keys)):
        if part in _PARTS:
            for id_, values in _by_person(await exports.parts(tenant.key, part, ids)).items():
                if id_ in found:
                    setattr(found[id_], part, _PARTS[part](values))
    return list(found.values())


def _part_of(key: str) -> str:
    """What of a person a column shows."""
    return "custom" if key.startswith(OWN) else "positions" if key in ("company", "title") else key


def _by_person(found: Values) -> dict[int, Values]:
    grouped: dict[int, Values] = {}
    for row in found:
        grouped.setdefault(row[0], []).append(row[1:])
    return grouped


def _by_field(values: Values) -> dict[int, str]:
    return {row[0]: row[1] for row in values}


def _position(values: tuple[Any, ...]) -> Position:
    company, title, started, ended, is_current = values
    return Position(company, title, started, ended, is_current=bool(is_current))


def _all(make: Callable[[tuple[Any, ...]], Any]) -> Callable[[Values], Any]:
    return lambda values: [make(each) for each in values]


_PARTS: Mapping[str, Callable[[Values], Any]] = {
    "emails": _all(Email._make),
    "phones": _all(Phone._make),
    "profiles": _all(Profile._make),
    "positions": _all(_position),
    "education": _all(Education._make),
    "certifications": _all(Certification._make),
    "skills": _all(Skill._make),
    "tags": lambda values: sorted((name for (name,) in values), key=str.casefold),
    "custom": _by_field,
}
"""How the values of one person become what `Person` holds."""
