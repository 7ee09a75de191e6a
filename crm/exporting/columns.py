"""A person as one row of a file. The columns are those that the importer knows by their labels."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crm import cells
from crm.exporting.person import Person
from crm.importing.fields import BY_KEY
from crm.own_columns import id_of, key_of
from crm.types import CustomField


@dataclass(frozen=True, slots=True)
class Columns:
    """What is in a file, in its order: keys of `COLUMNS`, or of `crm.own_columns` for one of `own`."""

    keys: tuple[str, ...]
    own: Mapping[int, CustomField]

    @property
    def labels(self) -> list[str]:
        return [self._label(key) for key in self.keys]

    def cells(self, person: Person) -> list[str]:
        """One cell a column, as `crm.importing` reads them back."""
        return [
            CELLS[key](person) if key in CELLS else person.custom.get(id_of(key), "") for key in self.keys
        ]

    def _label(self, key: str) -> str:
        return BY_KEY[key].label if key in CELLS else self.own[id_of(key)].label


def columns_of(chosen: Sequence[str] | None, own: Sequence[CustomField]) -> Columns:
    """Those chosen, in that order; None is all of them. One that is unknown by now is left out."""
    known = {field.id: field for field in own}
    every = (*COLUMNS, *map(key_of, known))
    return Columns(
        every if chosen is None else tuple(key for key in dict.fromkeys(chosen) if key in every), known
    )


def _company(person: Person) -> str:
    return person.positions[0].company if person.positions else ""


def _title(person: Person) -> str:
    return person.positions[0].title if person.positions else ""


def _positions(person: Person) -> str:
    return cells.join(
        (each.company, each.title, each.started, each.ended, "" if each.is_current else "past")
        for each in person.positions
    )


CELLS: Mapping[str, Callable[[Person], str]] = {
    "name": lambda person: person.name,
    "headline": lambda person: person.headline,
    "location": lambda person: person.location,
    "photo_url": lambda person: person.photo_url,
    "emails": lambda person: cells.join(person.emails),
    "phones": lambda person: cells.join((each.whole, each.kind) for each in person.phones),
    "company": _company,
    "title": _title,
    "profiles": lambda person: cells.join((each.url,) for each in person.profiles),
    "positions": _positions,
    "education": lambda person: cells.join(person.education),
    "certifications": lambda person: cells.join(person.certifications),
    "skills": lambda person: cells.join_list(person.skills),
    "tags": lambda person: cells.join_texts(person.tags),
}
COLUMNS = tuple(CELLS)
HEADER = tuple(BY_KEY[key].label for key in COLUMNS)
