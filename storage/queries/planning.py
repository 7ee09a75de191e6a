"""Which way a question goes: planned from how many each of its telling conditions leaves.

Few: their indexes together give who is looked at, and the others are asked of each. Many: a page goes along its order until it is full,
and a count puts the indexes of all conditions together. What is slow at a million contacts is to take one of the ways where another is
meant (`docs/decisions/0004-the-query-language.md`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import prod

from storage.database import is_sqlite, rows
from storage.queries.clauses import as_set, has_index, is_of_profile
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
    leaves,
)
from storage.queries.sql import How, Sql, values_of
from storage.queries.words import counted, reads

FEW = 60_000
FEW_WITH_WORDS = 10_000
"""More that have words are many to SQLite, whose index of them goes along the newest as quickly."""
ENOUGH = 500
"""Fewer than that are looked at one by one: it is not worth while to put another set beside them."""
SAMPLE = 1_000
COMMON = 0.01
"""Words that so large a part has are many to PostgreSQL: it reads quicker, from the newest on until a page is full, than its index puts
all who have them together."""
UNCOMMON = 0.05
"""Of words that so many have PostgreSQL's index is sooner put together with rarer ones than those are looked at."""

AMPLE = 2
"""So many times as far down as their share makes believe are the newest looked for."""


@dataclass(slots=True)
class Known:
    """What one search has found out so far and does not ask again.

    `counts`: how many an index gives, up to as many as tell. `shares`: how large a part of PostgreSQL's newest profiles, or notes, has
    words; `last_id`: that of the newest. `newest`: what `storage.queries.finding.newest` has found.
    """

    counts: dict[Leaf, int] = field(default_factory=dict)
    shares: dict[Words, float] = field(default_factory=dict)
    last_id: int = 0
    newest: dict[tuple[Condition, int | None, int], list[tuple[int, str]]] = field(default_factory=dict)

    async def how(self, tenant: str, condition: Condition, *, is_page: bool) -> How:
        """The way to those of whom it is true."""
        how = How(tenant, is_sqlite())
        telling = [each for each in conjuncts(condition) if _is_telling(each, how)]
        await self.sample([leaf for each in telling for leaf in leaves(each) if isinstance(leaf, Words)], how)
        rare = [each for each in telling if self.is_rare(each)]
        await self._count_up(rare, how)
        few = sorted((each for each in rare if self._count(each) < _most(each, how)), key=self._count)
        if few and self._count(few[0]) < ENOUGH:
            return replace(how, driven_by=(few[0],))
        if driven_by := few if how.is_sqlite else self._together(few, telling):
            return replace(how, driven_by=tuple(driven_by))
        if is_page and len(telling) <= 1:
            return how
        return replace(how, sets=frozenset(leaves(condition)))

    def finds_nobody(self, how: How) -> bool:
        """Whether a set that drives it is known to be empty."""
        return any(self._count(each) == 0 for each in how.driven_by)

    def among_the_newest(self, how: How, condition: Condition, below: int | None, limit: int) -> How:
        """The way to so many of the newest, where PostgreSQL looks for nothing but words in profiles: who is far older is left out, if
        that is half of all."""
        asked = list(conjuncts(condition))
        uncommon = [each for each in asked if self._share(each) < UNCOMMON and _is_telling(each, how)]
        if not uncommon or not all(isinstance(each, Words) and each.where == PROFILE for each in asked):
            return how
        share, top = prod(map(self._share, asked)), below or self.last_id
        if share * top <= 2 * AMPLE * limit:
            return how
        above = int(top - AMPLE * limit / share)
        return replace(how, driven_by=how.driven_by or tuple(uncommon), above=above)

    def is_rare(self, condition: Condition) -> bool:
        """Whether all of its words are, as far as PostgreSQL's newest tell."""
        return self._share(condition) < COMMON

    async def sample(self, words: Sequence[Words], how: How) -> None:
        """Make the shares of all of them known to PostgreSQL, in profiles and in notes: what is asked of the one is mostly asked of the
        other next."""
        asked = dict.fromkeys(Words(each.words, each.whole, PROFILE) for each in words)
        new = [each for each in asked if each not in self.shares]
        if how.is_sqlite or not new:
            return
        having = [f"count(*) FILTER (WHERE {reads(each, 'search_text', how)})" for each in new]
        tables = ", ".join(
            f"(SELECT max(id) AS last_{table}, {', '.join(f'{each} AS {table}{place}' for place, each in enumerate(having))}"
            f" FROM (SELECT id, search_text FROM {newest} LIMIT {SAMPLE}) AS newest) AS {table}"
            for table, newest in _NEWEST.items()
        )
        found = await rows(f"SELECT * FROM {tables}", [how.tenant, how.tenant])
        self.last_id = found[0]["last_p"] or 0
        for place, each in enumerate(new):
            self.shares[each] = found[0][f"p{place}"] / SAMPLE
            self.shares[replace(each, where=NOTES)] = found[0][f"n{place}"] / SAMPLE

    def _together(self, few: list[Condition], telling: Sequence[Condition]) -> list[Condition]:
        """Of two words that many have each, few may have both. And PostgreSQL's index puts the words of a profile together before it
        looks at anybody: one that few have takes along others that are not too common."""
        words = sorted((each for each in telling if isinstance(each, Words)), key=self._share)
        if not few and len(words) > 1 and self._share(words[0]) * self._share(words[1]) < COMMON:
            few = [words[0]]
        if not any(map(is_of_profile, few)):
            return few
        taken = [each for each in words if is_of_profile(each) and self._share(each) < UNCOMMON]
        return few + [each for each in taken if each not in few]

    def _count(self, condition: Condition) -> int:
        return sum(self.counts.get(part, ENOUGH) for part in _parts(condition))

    def _share(self, condition: Condition) -> float:
        words = [each for each in _parts(condition) if isinstance(each, Words)]
        return max((self.shares.get(_anyones(each), 0.0) for each in words), default=0.0)

    async def _count_up(self, rare: Sequence[Condition], how: How) -> None:
        if len(rare) == 1 and not how.is_sqlite and _has_words(rare[0]):
            return  # it is taken anyhow
        parts = dict.fromkeys(part for each in rare for part in _parts(each))
        new = [part for part in parts if part not in self.counts]
        if not new:
            return
        asked = [_up_to(part, how) for part in new]
        columns = ", ".join(f"({each.text}) AS n{place}" for place, each in enumerate(asked))
        found = await rows(f"SELECT {columns}", values_of(asked))
        self.counts |= {part: int(found[0][f"n{place}"]) for place, part in enumerate(new)}


