"""What a query means for who asks it now, in their workspace: names become ids, moments become times, words are folded."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from crm import search
from crm.identity import canonical_profile, fold
from crm.querying import dates
from crm.querying.errors import QueryError
from crm.querying.fields import FIELDS, Kind
from crm.querying.parsing import nearest
from crm.querying.tree import All, AnyOf, Between, Clause, Label, Not, Person, Query, Text, When
from crm.skills import taxonomy
from crm.tags import key_of
from crm.timeline.kinds import LOGGED
from crm.types import Reader, Tenant
from storage.folding import of_skill
from storage.queries import finding
from storage.queries import tags as tag_rows
from storage.queries.conditions import (
    ANYWHERE,
    NOTES,
    PROFILE,
    Among,
    Condition,
    Dated,
    Either,
    Every,
    Happened,
    Having,
    Without,
    Words,
)

_ID = re.compile(r"[UW](?=[A-Z]*\d)[A-Z0-9]+")
"""Of a user, as Slack gives it."""


class Lists(Protocol):
    """The lists of a workspace."""

    async def meaning(self, name: str) -> Query | int | None:
        """Of a dynamic list its query, of a static one its id; None where there is no such list."""

    async def names(self) -> Sequence[str]:
        """Of all of them."""


class NoLists:
    """Before there are any."""

    async def meaning(self, name: str) -> Query | int | None:
        return None

    async def names(self) -> Sequence[str]:
        return ()


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, when and where: `timezone` is IANA's name of it. `members`: ids by what colleagues are called.

    `is_forgiving`: a word that nobody has is taken for a name one letter away; what is to stay true goes by what it says.
    `known_tags`: ids by key, of tags that need not be looked up any more.
    """

    reader: Reader
    now: datetime
    timezone: str = "UTC"
    members: Mapping[str, str] = field(default_factory=dict)
    lists: Lists = field(default_factory=NoLists)
    is_forgiving: bool = True
    known_tags: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query that was understood. `conditions` of each clause, by whether it is denied; `corrected`: what was taken for a word
    that nobody has, by the word; the word itself is among it where nobody has it together with the others."""

    query: Query
    condition: Condition
    conditions: Mapping[tuple[Clause, bool], Condition]
    corrected: Mapping[str, tuple[str, ...]]


async def understood(tenant: Tenant, query: Query, asker: Asker) -> Asked:
    """Raises QueryError for names that mean nobody and nothing, and for lists that contain themselves."""
    free = _free_words(query)
    is_known = await _has_all(tenant, free)
    meaning = _Meaning(tenant, asker, known=free if is_known else frozenset())
    condition = await meaning.of(query)
    if asker.is_forgiving and len(free) > 1 and not is_known and not await _finds(tenant, condition):
        lenient = _Meaning(tenant, asker, is_lenient=True, somebody_has=meaning.somebody_has)
        forgiven = await lenient.of(query)
        if lenient.corrected and await _finds(tenant, forgiven):
            meaning, condition = lenient, forgiven
    return Asked(query, condition, meaning.conditions, meaning.corrected)


def _free_words(query: Query) -> frozenset[str]:
    """Those that must all be true."""
    parts = query.of if isinstance(query, All) else (query,)
    free = [each for part in parts if isinstance(part, Clause) and not part.field for each in part.values]
    return frozenset(word for each in free if isinstance(each, Text) for word in fold(each.words).split())


async def _has_all(tenant: Tenant, words: frozenset[str]) -> bool:
    """Whether the profile of one person has them all: mostly so, and then no word has to be looked for by itself."""
    return bool(words) and await finding.anybody(
        tenant.key, *(Words((word,), where=PROFILE) for word in sorted(words))
    )


async def _finds(tenant: Tenant, condition: Condition) -> bool:
    return bool(await finding.newest(tenant.key, condition, None, 1))


@dataclass(slots=True)
class _Meaning:
    """`known`: words that one person has all of. `is_lenient`: also one that somebody has may be a slip. `path`: the names of the lists
    within which a query stands, the outermost first, in small letters. `somebody_has`: whether that is so, of words that were looked for.
    """

    tenant: Tenant
    asker: Asker
    known: frozenset[str] = frozenset()
    is_lenient: bool = False
    path: tuple[str, ...] = ()
    somebody_has: dict[Words, bool] = field(default_factory=dict)
    conditions: dict[tuple[Clause, bool], Condition] = field(default_factory=dict)
    corrected: dict[str, tuple[str, ...]] = field(default_factory=dict)

    async def of(self, query: Query, *, denied: bool = False) -> Condition:
        if isinstance(query, All):
            return Every(tuple([await self.of(part, denied=denied) for part in query.of]))
        if isinstance(query, AnyOf):
            return Either(tuple([await self.of(part, denied=denied) for part in query.of]))
        if isinstance(query, Not):
            return Without(await self.of(query.of, denied=not denied))
        condition = await self._clause(query, denied=denied)
        self.conditions[query, denied] = condition
        return condition

    async def _clause(self, clause: Clause, *, denied: bool) -> Condition:
        kind = FIELDS[clause.field].kind if clause.field else Kind.TEXT
        if kind is Kind.TEXT:
            texts = [each for each in clause.values if isinstance(each, Text)]
            return _either([await self._text(clause.field, each, denied=denied) for each in texts])
        if kind is Kind.DATE:
            by = tuple([await self._member(each) for each in clause.by])
            moments = [each for each in clause.values if isinstance(each, When | Between)]
            return _either([self._date(clause.field, each, by) for each in moments])
        if kind is Kind.PERSON:
            people = [each for each in clause.values if isinstance(each, Person)]
            ids = tuple([await self._member(each) for each in people])
            return Among("owner", ids) if clause.field == "owner" else self._happened(LOGGED, ids)
        labels = [each for each in clause.values if isinstance(each, Label)]
        if kind is Kind.CHOICE:
            return self._choice(clause.field, tuple(each.name for each in labels))
        return _either([await self._label(clause.field, each) for each in labels])

    async def _text(self, name: str, text: Text, *, denied: bool) -> Condition:
        folded = tuple(fold(text.words).split())
        where = {"": ANYWHERE, "note": NOTES}.get(name, name)
        words = Words(folded, text.whole, where, self.asker.reader.audiences)
        if not self.asker.is_forgiving or denied or text.whole or name not in ("", "name") or len(folded) > 1:
            return words
        return await self._forgiven(folded[0], words)

    async def _forgiven(self, word: str, words: Words) -> Condition:
        """A word that nobody has is taken for the names that are one letter away; where nobody has all the words, any of them
        may be such a name, too."""
        if word in self.known or len(word) < search.SHORTEST_MISSPELT:
            return words
        if words not in self.somebody_has:
            self.somebody_has[words] = await finding.anybody(self.tenant.key, words)
        is_known = self.somebody_has[words]
        if is_known and not self.is_lenient:
            return words
        meant = await search.spellings(self.tenant, word)
        if not meant:
            return words
        as_typed = (word,) if is_known else ()
        self.corrected[word] = (*as_typed, *meant)
        names = [Words((each,), where="name") for each in meant]
        return _either([words, *names] if is_known else names)

    def _date(self, name: str, value: When | Between, by: tuple[str, ...]) -> Condition:
        kinds = FIELDS[name].logged
        if isinstance(value, When) and value.moment == dates.NEVER:
            return Without(self._happened(kinds, by) if by or name != "touched" else Dated(name))
        span = dates.span(value, self.asker.now, self.asker.timezone)
        if kinds and (by or name != "touched"):
            return self._happened(kinds, by, span)
        return Dated(name, span.since, span.until)

    def _happened(
        self, kinds: tuple[str, ...], by: tuple[str, ...], span: dates.Span | None = None
    ) -> Condition:
        found = span or dates.Span()
        return Happened(kinds, by, found.since, found.until, self.asker.reader.audiences)

    def _choice(self, name: str, chosen: tuple[str, ...]) -> Condition:
        if name == "dnc":
            marked = Having(("do_not_contact",))
            return _either([marked if each == "yes" else Without(marked) for each in chosen])
        having = Having(chosen, self.asker.reader.audiences, self.asker.reader.user_id)
        return Without(having) if name == "no" else having

    async def _label(self, name: str, label: Label) -> Condition:
        if name == "tag":
            return Among("tag", await self._tags(label))
        if name == "list":
            return await self._list(label)
        return _known_as(name, label)

    async def _tags(self, label: Label) -> tuple[int, ...]:
        key = key_of(label.name)
        if not label.begins and key in self.asker.known_tags:
            return (self.asker.known_tags[key],)
        found = await tag_rows.ids(self.tenant.key, key, begins=label.begins)
        if not found:
            known = await tag_rows.names(self.tenant.key)
            raise _unknown("tag", label.name, label.at, known)
        return tuple(found)

    async def _list(self, label: Label) -> Condition:
        name = label.name.casefold()
        if name in self.path:
            cycle = " → ".join((*self.path[self.path.index(name) :], name))
            raise QueryError(label.at, f"The list {label.name} would contain itself: {cycle}.")
        meaning = await self.asker.lists.meaning(label.name)
        if meaning is None:
            raise _unknown("list", label.name, label.at, await self.asker.lists.names())
        if isinstance(meaning, int):
            return Among("list", (meaning,))
        within = _Meaning(self.tenant, self.asker, path=(*self.path, name))
        try:
            return await within.of(meaning)
        except QueryError as error:
            # What stands in the list has its own places; here the name of the list is what can be pointed at.
            raise QueryError(label.at, error.sentence, error.expected, error.suggestions) from None

    async def _member(self, person: Person) -> str:
        if person.who == "none":
            return ""
        if person.who == "me":
            if not self.asker.reader.user_id:
                raise QueryError(person.at, "Nobody has said who me is; name a colleague by their id.")
            return self.asker.reader.user_id
        members = self.asker.members
        known = {fold(name): id_ for name, id_ in members.items()}
        if found := known.get(fold(person.who)):
            return found
        if person.who in members.values() or _ID.fullmatch(person.who):
            return person.who  # somebody who has left may still own people
        raise _unknown("colleague", person.who, person.at, tuple(members))


def _known_as(name: str, label: Label) -> Condition:
    """What needs nobody to be asked for."""
    if name in ("skill", "knows"):
        return _skilled(label, or_what_implies_it=name == "knows")
    if name == "phone":
        digits = "".join(each for each in label.name if each.isdecimal())
        return Among("phone", (f"+{digits}",), begins=True)
    if name == "source":
        return _from(label.name)
    if "." not in label.name:
        return Among("network", (label.name.lower(),))
    return Among("profile", (canonical_profile(label.name)[1],))


def _skilled(label: Label, *, or_what_implies_it: bool) -> Condition:
    """By any of its names, as people have typed them over the years."""
    if label.begins:
        return Among("skill", (of_skill(label.name),), begins=True)
    also = sorted(taxonomy.implying(label.name)) if or_what_implies_it else ()
    return Among("skill", taxonomy.keys((label.name, *also)))


def _from(source: str) -> Condition:
    event = {"person": "added", "import": "imported"}.get(source)
    if event:
        return Among("event", (event,))
    _, run, *what = source.split(":")
    return Among(f"import_{what[0]}", (int(run),)) if what else Among("import", (source,))


def _unknown(what: str, name: str, at: int, known: Sequence[str]) -> QueryError:
    return QueryError(at, f"There is no {what} called {name}.", (f"a {what}",), nearest(name, tuple(known)))


def _either(conditions: Sequence[Condition]) -> Condition:
    return conditions[0] if len(conditions) == 1 else Either(tuple(conditions))
