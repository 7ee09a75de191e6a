"""Which column is what: guessed by its header, surely or by likeness."""

from collections.abc import Sequence
from itertools import islice

from rapidfuzz import fuzz, process

from crm.identity import fold
from crm.importing.fields import FIELDS
from crm.importing.reading import Row, Table
from crm.types import Column

ALIKE = 88
"""Of 100. Lower, and "Company size" becomes the company."""
LONGEST_SAMPLE = 60
_LOOKED_AT = 50
_WHICH_OF_SEVERAL = frozenset({"work", "business", "office", "home", "personal", "private", "other", "main"})
MANY = frozenset({"emails", "phones", "profiles", "tags", "skills", "note"})
"""Fields that several columns may give together."""


def guess(table: Table) -> tuple[Column, ...]:
    """A field is given to one column only, but for those of which a person has many."""
    taken: set[str] = set()
    first = list(islice(table.rows(), _LOOKED_AT))
    columns = []
    for number, header in enumerate(table.header):
        field = _field_of(header)
        if field in taken and field not in MANY:
            field = ""
        taken.add(field)
        columns.append(Column(header, field, _sample(first, number)))
    return tuple(columns)


def names_somebody(fields: Sequence[str]) -> bool:
    """Whether rows mapped so can say who is meant."""
    return bool({"name", "first_name", "last_name", "emails"} & set(fields))


def _field_of(header: str) -> str:
    folded = fold(header)
    if not folded:
        return ""
    for field in FIELDS:
        if folded in field.names or (field.key in MANY and _without_which(folded) in field.names):
            return field.key
    names = {name: field.key for field in FIELDS for name in field.names}
    best = process.extractOne(folded, names.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return names[best[0]] if best else ""


def _without_which(folded: str) -> str:
    """`email` for "Work e-mail 2", which says only which of several it is."""
    return " ".join(word for word in folded.split() if word not in _WHICH_OF_SEVERAL and not word.isdigit())


def _sample(rows: Sequence[Row], number: int) -> str:
    values = (row.cells[number].strip() for row in rows if number < len(row.cells))
    return next((value[:LONGEST_SAMPLE] for value in values if value), "")
