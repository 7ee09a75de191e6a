"""Finding live contacts by conditions: how many, a page in some order, everybody.

It is looked first how many each telling condition leaves. Few: their indexes together give who is looked at, and the others are asked
of each. Many: a page goes along its order until it is full, and a count puts the indexes of all conditions together. What is slow at a
million contacts is to take one of the ways where another is meant (`docs/decisions/0004-the-query-language.md`).
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from storage.database import is_sqlite, rows
from storage.queries.clauses import (
    How,
    Sql,
    as_one_set,
    as_set,
    compiled,
    notes_with,
    profile_match,
    reads,
    where,
)
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
    leaves,
)

FEW = 60_000
FEW_WITH_WORDS = 10_000
ENOUGH = 500
"""Fewer than that are looked at one by one: it is not worth while to put another set beside them."""
SAMPLE = 1_000
COMMON = 0.01
"""What so large a part has PostgreSQL reads quicker, from the newest on until a page is full, than it puts all of them together."""
_NAME_SIGNS = 40


@dataclass(frozen=True, slots=True)
class Place:
    """A contact, and what the order goes by: a moment (None: it never happened), or the beginning of the folded name."""

    id: int
    key: datetime | str | None


@dataclass(frozen=True, slots=True)
class _Order:
    """`key` is indexed together with the tenant and the id; `shown` is what a place remembers of it."""

    key: str
    shown: str
    is_falling: bool
    lowest: str = ""


def _orders() -> dict[str, _Order]:
    lowest = "''" if is_sqlite() else "'-infinity'::timestamptz"
    name = f"substr(c.search_text, 1, {_NAME_SIGNS})"
    return {
        "touched": _Order(f"coalesce(c.last_activity_at, {lowest})", "c.last_activity_at", True, lowest),
        "added": _Order("c.created_at", "c.created_at", True),
        "name": _Order(name if is_sqlite() else f'({name} COLLATE "C")', name, False),
    }


ORDERS = ("touched", "added", "name")
"""The one touched last first; the newest first; by the alphabet."""


async def count(tenant: str, condition: Condition) -> int:
    asked = where(condition, await _how(tenant, condition, is_page=False))
    found = await rows(
        f"SELECT count(*) AS n FROM contact AS c WHERE {_LIVE} AND {asked.text}",  # noqa: S608 - `clauses` has no values in its texts
        [tenant, *asked.values],
    )
    return int(found[0]["n"])


async def page(tenant: str, condition: Condition, order: str, after: Place | None, limit: int) -> list[Place]:
    """`order` is one of ORDERS. From the first one after `after` on."""
    return (await _page(tenant, condition, await _how(tenant, condition, is_page=True), order, after, limit))[
        0
    ]


async def first_page(tenant: str, condition: Condition, order: str, limit: int) -> tuple[list[Place], int]:
    """The first one, and how many there are: at once where all of them have to be looked at anyhow."""
    how = await _how(tenant, condition, is_page=True)
    if not (how.sets or how.driven_by):
        found, _ = await _page(tenant, condition, how, order, None, limit)
        return found, len(found) if len(found) < limit else await count(tenant, condition)
    return await _page(tenant, condition, how, order, None, limit, also=", count(*) OVER () AS total")


async def _page(
    tenant: str, condition: Condition, how: How, order: str, after: Place | None, limit: int, also: str = ""
) -> tuple[list[Place], int]:
    chosen = _orders()[order]
    asked = where(condition, how)
    beyond = _beyond(chosen, after)
    way = "DESC" if chosen.is_falling else "ASC"
    found = await rows(
        f"SELECT c.id AS id, {chosen.shown} AS place{also} FROM contact AS c"  # noqa: S608 - as above
        f" WHERE {_LIVE} AND {beyond.text} AND {asked.text} ORDER BY {chosen.key} {way}, c.id {way} LIMIT {limit}",
        [tenant, *beyond.values, *asked.values],
    )
    places = [Place(row["id"], _moment(row["place"]) if order != "name" else row["place"]) for row in found]
    return places, int(found[0]["total"]) if also and found else 0


async def newest(tenant: str, condition: Condition, below: int | None, limit: int) -> list[tuple[int, str]]:
    """(id, name) of those who were added last, only ids less than `below`.

    Where few have something of it these are looked at. Else SQLite's index of profiles goes along the ids, however many have the words
    that must all be in the profile.
    """
    in_profile = [
        each
        for each in conjuncts(condition)
        if isinstance(each, Words) and each.where == PROFILE and is_sqlite()
    ]
    others = Every(tuple(each for each in conjuncts(condition) if each not in in_profile))
    how = await _how(tenant, others, is_page=True)
    is_along = bool(in_profile) and not how.driven_by
    beyond = Sql("1 = 1") if below is None else Sql(f"{'s.rowid' if is_along else 'c.id'} < ?", (below,))
    if is_along:
        asked = compiled(others, How(tenant, is_sqlite=True))
        found = await rows(
            "SELECT c.id AS id, c.name AS name FROM contact_search AS s CROSS JOIN contact AS c ON c.id = s.rowid"  # noqa: S608 - as above
            f" WHERE contact_search MATCH ? AND {_LIVE} AND {beyond.text} AND {asked.text}"
            f" ORDER BY s.rowid DESC LIMIT {limit}",
            [profile_match(in_profile), tenant, *beyond.values, *asked.values],
        )
    else:
        asked = where(condition, how)
        found = await rows(
            f"SELECT c.id AS id, c.name AS name FROM contact AS c{_by_id()}"  # noqa: S608 - as above
            f" WHERE {_LIVE} AND {beyond.text} AND {asked.text} ORDER BY c.id DESC LIMIT {limit}",
            [tenant, *beyond.values, *asked.values],
        )
    return [(row["id"], row["name"]) for row in found]


async def ids(tenant: str, condition: Condition, chunk: int) -> AsyncIterator[list[int]]:
    """The ids of all, ascending, so many at a time."""
    asked = where(condition, await _how(tenant, condition, is_page=True))
    last = 0
    while True:
        found = await rows(
            f"SELECT c.id AS id FROM contact AS c{_by_id()} WHERE {_LIVE} AND c.id > ? AND {asked.text}"  # noqa: S608 - as above
            f" ORDER BY c.id LIMIT {chunk}",
            [tenant, last, *asked.values],
        )
        if found:
            yield [row["id"] for row in found]
            last = found[-1]["id"]
        if len(found) < chunk:
            return


async def holding(tenant: str, contact_id: int, conditions: Sequence[Condition]) -> list[bool]:
    """Which of them are true of a contact; [] if it is not live."""
    how = How(tenant, is_sqlite())
    asked = [compiled(condition, how) for condition in conditions]
    columns = [f"CASE WHEN {each.text} THEN 1 ELSE 0 END AS a{number}" for number, each in enumerate(asked)]
    found = await rows(
        f"SELECT {', '.join(('c.id', *columns))} FROM contact AS c WHERE c.id = ? AND {_LIVE}",  # noqa: S608 - as above
        [*(value for each in asked for value in each.values), contact_id, tenant],
    )
    return [bool(found[0][f"a{number}"]) for number in range(len(asked))] if found else []


async def anybody(tenant: str, *words: Words) -> bool:
    """Whether there is somebody who has them: several all in the profile, or all in one part of it."""
    in_profile = [replace(each, where=PROFILE) if each.where == ANYWHERE else each for each in words]
    if await newest(tenant, Every(tuple(in_profile)), None, 1):
        return True
    if [each.where for each in words] != [ANYWHERE]:
        return False
    how = How(tenant, is_sqlite())
    in_notes = replace(words[0], where=NOTES)
    if not how.is_sqlite and (await _often(how, [in_notes]))[in_notes] >= COMMON:
        return True
    asked = notes_with(words[0], how)
    if how.is_sqlite:
        noted = f"({asked.text}) AS n JOIN contact AS c ON c.id = n.contact_id WHERE {_LIVE}"
        values = [*asked.values, tenant]
    else:  # as an array, or it would rather read all notes until it finds one
        noted = f"contact AS c WHERE {_LIVE} AND c.id = ANY(ARRAY({asked.text}))"
        values = [tenant, *asked.values]
    found = await rows(f"SELECT 1 AS a FROM {noted} LIMIT 1", values)  # noqa: S608 - as above
    return bool(found)


_LIVE = "c.tenant = ? AND c.state = 'live'"


def _by_id() -> str:
    """SQLite would rather read all of the tenant and sort them."""
    return " NOT INDEXED" if is_sqlite() else ""


def _beyond(order: _Order, after: Place | None) -> Sql:
    """The key is said once more: SQLite takes no pair to find the place in an index that has an expression in it."""
    if after is None:
        return Sql("1 = 1")
    sign = "<" if order.is_falling else ">"
    if after.key is None:
        pair = f"{order.key} {sign}= {order.lowest} AND ({order.key}, c.id) {sign} ({order.lowest}, ?)"
        return Sql(pair, (after.id,))
    pair = f"{order.key} {sign}= ? AND ({order.key}, c.id) {sign} (?, ?)"
    return Sql(pair, (after.key, after.key, after.id))


def _moment(value: object) -> datetime | None:
    """SQLite gives back the text that it was given."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value  # type: ignore[return-value] # else PostgreSQL's moment


