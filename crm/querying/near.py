"""What may have been meant where nobody is found. A skill that nobody has yet is no mistake: somebody may learn it tomorrow."""

from collections.abc import Iterator, Mapping

from crm.querying.parsing import nearest
from crm.querying.tree import Label, Query, clauses
from crm.skills import taxonomy
from crm.types import Tenant
from storage.folding import of_skill
from storage.queries import suggestions

MOST_COMPARED = 500
"""Of the skills that people have."""


async def skills(tenant: Tenant, query: Query) -> Mapping[str, tuple[str, ...]]:
    """By how each was typed that nobody has: those that somebody has and that are spelt nearly so."""
    typed = dict.fromkeys(_named(query))
    if not typed:
        return {}
    had = await suggestions.skills(tenant.key, "", MOST_COMPARED)
    keys = {*map(of_skill, had)}
    unknown = [name for name in typed if keys.isdisjoint(taxonomy.keys((name,)))]
    return {name: meant for name in unknown if (meant := nearest(name, had))}


def _named(query: Query) -> Iterator[str]:
    for clause in clauses(query):
        if clause.field in ("skill", "knows"):
            yield from (each.name for each in clause.values if isinstance(each, Label) and not each.begins)
