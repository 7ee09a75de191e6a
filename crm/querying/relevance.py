"""By relevance: whose profile has the words comes before those of whom only notes tell, and the newest before the others."""

from crm.types import Tenant
from storage.queries import finding as rows
from storage.queries.conditions import (
    ANYWHERE,
    NOTES,
    PROFILE,
    Condition,
    Either,
    Every,
    Without,
    Words,
    conjuncts,
)
from storage.queries.planning import Known

RANKED = 500
"""So many, the newest first, are ranked among themselves: who has a common word is not compared with all who have it."""


async def block(tenant: Tenant, stage: Condition, below: int | None, known: Known) -> list[tuple[int, str]]:
    """(id, name) of the next ones of a stage, RANKED unless they are the last ones."""
    return await rows.newest(tenant.key, stage, below, RANKED, known)


async def finds(tenant: Tenant, condition: Condition, known: Known) -> bool:
    """Whether it finds anybody; who they are need not be asked again."""
    for stage in stages(condition):
        if await block(tenant, stage, None, known):
            return True
    return False


async def count(tenant: Tenant, condition: Condition, known: Known) -> int:
    """How many it finds: they are counted where more than a block of a stage has them."""
    total = 0
    for stage in stages(condition):
        found = await block(tenant, stage, None, known)
        if len(found) == RANKED:
            return await rows.count(tenant.key, condition, known)
        total += len(found)
    return total


def stages(condition: Condition) -> list[Condition]:
    """Those who have all words in the profile; then the others, of whom a note has at least one."""
    parts = list(conjuncts(condition))
    words = [part for part in parts if isinstance(part, Words) and part.where == ANYWHERE]
    if not words:
        return [condition]
    others = [part for part in parts if part not in words]
    in_profile = tuple(Words(each.words, each.whole, PROFILE) for each in words)
    noted = [Words(each.words, each.whole, NOTES, each.audiences) for each in words]
    wherever = words if len(words) > 1 else []  # one that a note has need not be looked for again
    in_notes = noted[0] if len(noted) == 1 else Either(tuple(noted))
    return [
        Every((*in_profile, *others)),
        Every((in_notes, *wherever, *others, Without(Every(in_profile)))),
    ]
