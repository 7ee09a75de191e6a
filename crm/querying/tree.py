"""A query as a tree. Built by `all_of`, `any_of` and `negated`, two trees that mean the same by form are equal.

Where something stood in what was typed (`at`, a column from 0) makes no difference.
"""

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Words as typed. `whole`: they stood between quotation marks, and are meant as they are; else the last may go on."""

    words: str
    whole: bool = False
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Label:
    """A name: of a tag, a skill, a list, of what somebody has. `begins`: any name that begins so."""

    name: str
    begins: bool = False
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Person:
    """A member: "me", "none", or their id or name, without "@"."""

    who: str
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class When:
    """`sign` is "", <, >, <= or >=; `moment` as typed: 2025-01, this-month, 90d, never."""

    sign: str
    moment: str
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Between:
    """From the beginning of `first` to the end of `last`; "" is open."""

    first: str
    last: str
    at: int = dataclasses.field(default=0, compare=False)


Value = Text | Label | Person | When | Between


@dataclass(frozen=True, slots=True)
class Clause:
    """One of the values is enough. `field` is the name of a field of `crm.querying.fields`, "" for words without one.

    `by`: of an activity, whose it was; () anybody's.
    """

    field: str
    values: tuple[Value, ...]
    by: tuple[Person, ...] = ()
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    of: "Clause | All | AnyOf"


@dataclass(frozen=True, slots=True)
class All:
    """Of none: everybody."""

    of: "tuple[Query, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Of two or more."""

    of: "tuple[Query, ...]"


Query = Clause | Not | All | AnyOf
EVERYBODY = All(())


def all_of(parts: Iterable[Query]) -> Query:
    """One of its kind within another is the same without it."""
    flat = tuple(each for part in parts for each in (part.of if isinstance(part, All) else (part,)))
    return flat[0] if len(flat) == 1 else All(flat)


def any_of(parts: Iterable[Query]) -> Query:
    flat = tuple(each for part in parts for each in (part.of if isinstance(part, AnyOf) else (part,)))
    return flat[0] if len(flat) == 1 else AnyOf(flat)


def negated(query: Query) -> Query:
    return query.of if isinstance(query, Not) else Not(query)


def clauses(query: Query) -> Iterator[Clause]:
    """In the order in which they stand."""
    if isinstance(query, Clause):
        yield query
    elif isinstance(query, Not):
        yield from clauses(query.of)
    else:
        for part in query.of:
            yield from clauses(part)
