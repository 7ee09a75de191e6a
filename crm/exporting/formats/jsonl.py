"""JSON Lines: an object for each person, what they have several of as lists of objects."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, BinaryIO

from crm.exporting.columns import Columns, id_of, key_of
from crm.exporting.formats.format import Format, as_it_is
from crm.types import Contact

CUSTOM = "custom"
"""Where the workspace's own fields stand, by their labels."""


def _rows(people: Sequence[Contact], columns: Columns) -> str:
    return "".join(f"{json.dumps(_object(each, columns), ensure_ascii=False)}\n" for each in people)


def _object(contact: Contact, columns: Columns) -> dict[str, Any]:
    found = {key: _VALUES[key](contact) for key in columns.keys if key in _VALUES}
    own = [key for key in columns.keys if key not in _VALUES]
    if own:
        values = {key_of(each.field_id): each.value for each in contact.custom}
        found[CUSTOM] = {columns.own[id_of(key)].label: values.get(key, "") for key in own}
    return found


def _parts(name: str, *fields: str) -> Callable[[Contact], Any]:
    def read(contact: Contact) -> Any:
        return [{field: getattr(part, field) for field in fields} for part in getattr(contact, name)]

    return read


def _count(file: BinaryIO) -> int:
    return sum(1 for line in file if json.loads(line) is not None)


_VALUES: Mapping[str, Callable[[Contact], Any]] = {
    "name": lambda contact: contact.name,
    "headline": lambda contact: contact.headline,
    "location": lambda contact: contact.location,
    "photo_url": lambda contact: contact.photo_url,
    "emails": _parts("emails", "address", "kind"),
    "phones": _parts("phones", "number", "extension", "kind"),
    "company": lambda contact: contact.positions[0].company if contact.positions else "",
    "title": lambda contact: contact.positions[0].title if contact.positions else "",
    "profiles": _parts("profiles", "network", "url"),
    "positions": _parts("positions", "company", "title", "started", "ended", "is_current"),
    "education": _parts("education", "institution", "degree", "field", "started", "ended"),
    "certifications": _parts("certifications", "name", "issuer", "year", "url"),
    "skills": _parts("skills", "name", "kind"),
    "tags": lambda contact: list(contact.tags),
}

JSON_LINES = Format(
    key="jsonl",
    label="JSON Lines, for programs",
    head=lambda columns: b"",
    rows=_rows,
    finish=as_it_is("jsonl", _count),
)
