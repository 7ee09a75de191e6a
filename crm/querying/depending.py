"""What may change who is found: for whoever keeps a list true without asking everything anew."""

from collections.abc import Collection, Mapping

from crm.identity import clean_line
from crm.querying.fields import FIELDS
from crm.querying.tree import Clause, Label, Query, clauses
from storage.queries import changes

WORDS = "words"
"""What free words are looked for in: the profile's texts and the notes."""
BY_ENTRIES = frozenset(
    {WORDS, "note", "touched", "changed", "has:note", "has:activity"}
    | {name for name, field in FIELDS.items() if field.logged}
)
"""What `depends_on` may name that is another after a note, or an activity that was logged."""
_BY_TAGS = frozenset({"tag", "has:tag", "changed"})
_HAD_BY_ANOTHER_NAME = {"no": "has", "by": "touched"}


def depends_on(query: Query) -> frozenset[str]:
    """What it asks for: names of fields ("location", "touched"), with the value where only one matters ("tag:go",
    "skill:rust", "has:email", "list:alumni"), and "words" for words without a field.
    """
    return frozenset(found for clause in clauses(query) for found in _of(clause))


def changed_by(about: Collection[str], tags: Mapping[str, int]) -> frozenset[str]:
    """What `depends_on` may name that is another now. `about`: as `storage.queries.changes` notes it; `tags`: ids by key."""
    tagged = changes.tags_of(about)
    keys = [key for key, tag_id in tags.items() if tag_id in tagged]
    return frozenset().union(BY_ENTRIES if changes.ENTRY in about else (), by_tags(keys) if tagged else ())


def by_tags(keys: Collection[str]) -> frozenset[str]:
    """The same where these tags were given to somebody, or taken away."""
    return _BY_TAGS.union(f"tag:{key}" for key in keys)


def names_a_list(on: Collection[str]) -> bool:
    """Whether what another list means, or who is on it, is among what is depended on."""
    return any(each == "list" or each.startswith("list:") for each in on)


def _of(clause: Clause) -> list[str]:
    name = _HAD_BY_ANOTHER_NAME.get(clause.field, clause.field) or WORDS
    labels = [value for value in clause.values if isinstance(value, Label)]
    if name in ("tag", "skill", "has", "list") and labels and not any(value.begins for value in labels):
        return [f"{name}:{clean_line(value.name).casefold()}" for value in labels]
    return [name]
