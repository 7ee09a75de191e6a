"""Whom a query finds: how many, a page, everybody; and why somebody is, or is not, among them."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz

from crm.errors import UserError
from crm.identity import fold
from crm.querying import relevance
from crm.querying.asking import Asked
from crm.querying.printing import printed
from crm.querying.tree import All, AnyOf, Clause, Not, Query, Text, clauses, negated
from crm.querying.words import NOBODY_KNOWN, Names, clause_in_words
from crm.types import Tenant
from storage.queries import finding as rows
from storage.queries.deciding import decide
from storage.queries.finding import Place

RELEVANCE = "relevance"
ORDERS = (RELEVANCE, *rows.ORDERS)


@dataclass(frozen=True, slots=True)
class Page:
    """The ids of some, in order, and the cursor of the next page, "" at the end."""

    ids: tuple[int, ...]
    next: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One clause of a query, as it is printed and said, and whether it is true of somebody."""

    clause: str
    words: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """`deciding`: the clauses that make it so; `all`: every clause, in the order of the query."""

    is_in: bool
    deciding: tuple[Verdict, ...]
    all: tuple[Verdict, ...]


async def count(tenant: Tenant, asked: Asked) -> int:
    return await rows.count(tenant.key, asked.condition, asked.known)


async def page(tenant: Tenant, asked: Asked, order: str = "", cursor: str = "", limit: int = 10) -> Page:
    """`order`: one of ORDERS, "" for the natural one; by relevance goes only what has words. `cursor`: "" or `Page.next`.

    Raises UserError.
    """
    chosen = _chosen(asked, order)
    if chosen == RELEVANCE:
        return await _by_relevance(tenant, asked, cursor, limit)
    after = _place(chosen, cursor)
    found = await rows.page(tenant.key, asked.condition, chosen, after, limit + 1, asked.known)
    return _page_of(chosen, found, limit)


async def page_and_count(
    tenant: Tenant, asked: Asked, order: str = "", cursor: str = "", limit: int = 10
) -> tuple[Page, int]:
    """As `page`, with how many there are: of the first one sooner than `page` and `count`. Raises UserError."""
    chosen = _chosen(asked, order)
    if chosen == RELEVANCE:
        found = await _by_relevance(tenant, asked, cursor, limit)
        return found, await relevance.count(tenant, asked.condition, asked.known)
    if cursor:
        return await page(tenant, asked, chosen, cursor, limit), await count(tenant, asked)
    places, total = await rows.first_page(tenant.key, asked.condition, chosen, limit + 1, asked.known)
    return _page_of(chosen, places, limit), total


async def ids(tenant: Tenant, asked: Asked, chunk: int = 1_000) -> AsyncIterator[list[int]]:
    """Of all, ascending, so many at a time."""
    async for some in rows.ids(tenant.key, asked.condition, chunk, asked.known):
        yield some


def _chosen(asked: Asked, order: str) -> str:
    chosen = order or natural_order(asked.query)
    if chosen not in ORDERS:
        raise UserError(f"Results go by {', '.join(ORDERS)}, not by {order}.")
    return chosen


def _page_of(order: str, found: Sequence[Place], limit: int) -> Page:
    """`found` has one more, if there is one."""
    more = len(found) > limit
    return Page(tuple(each.id for each in found[:limit]), _cursor(order, found[limit - 1]) if more else "")


def natural_order(query: Query) -> str:
    """What has words goes by relevance, everything else by the last touch."""
    has_words = any(not clause.field for clause in clauses(query))
    return RELEVANCE if has_words else "touched"


async def explain(
    tenant: Tenant, asked: Asked, contact_id: int, names: Names = NOBODY_KNOWN
) -> Explanation | None:
    """None where the contact is no longer there."""
    known = list(asked.conditions)
    conditions = [asked.condition, *(asked.conditions[key] for key in known)]
    live, true = await decide(tenant.key, conditions, [contact_id])
    if not live:
        return None
    is_in, *each = [contact_id in those for those in true]
    holds = dict(zip(known, each, strict=True))
    return Explanation(
        is_in=is_in,
        deciding=_verdicts(_deciding(asked.query, holds, denied=False), holds, names),
        all=_verdicts(_atoms(asked.query, denied=False), holds, names),
    )


Holds = Mapping[tuple[Clause, bool], bool]
_Atom = tuple[Clause, bool, bool]
"""A clause, whether it is denied, and whether it stands by itself behind a "not", which then belongs to it."""


