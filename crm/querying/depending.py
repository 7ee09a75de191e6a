"""What may change who is found: for whoever keeps a list true without asking everything anew."""

from crm.querying import dates
from crm.querying.tree import Between, Clause, Label, Query, When, clauses

WORDS = "words"
"""What free words are looked for in: the profile's texts and the notes."""
_HAD_BY_ANOTHER_NAME = {"no": "has", "by": "touched"}


def depends_on(query: Query) -> frozenset[str]:
    """What it asks for: names of fields ("location", "touched"), with the value where only one matters ("tag:go",
    "skill:rust", "has:email", "list:alumni"), and "words" for words without a field.
    """
    return frozenset(found for clause in clauses(query) for found in _of(clause))


def is_time_based(query: Query) -> bool:
    """Whether the answer changes as time passes, though nobody does anything."""
    return any(
        isinstance(value, When | Between) and dates.moves(value)
        for clause in clauses(query)
        for value in clause.values
    )


def _of(clause: Clause) -> list[str]:
    name = _HAD_BY_ANOTHER_NAME.get(clause.field, clause.field) or WORDS
    labels = [value for value in clause.values if isinstance(value, Label)]
    if name in ("tag", "skill", "has", "list") and labels and not any(value.begins for value in labels):
        return [f"{name}:{value.name}" for value in labels]
    return [name]