async def _how(tenant: str, condition: Condition, *, is_page: bool) -> How:
    how = How(tenant, is_sqlite())
    telling = [each for each in conjuncts(condition) if _is_telling(each, how)]
    if few := await _few_of(telling, how):
        return replace(how, driven_by=few)
    if is_page and len(telling) <= 1:
        return how
    return replace(how, sets=frozenset(leaves(condition)))


async def _few_of(telling: Sequence[Condition], how: How) -> tuple[Condition, ...]:
    """Those of which few have each, the fewest first; where next to nobody has one, that one alone."""
    words = [leaf for each in telling for leaf in leaves(each) if isinstance(leaf, Words)]
    often = {} if how.is_sqlite else await _often(how, words)
    counted = []
    for each in telling:
        if all(often.get(leaf, 0.0) < COMMON for leaf in leaves(each)):
            most = _most(each, how)
            found = await _at_most(each, how, most)
            if found < most or most == ENOUGH:
                counted.append((found, each))
    counted.sort(key=lambda one: one[0])
    if counted and counted[0][0] < ENOUGH:
        return (counted[0][1],)
    few = tuple(each for _, each in counted)
    together = () if how.is_sqlite else _in_profile(few)
    if len(together) > 1:  # PostgreSQL's index puts them together without a look at the rows
        few = (Every(together), *(each for each in few if each not in together))
    return few or _rare_together(telling, often)


