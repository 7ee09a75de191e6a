"""Finding live contacts by conditions: how many, a page in some order, everybody.

On SQLite it is looked first how many the most telling condition leaves. Few: its index gives them, and the others are asked of
each. Many: a page goes along its order until it is full, and a count puts the indexes of all conditions together. What is
slow at a million contacts is to take one of the ways where another is meant (`docs/decisions/0004-the-query-language.md`).
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from storage.database import is_sqlite, rows
from storage.queries.clauses import How, Sql, as_set, compiled, has_trigrams, profile_match
from storage.queries.conditions import (
    ANYWHERE,
    PROFILE,
    Condition,
    Either,
    Every,
    Leaf,
    Without,
    Words,
    conjuncts,
)

FEW = 10_000
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
    chosen = _orders()[order]
    asked = compiled(condition, await _how(tenant, condition, is_page=True))
    beyond = _beyond(chosen, after)
    way = "DESC" if chosen.is_falling else "ASC"
    found = await rows(
        f"SELECT c.id AS id, {chosen.shown} AS place FROM contact AS c"  # noqa: S608 - as above
        f" WHERE {_LIVE} AND {beyond.text} AND {asked.text} ORDER BY {chosen.key} {way}, c.id {way} LIMIT {limit}",
        [tenant, *beyond.values, *asked.values],
    )
    return [Place(row["id"], _moment(row["place"]) if order != "name" else row["place"]) for row in found]


async def newest(tenant: str, condition: Condition, below: int | None, limit: int) -> list[tuple[int, str]]:
    """(id, name) of those who were added last, only ids less than `below`.

    On SQLite its index of profiles goes along the ids, however many have the words that must all be in the profile.
    """
    telling = [
        each
        for each in conjuncts(condition)
        if isinstance(each, Words) and each.where == PROFILE and is_sqlite() and has_trigrams(each)
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
            f"SELECT c.id AS id, c.name AS name FROM contact AS c"  # noqa: S608 - as above
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
            f"SELECT c.id AS id FROM contact AS c WHERE {_LIVE} AND c.id > ? AND {asked.text}"  # noqa: S608 - as above
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


async def anybody(tenant: str, words: Words) -> bool:
    """Whether there is somebody who has them."""
    in_profile = replace(words, where=PROFILE) if words.where == ANYWHERE else words
    return bool(await newest(tenant, in_profile, None, 1) or await newest(tenant, words, None, 1))


_LIVE = "c.tenant = ? AND c.state = 'live'"


def _beyond(order: _Order, after: Place | None) -> Sql:
    if after is None:
        return Sql("1 = 1")
    sign = "<" if order.is_falling else ">"
    if after.key is None:
        return Sql(f"({order.key}, c.id) {sign} ({order.lowest}, ?)", (after.id,))
    return Sql(f"({order.key}, c.id) {sign} (?, ?)", (after.key, after.id))


def _moment(value: object) -> datetime | None:
    """SQLite gives back the text that it was given."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value  # type: ignore[return-value] # else PostgreSQL's moment


async def _how(tenant: str, condition: Condition, *, is_page: bool) -> How:
    if not is_sqlite():
        return How(tenant, is_sqlite=False)
    how = How(tenant, is_sqlite=True)
    telling = [each for each in conjuncts(condition) if _is_telling(each, how)]
    sizes = {each: await _at_most(each, how) for each in telling}
    if telling and min(sizes.values()) < FEW:
        return How(tenant, True, frozenset(_leaves(min(telling, key=lambda each: sizes[each]))))
    if is_page and len(telling) <= 1:
        return how
    return How(tenant, True, frozenset(_leaves(condition)))


def _is_telling(condition: Condition, how: How) -> bool:
    if isinstance(condition, Either):
        return bool(condition.of) and all(_is_telling(part, how) for part in condition.of)
    is_leaf = not isinstance(condition, Every | Without)
    return is_leaf and as_set(condition, how) is not None  # type: ignore[arg-type] # it is a leaf


async def _at_most(condition: Condition, how: How) -> int:
    """How many its index gives, FEW at most."""
    found = 0
    for leaf in _leaves(condition):
        asked = as_set(leaf, how)
        if asked is not None and found < FEW:
            counted = await rows(
                f"SELECT count(*) AS n FROM (SELECT 1 FROM ({asked.text}) LIMIT {FEW})",  # noqa: S608 - as above
                asked.values,
            )
            found += int(counted[0]["n"])
    return min(found, FEW)


def _leaves(condition: Condition) -> list[Leaf]:
    if isinstance(condition, Every | Either):
        return [leaf for part in condition.of for leaf in _leaves(part)]
    return _leaves(condition.of) if isinstance(condition, Without) else [condition]
