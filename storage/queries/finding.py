"""Finding live contacts by conditions: how many, a page in some order, everybody. `storage.queries.planning` says which way each goes.

`known`: what the search that asks knows already.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.database import is_sqlite, rows
from storage.queries.clauses import as_set, compiled, has_index, where
from storage.queries.conditions import PROFILE, Condition, Every, Words, conjuncts
from storage.queries.planning import Known
from storage.queries.sql import How, Sql, values_of
from storage.queries.words import profile_match

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


async def count(tenant: str, condition: Condition, known: Known | None = None) -> int:
    asked = where(condition, await (known or Known()).how(tenant, condition, is_page=False))
    found = await rows(
        f"SELECT count(*) AS n FROM contact AS c WHERE {_LIVE} AND {asked.text}",
        [tenant, *asked.values],
    )
    return int(found[0]["n"])


async def page(
    tenant: str, condition: Condition, order: str, after: Place | None, limit: int, known: Known | None = None
) -> list[Place]:
    """`order` is one of ORDERS. From the first one after `after` on."""
    how = await (known or Known()).how(tenant, condition, is_page=True)
    found, _ = await _page(tenant, condition, how, order, after, limit)
    return found


async def first_page(
    tenant: str, condition: Condition, order: str, limit: int, known: Known | None = None
) -> tuple[list[Place], int]:
    """The first one, and how many there are: at once where all of them have to be looked at anyhow."""
    known = known or Known()
    how = await known.how(tenant, condition, is_page=True)
    if not (how.sets or how.driven_by):
        found, _ = await _page(tenant, condition, how, order, None, limit)
        return found, len(found) if len(found) < limit else await count(tenant, condition, known)
    return await _page(tenant, condition, how, order, None, limit, also=", count(*) OVER () AS total")


async def _page(
    tenant: str, condition: Condition, how: How, order: str, after: Place | None, limit: int, also: str = ""
) -> tuple[list[Place], int]:
    chosen = _orders()[order]
    asked = where(condition, how)
    beyond = _beyond(chosen, after)
    way = "DESC" if chosen.is_falling else "ASC"
    found = await rows(
        f"SELECT c.id AS id, {chosen.shown} AS place{also} FROM contact AS c"
        f" WHERE {_LIVE} AND {beyond.text} AND {asked.text} ORDER BY {chosen.key} {way}, c.id {way} LIMIT {limit}",
        [tenant, *beyond.values, *asked.values],
    )
    places = [Place(row["id"], _moment(row["place"]) if order != "name" else row["place"]) for row in found]
    return places, int(found[0]["total"]) if also and found else 0


async def newest(
    tenant: str, condition: Condition, below: int | None, limit: int, known: Known | None = None
) -> list[tuple[int, str]]:
    """(id, name) of those who were added last, only ids less than `below`. A search asks the same but once.

    Where few have something of it these are looked at. Else SQLite's index of profiles goes along the ids, however many have the words
    that must all be in the profile.
    """
    known = known or Known()
    asked = (condition, below, limit)
    if asked not in known.newest:
        found = await _newest(tenant, condition, below, limit, known)
        known.newest[asked] = [(row["id"], row["name"]) for row in found]
    return known.newest[asked]


async def _newest(
    tenant: str, condition: Condition, below: int | None, limit: int, known: Known
) -> list[dict[str, Any]]:
    in_profile = [
        each
        for each in conjuncts(condition)
        if isinstance(each, Words) and each.where == PROFILE and is_sqlite()
    ]
    others = Every(tuple(each for each in conjuncts(condition) if each not in in_profile))
    how = await known.how(tenant, others, is_page=True)
    if known.finds_nobody(how):
        return []
    is_along = bool(in_profile) and not how.driven_by
    beyond = Sql("1 = 1") if below is None else Sql(f"{'s.rowid' if is_along else 'c.id'} < ?", (below,))
    if is_along:
        asked = compiled(others, How(tenant, is_sqlite=True))
        return await rows(
            "SELECT c.id AS id, c.name AS name FROM contact_search AS s CROSS JOIN contact AS c ON c.id = s.rowid"
            f" WHERE contact_search MATCH ? AND {_LIVE} AND {beyond.text} AND {asked.text}"
            f" ORDER BY s.rowid DESC LIMIT {limit}",
            [profile_match([[each] for each in in_profile]), tenant, *beyond.values, *asked.values],
        )
    newest = known.among_the_newest(how, condition, below, limit)
    found = await _by_falling_id(tenant, condition, newest, beyond, limit)
    if newest != how and len(found) < limit:
        found = await _by_falling_id(tenant, condition, how, beyond, limit)
    return found


async def _by_falling_id(
    tenant: str, condition: Condition, how: How, beyond: Sql, limit: int
) -> list[dict[str, Any]]:
    asked = where(condition, how)
    return await rows(
        f"SELECT c.id AS id, c.name AS name FROM contact AS c{_by_id()}"
        f" WHERE {_LIVE} AND {beyond.text} AND {asked.text} ORDER BY c.id DESC LIMIT {limit}",
        [tenant, *beyond.values, *asked.values],
    )


async def ids(
    tenant: str, condition: Condition, chunk: int, known: Known | None = None
) -> AsyncIterator[list[int]]:
    """The ids of all, ascending, so many at a time."""
    asked = where(condition, await (known or Known()).how(tenant, condition, is_page=True))
    last = 0
    while True:
        found = await rows(
            f"SELECT c.id AS id FROM contact AS c{_by_id()} WHERE {_LIVE} AND c.id > ? AND {asked.text}"
            f" ORDER BY c.id LIMIT {chunk}",
            [tenant, last, *asked.values],
        )
        if found:
            yield [row["id"] for row in found]
            last = found[-1]["id"]
        if len(found) < chunk:
            return


async def had(tenant: str, words: Sequence[Words], known: Known | None = None) -> set[Words]:
    """Those that somebody has."""
    how, known = How(tenant, is_sqlite()), known or Known()
    await known.sample(words, how)
    asked = [_somebody_with(each, how, known) for each in words]
    columns = ", ".join(f"EXISTS ({each.text}) AS a{place}" for place, each in enumerate(asked))
    found = await rows(f"SELECT {columns}", values_of(asked)) if asked else []
    return {each for row in found for place, each in enumerate(words) if row[f"a{place}"]}


def _somebody_with(words: Words, how: How, known: Known) -> Sql:
    """An index gives the first one at once, but for PostgreSQL's of words that are common."""
    asked = compiled(words, how)
    if how.is_sqlite or (has_index(words, how) and known.is_rare(words)):
        first = as_set(words, how)
        found = f"({first.text}) AS s CROSS JOIN contact AS c WHERE c.id = s.id AND {_LIVE} AND {asked.text}"
        return Sql(f"SELECT 1 FROM {found}", (*first.values, how.tenant, *asked.values))
    return Sql(f"SELECT 1 FROM contact AS c WHERE {_LIVE} AND {asked.text}", (how.tenant, *asked.values))


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
