"""A search as people see it: what was typed as it was read, in words, how many there are, and a page of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from crm.identity import fold
from crm.querying import finding, near
from crm.querying.asking import Asked, Asker, understood
from crm.querying.parsing import Parsed, parse
from crm.querying.people import FoundPerson, people
from crm.querying.printing import printed
from crm.querying.tree import Query, Text, clauses
from crm.querying.words import Names, in_words
from crm.types import Line, Match, Search, SearchPage, Tenant

A_PAGE = 8
SHOWN_TAGS = 6
_WORD = re.compile(r"\w+")
_MARKED = frozenset({"", "name", "company", "title", "headline", "location", "email"})
"""Fields whose words are shown where they stand; "" is words without a field."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A line that was read, and what it means to who typed it."""

    parsed: Parsed
    words: str
    asked: Asked

    @property
    def line(self) -> str:
        """As it is printed."""
        return printed(self.parsed.query)

    @property
    def order(self) -> str:
        """How they are sorted where nobody says otherwise."""
        return finding.natural_order(self.parsed.query)

    def finds(self, count: int) -> Search:
        return Search(
            line=self.line,
            words=self.words,
            was_mixed=self.parsed.was_mixed,
            count=count,
            corrected={word: tuple(meant) for word, meant in self.asked.corrected.items()},
        )


async def read(tenant: Tenant, line: str, asker: Asker, names: Names) -> Understood:
    """`names`: of colleagues, by id. Raises QueryError."""
    parsed = parse(line)
    asked = await understood(tenant, parsed.query, asker)
    return Understood(parsed, in_words(parsed.query, names), asked)


async def count(tenant: Tenant, understood: Understood) -> Search:
    """How many they are, and nobody of them."""
    return understood.finds(await finding.count(tenant, understood.asked))


async def page(
    tenant: Tenant, understood: Understood, order: str = "", cursor: str = "", limit: int = A_PAGE
) -> tuple[Search, SearchPage]:
    """How many they are, and some. `order`: one of `finding.ORDERS`, or "" for the natural one. Raises UserError."""
    found, total = await finding.page_and_count(tenant, understood.asked, order, cursor, limit)
    wanted = _wanted(understood.asked)
    matches = tuple(_match(person, wanted) for person in await people(tenant, found.ids))
    search = understood.finds(total)
    if not total:
        search = replace(search, suggestions=await near.skills(tenant, understood.asked.query))
    return search, SearchPage(matches, found.next)


def _wanted(asked: Asked) -> frozenset[str]:
    """The words that make somebody be found, folded, as they were typed and as they were taken."""
    query: Query = asked.query
    typed = [
        word
        for clause in clauses(query)
        if clause.field in _MARKED
        for value in clause.values
        if isinstance(value, Text)
        for word in fold(value.words).split()
    ]
    return frozenset(typed).union(*asked.corrected.values())


def _match(person: FoundPerson, wanted: frozenset[str]) -> Match:
    post = " at ".join(filter(None, (person.title, person.company)))
    about = [post or person.headline, person.location, next(iter(person.emails), "")]
    others = [person.headline if post else "", *person.emails[1:]]
    about += [text for text in others if _has(text, wanted)]
    lines = [_marked(text, wanted) for text in about if text]
    seen = " ".join([person.name, *about, *person.tags])
    return Match(
        id=person.id,
        name=_marked(person.name, wanted),
        about=tuple(lines),
        tags=person.tags[:SHOWN_TAGS],
        last_touch=person.last_touch,
        elsewhere=bool(wanted) and not _has(seen, wanted),
    )


def _marked(text: str, wanted: frozenset[str]) -> Line:
    """The text in pieces, each with whether it is one of the words."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for word in _WORD.finditer(text):
        if _is_one(word[0], wanted):
            pieces += [(text[end : word.start()], False), (word[0], True)]
            end = word.end()
    pieces.append((text[end:], False))
    return tuple(piece for piece in pieces if piece[0])


def _has(text: str, wanted: Iterable[str]) -> bool:
    return any(_is_one(word, wanted) for word in _WORD.findall(text))


def _is_one(word: str, wanted: Iterable[str]) -> bool:
    """A word may go on: who types "eng" finds engineers."""
    folded = fold(word)
    return any(folded.startswith(each) for each in wanted)