def _atoms(query: Query, *, denied: bool) -> list[_Atom]:
    if isinstance(query, Clause):
        return [(query, denied, False)]
    if isinstance(query, Not):
        inner = query.of
        return [(inner, not denied, True)] if isinstance(inner, Clause) else _atoms(inner, denied=not denied)
    return [atom for part in query.of for atom in _atoms(part, denied=denied)]


def _is_true(query: Query, holds: Holds, *, denied: bool) -> bool:
    if isinstance(query, Clause):
        return holds[query, denied]
    if isinstance(query, Not):
        return not _is_true(query.of, holds, denied=not denied)
    parts = [_is_true(part, holds, denied=denied) for part in query.of]
    return all(parts) if isinstance(query, All) else any(parts)


def _deciding(query: Query, holds: Holds, *, denied: bool) -> list[_Atom]:
    """Of what must all be true, those that are not, or all of them; of what one is enough, the other way round."""
    if isinstance(query, Clause):
        return _atoms(query, denied=denied)
    if isinstance(query, Not):
        if isinstance(query.of, Clause):
            return _atoms(query, denied=denied)
        return _deciding(query.of, holds, denied=not denied)
    decisive = isinstance(query, AnyOf)
    told = [part for part in query.of if _is_true(part, holds, denied=denied) is decisive] or query.of
    return [atom for part in told for atom in _deciding(part, holds, denied=denied)]


def _verdicts(atoms: Sequence[_Atom], holds: Holds, names: Names) -> tuple[Verdict, ...]:
    found = []
    for clause, denied, is_not in atoms:
        shown = negated(clause) if is_not else clause
        holding = holds[clause, denied] is not is_not
        found.append(Verdict(printed(shown), clause_in_words(shown, names), holding))
    return tuple(dict.fromkeys(found))


async def _by_relevance(tenant: Tenant, asked: Asked, cursor: str, limit: int) -> Page:
    """Whose profile has the words come before those of whom only notes tell; within that, block after block of the newest,
    each ranked by how near the name is."""
    typed = _typed(asked.query)
    if not typed:
        raise UserError("Only what has words goes by relevance; sort by touched, added or name.")
    stages = relevance.stages(asked.condition)
    stage, ceiling, after = _relevance_place(cursor, len(stages))
    found: list[tuple[int, int, int | None, int]] = []
    while stage < len(stages) and len(found) <= limit:
        block = await relevance.block(tenant, stages[stage], ceiling, asked.known)
        ranked = sorted((-_likeness(typed, name), -id_) for id_, name in block)
        found += [
            (-id_, stage, ceiling, -score) for score, id_ in ranked if after is None or (score, id_) > after
        ]
        after = None
        if len(block) < relevance.RANKED:
            stage, ceiling = stage + 1, None
        else:
            ceiling = min(id_ for id_, _ in block)
    shown = found[:limit]
    return Page(tuple(id_ for id_, *_ in shown), _relevance_cursor(*shown[-1]) if len(found) > limit else "")


def _typed(query: Query) -> str:
    """The words of it, folded, as they would make a name."""
    texts = [
        value.words
        for clause in clauses(query)
        if not clause.field
        for value in clause.values
        if isinstance(value, Text)
    ]
    return fold(" ".join(texts))


def _likeness(typed: str, name: str) -> int:
    return round(fuzz.token_sort_ratio(typed, fold(name)))


_SIGN = "~"


def _cursor(order: str, place: Place) -> str:
    key = place.key.isoformat() if isinstance(place.key, datetime) else place.key or ""
    return _SIGN.join((order, key, str(place.id)))


def _place(order: str, cursor: str) -> Place | None:
    if not cursor:
        return None
    try:
        of_order, key, id_ = cursor.split(_SIGN)
        if of_order != order:
            raise _no_such_page()
        if order == "name":
            return Place(int(id_), key)
        return Place(int(id_), datetime.fromisoformat(key) if key else None)
    except ValueError:
        raise _no_such_page() from None


def _relevance_cursor(id_: int, stage: int, ceiling: int | None, score: int) -> str:
    return _SIGN.join((RELEVANCE, str(stage), "" if ceiling is None else str(ceiling), str(score), str(id_)))


def _relevance_place(cursor: str, stages: int) -> tuple[int, int | None, tuple[int, int] | None]:
    """The stage, below which id its block begins, and the negative score and id of the last one that was shown."""
    if not cursor:
        return 0, None, None
    try:
        order, stage, ceiling, score, id_ = cursor.split(_SIGN)
        if order != RELEVANCE or not 0 <= int(stage) < stages:
            raise _no_such_page()
        return int(stage), int(ceiling) if ceiling else None, (-int(score), -int(id_))
    except ValueError:
        raise _no_such_page() from None


def _no_such_page() -> UserError:
    return UserError("That page does not exist; search again.")
