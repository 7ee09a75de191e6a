"""Of some people, those of whom each of many conditions is true.

What the conditions ask is asked once, however many of them ask it: which tags, skills and the like somebody has by one statement for
each kind, everything else as columns of a few. PostgreSQL takes longer to plan a hundred conditions in full than to answer them.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from storage.database import among, is_sqlite, rows
from storage.queries.clauses import compiled, had, is_of_the_person
from storage.queries.conditions import Among, Condition, Either, Every, Leaf, Without, leaves
from storage.queries.sql import How, values_of

AT_ONCE = 25
"""So many questions are columns of one statement: PostgreSQL plans a few such statements sooner than a long one."""

People = frozenset[int]


class Decided(NamedTuple):
    """`live`: those of the people asked about who are; `true`: for each condition those of them of whom it is true."""

    live: People
    true: tuple[People, ...]


async def decide(tenant: str, conditions: Sequence[Condition], contact_ids: Sequence[int]) -> Decided:
    how = How(tenant, is_sqlite())
    asked = dict.fromkeys(leaf for condition in conditions for leaf in leaves(condition))
    things = dict.fromkeys(leaf for leaf in asked if isinstance(leaf, Among) and is_of_the_person(leaf))
    live, true = await _by_columns([leaf for leaf in asked if leaf not in things], contact_ids, how)
    true |= await _by_things(list(things), sorted(live), how)
    return Decided(live, tuple(_those(condition, live, true) for condition in conditions))


async def _by_columns(
    asked: Sequence[Leaf], contact_ids: Sequence[int], how: How
) -> tuple[People, dict[Leaf, People]]:
    """Who is live, and of whom each of these is true."""
    true: dict[Leaf, People] = {}
    live: People = frozenset()
    some, ids = among("c.id", contact_ids)
    for first in range(0, max(len(asked), 1), AT_ONCE):
        part = asked[first : first + AT_ONCE]
        questions = [compiled(leaf, how) for leaf in part]
        columns = [f"{each.text} AS a{place}" for place, each in enumerate(questions)]
        found = await rows(
            f"SELECT {', '.join(('c.id AS id', *columns))} FROM contact AS c"  # noqa: S608 - `clauses` has no values in its texts
            f" WHERE c.tenant = ? AND c.state = 'live' AND {some}",
            [*values_of(questions), how.tenant, ids],
        )
        live = frozenset(row["id"] for row in found)
        for place, leaf in enumerate(part):
            true[leaf] = frozenset(row["id"] for row in found if row[f"a{place}"])
    return live, true


async def _by_things(asked: Sequence[Among], contact_ids: Sequence[int], how: How) -> dict[Leaf, People]:
    having: dict[tuple[str, str | int], set[int]] = {}
    for what in dict.fromkeys(leaf.what for leaf in asked):
        question = had(what, contact_ids, how)
        for row in await rows(question.text, question.values):
            having.setdefault((what, row["value"]), set()).add(row["id"])
    return {
        leaf: frozenset().union(*(having.get((leaf.what, value), ()) for value in leaf.values))
        for leaf in asked
    }


def _those(condition: Condition, live: People, true: Mapping[Leaf, People]) -> People:
    if isinstance(condition, Every):
        return live.intersection(*(_those(each, live, true) for each in condition.of))
    if isinstance(condition, Either):
        return frozenset().union(*(_those(each, live, true) for each in condition.of))
    if isinstance(condition, Without):
        return live - _those(condition.of, live, true)
    return true[condition] & live
