"""JSON Lines: an object for each person, what they have several of as lists of objects."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, BinaryIO

from crm.exporting.columns import Columns
from crm.exporting.formats.format import Format, as_it_is
from crm.exporting.person import Person
from crm.own_columns import id_of

CUSTOM = "custom"
"""Where the workspace's own fields stand, by their labels."""


def _rows(people: Sequence[Person], columns: Columns) -> str:
    return "".join(f"{json.dumps(_object(each, columns), ensure_ascii=False)}\n" for each in people)


def _object(person: Person, columns: Columns) -> dict[str, Any]:
    found = {key: _VALUES[key](person) for key in columns.keys if key in _VALUES}
    own = [key for key in columns.keys if key not in _VALUES]
    if own:
        ids = map(id_of, own)
        found[CUSTOM] = {columns.own[id_].label: person.custom.get(id_, "") for id_ in ids}
    return found


def _parts(name: str, *fields: str) -> Callable[[Person], Any]:
    def read(person: Person) -> Any:
        return [{field: getattr(part, field) for field in fields} for part in getattr(person, name)]

    return read


def _count(file: BinaryIO) -> int:
    return sum(1 for line in file if json.loads(line) is not None)


_VALUES: Mapping[str, Callable[[Person], Any]] = {
    "name": lambda person: person.name,
    "headline": lambda person: person.headline,
    "location": lambda person: person.location,
    "photo_url": lambda person: person.photo_url,
    "emails": _parts("emails", "address", "kind"),
    "phones": _parts("phones", "number", "extension", "kind"),
    "company": lambda person: person.positions[0].company if person.positions else "",
    "title": lambda person: person.positions[0].title if person.positions else "",
    "profiles": _parts("profiles", "network", "url"),
    "positions": _parts("positions", "company", "title", "started", "ended", "is_current"),
    "education": _parts("education", "institution", "degree", "field", "started", "ended"),
    "certifications": _parts("certifications", "name", "issuer", "year", "url"),
    "skills": _parts("skills", "name", "kind"),
    "tags": lambda person: list(person.tags),
}

JSON_LINES = Format(
    key="jsonl",
    label="JSON Lines, for programs",
    head=lambda columns: b"",
    rows=_rows,
    finish=as_it_is(_count),
    ending="jsonl",
)