def _in_profile(conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    return tuple(each for each in conditions if isinstance(each, Words) and each.where == PROFILE)


def _rare_together(telling: Sequence[Condition], often: Mapping[Condition, float]) -> tuple[Condition, ...]:
    """Two words that many have each, and few both."""
    known = sorted((each for each in telling if each in often), key=lambda each: often[each])
    if len(known) == 1 or not known or often[known[0]] * often[known[1]] >= COMMON:
        return ()
    two = tuple(known[:2])
    return (Every(two),) if _in_profile(two) == two else two[:1]


async def _often(how: How, words: Sequence[Words]) -> dict[Condition, float]:
    """How large a part of the newest profiles, or notes, has them: PostgreSQL's index puts all together before it gives the first."""
    in_profile = [each for each in words if each.where != NOTES]
    in_notes = [each for each in words if each.where in (ANYWHERE, NOTES)]
    profiles = f"contact WHERE tenant = ? ORDER BY created_at DESC, id DESC LIMIT {SAMPLE}"
    notes = f"timeline_entry WHERE tenant = ? AND search_text <> '' ORDER BY recorded_at DESC LIMIT {SAMPLE}"
    found: dict[Condition, float] = {}
    for newest, asked in ((profiles, in_profile), (notes, in_notes)):
        for each, part in zip(asked, await _parts(newest, how, asked), strict=True):
            found[each] = max(found.get(each, 0.0), part)
    return found


async def _parts(newest: str, how: How, words: Sequence[Words]) -> list[float]:
    if not words:
        return []
    having = [f"count(*) FILTER (WHERE {reads(each, 'search_text', how)})" for each in words]
    columns = ", ".join(f"{each} AS w{place}" for place, each in enumerate(having))
    sample = await rows(f"SELECT {columns} FROM (SELECT search_text FROM {newest}) AS newest", [how.tenant])  # noqa: S608 - folded words
    return [sample[0][f"w{place}"] / SAMPLE for place in range(len(words))]


def _is_telling(condition: Condition, how: How) -> bool:
    if isinstance(condition, Either):
        return bool(condition.of) and all(_is_telling(part, how) for part in condition.of)
    if isinstance(condition, Every | Without):
        return False
    return as_set(condition, how) is not None


def _most(condition: Condition, how: How) -> int:
    """More than that are many. Of words that PostgreSQL's sample does not show often there are few, and to count them takes as long as to have them."""
    if not any(isinstance(leaf, Words) for leaf in leaves(condition)):
        return FEW
    return FEW_WITH_WORDS if how.is_sqlite else ENOUGH


async def _at_most(condition: Condition, how: How, most: int) -> int:
    """How many its index gives, or `most`."""
    asked = as_one_set(condition, how)
    found = await rows(
        f"SELECT count(*) AS n FROM (SELECT 1 FROM ({asked.text}) AS a LIMIT {most}) AS b",  # noqa: S608 - as above
        asked.values,
    )
    return int(found[0]["n"])
