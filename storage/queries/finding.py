"""Finding live contacts by conditions: how many, a page in some order, everybody.

It is looked first how many the most telling condition leaves. Few: its index gives them, and the others are asked of each.
Many: a page goes along its order until it is full, and a count puts the indexes of all conditions together. What is slow at a
million contacts is to take one of the ways where another is meant (`docs/decisions/0004-the-query-language.md`).
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from storage.database import is_sqlite, rows
from storage.queries.clauses import How, Sql, as_set, compiled, notes_with, profile_match
from storage.queries.conditions import (
    ANYWHERE,
    NOTES,
    PROFILE,
    Condition,
    Either,
    Every,
    Leaf,
    Without,
    Words,
    conjuncts,
)

FEW = 60_000
FEW_WITH_WORDS = 10_000
FEW_WITH_WORDS_IN_PART = 2_000
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
    asked = compiled(condition, await _how(tenant, condition, is_page=False))
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
    if not how.sets:
        found, _ = await _page(tenant, condition, how, order, None, limit)
        return found, len(found) if len(found) < limit else await count(tenant, condition)
    return await _page(tenant, condition, how, order, None, limit, also=", count(*) OVER () AS total")


async def _page(
    tenant: str, condition: Condition, how: How, order: str, after: Place | None, limit: int, also: str = ""
) -> tuple[list[Place], int]:
    chosen = _orders()[order]
    asked = compiled(condition, how)
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

    On SQLite its index of profiles goes along the ids, however many have the words that must all be in the profile.
    """
    telling = [
        each
        for each in conjuncts(condition)
        if isinstance(each, Words) and each.where == PROFILE and is_sqlite()
    ]
    others = Every(tuple(each for each in conjuncts(condition) if each not in telling))
    beyond = Sql("1 = 1") if below is None else Sql(f"{'s.rowid' if telling else 'c.id'} < ?", (below,))
    if telling:
        asked = compiled(others, How(tenant, is_sqlite=True))
        found = await rows(
            "SELECT c.id AS id, c.name AS name FROM contact_search AS s CROSS JOIN contact AS c ON c.id = s.rowid"  # noqa: S608 - as above
            f" WHERE contact_search MATCH ? AND {_LIVE} AND {beyond.text} AND {asked.text}"
            f" ORDER BY s.rowid DESC LIMIT {limit}",
            [profile_match(telling), tenant, *beyond.values, *asked.values],
        )
    else:
        asked = compiled(condition, await _how(tenant, condition, is_page=True))
        found = await rows(
            f"SELECT c.id AS id, c.name AS name FROM contact AS c{_by_id()}"  # noqa: S608 - as above
            f" WHERE {_LIVE} AND {beyond.text} AND {asked.text} ORDER BY c.id DESC LIMIT {limit}",
            [tenant, *beyond.values, *asked.values],
        )
    return [(row["id"], row["name"]) for row in found]


async def ids(tenant: str, condition: Condition, chunk: int) -> AsyncIterator[list[int]]:
    """The ids of all, ascending, so many at a time."""
    how = await _how(tenant, condition, is_page=True)
    asked = compiled(condition, how)
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
    asked = notes_with(words[0], How(tenant, is_sqlite()))
    found = await rows(
        f"SELECT 1 AS a FROM ({asked.text}) AS n JOIN contact AS c ON c.id = n.contact_id WHERE {_LIVE} LIMIT 1",  # noqa: S608 - as above
        [*asked.values, tenant],
    )
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
    best, fewest = await _most_telling(condition, how)
    if best is not None and fewest < FEW:
        return replace(how, sets=frozenset(_leaves(best)), is_driven=True)
    telling = [each for each in conjuncts(condition) if _is_telling(each, how)]
    if is_page and len(telling) <= 1:
        return how
    return replace(how, sets=frozenset(_leaves(condition)))


async def _most_telling(condition: Condition, how: How) -> tuple[Condition | None, int]:
    """Which of those that must all be true leaves the fewest, and how many, at most FEW. Words come last: to count them takes
    longest, and nobody has to know of more than the best one has."""
    best, fewest = None, FEW
    telling = [each for each in conjuncts(condition) if _is_telling(each, how)]
    for each in sorted(telling, key=lambda one: isinstance(one, Words)):
        most = min(fewest, _few(each))
        found = await _at_most(each, how, most)
        if found < most:
            best, fewest = each, found
    return best, fewest


def _is_telling(condition: Condition, how: How) -> bool:
    if isinstance(condition, Either):
        return bool(condition.of) and all(_is_telling(part, how) for part in condition.of)
    if isinstance(condition, Every | Without):
        return False
    # Several words of one text are one question to PostgreSQL's index.
    is_left_to_it = not how.is_sqlite and isinstance(condition, Words) and condition.where == PROFILE
    return not is_left_to_it and as_set(condition, how) is not None


def _few(condition: Condition) -> int:
    if not isinstance(condition, Words):
        return FEW
    return FEW_WITH_WORDS if condition.where in (ANYWHERE, NOTES) else FEW_WITH_WORDS_IN_PART


async def _at_most(condition: Condition, how: How, most: int) -> int:
    """How many its index gives, or `most`."""
    found = 0
    for leaf in _leaves(condition):
        asked = as_set(leaf, how)
        if asked is not None and found < most:
            counted = await rows(
                f"SELECT count(*) AS n FROM (SELECT 1 FROM ({asked.text}) AS a LIMIT {most - found}) AS b",  # noqa: S608 - as above
                asked.values,
            )
            found += int(counted[0]["n"])
    return found


def _leaves(condition: Condition) -> list[Leaf]:
    if isinstance(condition, Every | Either):
        return [leaf for part in condition.of for leaf in _leaves(part)]
    return _leaves(condition.of) if isinstance(condition, Without) else [condition]
