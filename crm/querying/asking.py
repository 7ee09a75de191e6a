"""What a query means for who asks it now, in their workspace: names become ids, moments become times, words are folded."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from crm import search
from crm.identity import canonical_profile, fold, without_trunk_zero
from crm.querying import dates, relevance
from crm.querying.errors import QueryError
from crm.querying.fields import FIELDS, Kind
from crm.querying.parsing import nearest
from crm.querying.slips import Slips
from crm.querying.tree import All, AnyOf, Between, Clause, Label, Not, Person, Query, Text, When, clauses
from crm.skills import taxonomy
from crm.tags import key_of
from crm.timeline.kinds import LOGGED
from crm.types import EVERYBODY, Reader, Tenant
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
from storage.queries.planning import Known

_ID = re.compile(r"[UW](?=[A-Z]*\d)[A-Z0-9]+")
"""Of a user, as Slack gives it."""


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Of a dynamic list, and where its days begin and end."""

    query: Query
    timezone: str = "UTC"


class Lists(Protocol):
    """The lists of a workspace."""

    async def meaning(self, name: str) -> ListQuery | int | None:
        """Of a dynamic list its query, of a static one its id; None where there is no such list."""

    async def names(self) -> Sequence[str]:
        """Of all of them."""


class NoLists:
    """Before there are any."""

    async def meaning(self, name: str) -> ListQuery | int | None:
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
    that nobody has, by the word; the word itself is among it where nobody has it together with the others.
    `is_time_based`: the answer changes as time passes, though nobody does anything.
    `known`: what the search has found out on the way."""

    query: Query
    condition: Condition
    conditions: Mapping[tuple[Clause, bool], Condition]
    corrected: Mapping[str, tuple[str, ...]]
    is_time_based: bool = False
    known: Known = field(default_factory=Known, compare=False, repr=False)


async def understood(tenant: Tenant, query: Query, asker: Asker) -> Asked:
    """Raises QueryError for names that mean nobody and nothing, and for lists that contain themselves."""
    known = Known()
    free = _free_words(query) if asker.is_forgiving else ()
    is_known = await _has_all(tenant, query, free, known)
    sure = frozenset(free if is_known else ())
    meaning = _Meaning(tenant, asker, Slips(tenant, known), dict(asker.known_tags), sure)
    condition = await meaning.of_all(query)
    if len(free) > 1 and not is_known and not await relevance.finds(tenant, condition, known):
        lenient = replace(meaning, is_lenient=True, conditions={}, corrected={})
        forgiven = await lenient.of_all(query)
        if lenient.corrected and await relevance.finds(tenant, forgiven, known):
            meaning, condition = lenient, forgiven
    return Asked(query, condition, meaning.conditions, meaning.corrected, meaning.is_time_based, known)


def _free_words(query: Query) -> tuple[str, ...]:
    """Those that must all be true."""
    free = [each for each in _parts(query) if _is_free(each)]
    words = [word for clause in free for _, text, _ in _texts(clause) for word in fold(text.words).split()]
    return tuple(dict.fromkeys(words))


async def _has_all(tenant: Tenant, query: Query, words: Sequence[str], known: Known) -> bool:
    """Whether the profile of one person has them all: mostly so, and then no word has to be looked for by itself.

    Where nothing else is asked for, those who have them are what will be shown first.
    """
    if not words:
        return False
    condition = Every(tuple(Words((word,), where=PROFILE) for word in words))
    if all(map(_is_free, _parts(query))):
        return bool(await relevance.block(tenant, condition, None, known))
    return bool(await finding.newest(tenant.key, condition, None, 1, known))


def _parts(query: Query) -> tuple[Query, ...]:
    return query.of if isinstance(query, All) else (query,)


def _is_free(query: Query) -> bool:
    return isinstance(query, Clause) and not query.field


def _texts(query: Query, *, denied: bool = False) -> Iterator[tuple[str, Text, bool]]:
    """All that is looked for as words: the field, the words, whether they are denied."""
    if isinstance(query, Not):
        yield from _texts(query.of, denied=not denied)
    elif isinstance(query, Clause):
        yield from ((query.field, each, denied) for each in query.values if isinstance(each, Text))
    else:
        for part in query.of:
            yield from _texts(part, denied=denied)


def _tags_in(query: Query) -> set[str]:
    """The keys of the tags that it names in full."""
    named = [each for clause in clauses(query) if clause.field == "tag" for each in clause.values]
    return {key_of(each.name) for each in named if isinstance(each, Label) and not each.begins}


@dataclass(slots=True)
class _Meaning:
    """`tags`: ids by key. `sure`: words that one person has all of. `is_lenient`: also one that somebody has may be a slip.
    `path`: the names of the lists within which a query stands, the outermost first, in small letters.
    `is_time_based`: as in `Asked`, also where a list that it names is.
    """

    tenant: Tenant
    asker: Asker
    slips: Slips
    tags: dict[str, int]
    sure: frozenset[str] = frozenset()
    is_lenient: bool = False
    path: tuple[str, ...] = ()
    conditions: dict[tuple[Clause, bool], Condition] = field(default_factory=dict)
    corrected: dict[str, tuple[str, ...]] = field(default_factory=dict)
    is_time_based: bool = False

    async def of_all(self, query: Query) -> Condition:
        """Of the whole query: what it names is looked up all at once."""
        doubtful = [
            words
            for name, text, denied in _texts(query)
            if self._may_be_a_slip(words := self._words(name, text), denied=denied)
        ]
        await self.slips.look_up(doubtful, is_lenient=self.is_lenient)
        if unknown := _tags_in(query) - self.tags.keys():
            self.tags |= await tag_rows.ids_by_key(self.tenant.key, sorted(unknown))
        return await self.of(query)

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
            words = [self._words(clause.field, each) for each in texts]
            return _either([self._text(each, denied=denied) for each in words])
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

    def _words(self, name: str, text: Text) -> Words:
        where = {"": ANYWHERE, "note": NOTES}.get(name, name)
        return Words(tuple(fold(text.words).split()), text.whole, where, self.asker.reader.audiences)

    def _may_be_a_slip(self, words: Words, *, denied: bool) -> bool:
        if not self.asker.is_forgiving or denied or words.whole or words.where not in (ANYWHERE, "name"):
            return False
        return (
            len(words.words) == 1
            and words.words[0] not in self.sure
            and search.may_be_misspelt(words.words[0])
        )

    def _text(self, words: Words, *, denied: bool) -> Condition:
        """A word that nobody has is taken for the names that are one letter away; where nobody has all the words, any of them
        may be such a name, too."""
        if not self._may_be_a_slip(words, denied=denied):
            return words
        is_known = self.slips.had[words]
        word = words.words[0]
        meant = self.slips.names.get(word, ())
        if not meant or (is_known and not self.is_lenient):
            return words
        self.corrected[word] = (word, *meant) if is_known else tuple(meant)
        names = [Words((each,), where="name") for each in meant]
        return _either([words, *names] if is_known else names)

    def _date(self, name: str, value: When | Between, by: tuple[str, ...]) -> Condition:
        self.is_time_based |= dates.moves(value)
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
        if not label.begins and key in self.tags:
            return (self.tags[key],)
        found = await tag_rows.ids_beginning_with(self.tenant.key, key) if label.begins else []
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
        # Who asks for a list means who is on it, and that is the same for everybody.
        asker = replace(self.asker, reader=EVERYBODY, timezone=meaning.timezone, is_forgiving=False)
        within = _Meaning(self.tenant, asker, self.slips, self.tags, path=(*self.path, name))
        try:
            condition = await within.of_all(meaning.query)
        except QueryError as error:
            # What stands in the list has its own places; here the name of the list is what can be pointed at.
            raise QueryError(label.at, error.sentence, error.expected, error.suggestions) from None
        self.is_time_based |= within.is_time_based
        return condition

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
        digits = "".join(each for each in without_trunk_zero(label.name) if each.isdecimal())
        return Among("phone", (f"+{digits}",), begins=True)
    if name == "source":
        return _from(label.name.lower())
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
