"""Which way a question goes: planned from how many each of its telling conditions leaves.

Few: their indexes together give who is looked at, and the others are asked of each. Many: a page goes along its order until it is full,
and a count puts the indexes of all conditions together. What is slow at a million contacts is to take one of the ways where another is
meant (`docs/decisions/0004-the-query-language.md`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from storage.database import is_sqlite, rows
from storage.queries.clauses import as_one_set, as_set
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
from storage.queries.words import reads

FEW = 60_000
FEW_WITH_WORDS = 10_000
"""More that have words are many to SQLite, whose index of them goes along the newest as quickly."""
ENOUGH = 500
"""Fewer than that are looked at one by one: it is not worth while to put another set beside them."""
SAMPLE = 1_000
COMMON = 0.01
"""Words that so large a part has are many to PostgreSQL: it reads quicker, from the newest on until a page is full, than its index puts
all who have them together."""


@dataclass(slots=True)
class Known:
    """What one search has found out so far and does not ask again.

    `counts`: how many an index gives, up to as many as tell. `shares`: how large a part of PostgreSQL's newest profiles, or notes, has
    words. `newest`: what `storage.queries.finding.newest` has found.
    """

    counts: dict[Leaf, int] = field(default_factory=dict)
    shares: dict[Words, float] = field(default_factory=dict)
    newest: dict[tuple[Condition, int | None, int], list[tuple[int, str]]] = field(default_factory=dict)

    async def how(self, tenant: str, condition: Condition, *, is_page: bool) -> How:
        """The way to those of whom it is true."""
        how = How(tenant, is_sqlite())
        telling = [each for each in conjuncts(condition) if _is_telling(each, how)]
        await self.learn(telling, how)
        if driven_by := self._few_of(telling, how) or self._rare_together(telling):
            return replace(how, driven_by=driven_by)
        if is_page and len(telling) <= 1:
            return how
        return replace(how, sets=frozenset(leaves(condition)))

    def finds_nobody(self, how: How) -> bool:
        """Whether a set that drives it is known to be empty."""
        return any(self._count(each) == 0 for each in how.driven_by)

    def is_rare(self, condition: Condition) -> bool:
        """Whether all of its words are, as far as the newest tell."""
        return self._share(condition) < COMMON

    async def learn(self, conditions: Sequence[Condition], how: How) -> None:
        if not how.is_sqlite:
            await self._sample([part for each in conditions for part in _parts(each)], how)
        rare = [each for each in conditions if self.is_rare(each)]
        if len(rare) > 1 or how.is_sqlite or not any(map(_has_words, rare)):  # else it is taken anyhow
            await self._count_up([part for each in rare for part in _parts(each)], how)

    def _few_of(self, telling: Sequence[Condition], how: How) -> tuple[Condition, ...]:
        """Those of which few have each, the fewest first; where next to nobody has one, that one alone."""
        few = [each for each in telling if self.is_rare(each) and self._count(each) < _most(each, how)]
        few.sort(key=self._count)
        return tuple(few[:1] if few and self._count(few[0]) < ENOUGH else few)

    def _rare_together(self, telling: Sequence[Condition]) -> tuple[Condition, ...]:
        """Two words that many have each, and few both."""
        two = sorted((each for each in telling if isinstance(each, Words)), key=self._share)[:2]
        if len(two) < 2 or not self.shares or self._share(two[0]) * self._share(two[1]) >= COMMON:  # noqa: PLR2004
            return ()
        return tuple(two if all(each.where == PROFILE for each in two) else two[:1])

    def _count(self, condition: Condition) -> int:
        return sum(self.counts.get(part, ENOUGH) for part in _parts(condition))

    def _share(self, condition: Condition) -> float:
        words = [each for each in _parts(condition) if isinstance(each, Words)]
        return max((self.shares.get(_anyones(each), 0.0) for each in words), default=0.0)

    async def _count_up(self, parts: Sequence[Leaf], how: How) -> None:
        new = [part for part in dict.fromkeys(parts) if part not in self.counts]
        if not new:
            return
        counted = [_up_to(part, how) for part in new]
        columns = ", ".join(f"({each.text}) AS n{place}" for place, each in enumerate(counted))
        found = await rows(f"SELECT {columns}", values_of(counted))
        self.counts |= {part: int(found[0][f"n{place}"]) for place, part in enumerate(new)}

    async def _sample(self, parts: Sequence[Leaf], how: How) -> None:
        """Of all words at once, in profiles and in notes: what is asked of the one is mostly asked of the other next."""
        asked = dict.fromkeys(
            Words(part.words, part.whole, PROFILE) for part in parts if isinstance(part, Words)
        )
        new = [each for each in asked if each not in self.shares]
        if not new:
            return
        having = [f"count(*) FILTER (WHERE {reads(each, 'search_text', how)})" for each in new]
        tables = ", ".join(
            f"(SELECT {', '.join(f'{each} AS {table}{place}' for place, each in enumerate(having))}"
            f" FROM (SELECT search_text FROM {newest} LIMIT {SAMPLE}) AS newest) AS {table}"
            for table, newest in _NEWEST.items()
        )
        found = await rows(f"SELECT * FROM {tables}", [how.tenant, how.tenant])
        for place, each in enumerate(new):
            self.shares[each] = found[0][f"p{place}"] / SAMPLE
            self.shares[replace(each, where=NOTES)] = found[0][f"n{place}"] / SAMPLE


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
    return as_set(condition, how) is not None


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
    asked = as_one_set(part, how)
    return Sql(f"SELECT count(*) FROM (SELECT 1 FROM ({asked.text}) AS a LIMIT {most}) AS b", asked.values)