_NEWEST = {
    "p": "contact WHERE tenant = ? ORDER BY created_at DESC, id DESC",
    "n": "timeline_entry WHERE tenant = ? AND search_text <> '' ORDER BY recorded_at DESC",
}


def _is_telling(condition: Condition, how: How) -> bool:
    """Whether indexes know who they are."""
    if isinstance(condition, Either):
        return bool(condition.of) and all(_is_telling(part, how) for part in condition.of)
    if isinstance(condition, Every | Without):
        return False
    return has_index(condition, how)


def _parts(condition: Condition) -> list[Leaf]:
    """What is counted of it: words in the profile and in notes by themselves, as they are asked for in either and in both."""
    parts: list[Leaf] = []
    for leaf in leaves(condition):
        if not isinstance(leaf, Words):
            parts.append(leaf)
            continue
        if leaf.where in (ANYWHERE, NOTES):
            parts.append(replace(leaf, where=NOTES))
        if leaf.where != NOTES:
            parts.append(Words(leaf.words, leaf.whole, PROFILE))
    return parts


def _anyones(words: Words) -> Words:
    """Whoever may see the note that has them."""
    return Words(words.words, words.whole, words.where)


def _has_words(condition: Condition) -> bool:
    return any(isinstance(leaf, Words) for leaf in leaves(condition))


def _most(condition: Condition, how: How) -> int:
    """More than that are many."""
    return FEW_WITH_WORDS if how.is_sqlite and _has_words(condition) else FEW


def _up_to(part: Leaf, how: How) -> Sql:
    """How many its index gives, at most as many as tell. Of words that are rare to PostgreSQL there are few, and to count them takes as
    long as to have them."""
    most = ENOUGH if not how.is_sqlite and _has_words(part) else _most(part, how)
    asked = counted(part, how) if isinstance(part, Words) else as_set(part, how)
    return Sql(f"SELECT count(*) FROM (SELECT 1 FROM ({asked.text}) AS a LIMIT {most}) AS b", asked.values)
