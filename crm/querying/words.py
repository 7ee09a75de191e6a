"""A query said back, so that everybody can see what it means: "people in Berlin tagged go, last touched more than 90 days ago"."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from dateutil.parser import isoparse

from crm.querying import dates
from crm.querying.fields import FIELDS, Field, Kind
from crm.querying.tree import All, AnyOf, Between, Clause, Label, Not, Person, Query, Text, Value, When
from crm.skills import taxonomy

Names = Mapping[str, str]
"""What members are called, by the id or name that was typed."""

NOBODY_KNOWN: Names = MappingProxyType({})
_QUOTED = frozenset({"title", "headline", "former", "note", "name"})
_PLACES = frozenset({"location"})
_SKILLS = frozenset({"skill", "knows"})


def in_words(query: Query, names: Names = NOBODY_KNOWN) -> str:
    """What stands for a member is their name where it is known, else what was typed."""
    if isinstance(query, All):
        return f"people {_row(query.of, names)}" if query.of else "everybody"
    return f"people {_part(query, names)}"


def clause_in_words(query: Query, names: Names = NOBODY_KNOWN) -> str:
    """The same of a part of it, without "people"."""
    return _part(query, names) if query != All(()) else "anybody"


def _row(parts: Sequence[Query], names: Names) -> str:
    """Words in a row are said in one breath, and where somebody lives goes before the first thing without a comma."""
    said = list(_with_words_together(parts, names))
    if len(said) > 1 and said[0].startswith("in ") and not said[1].startswith(("not ", "either ", "with")):
        said[:2] = [f"{said[0]} {said[1]}"]
    return ", ".join(said)


def _with_words_together(parts: Sequence[Query], names: Names) -> Iterable[str]:
    """Places first, then in the order of the query; the free words as one at the place of the first of them."""
    free = [part for part in parts if isinstance(part, Clause) and not part.field]
    places = [part for part in parts if isinstance(part, Clause) and part.field in _PLACES]
    done = False
    for part in (*places, *(part for part in parts if part not in places)):
        if part not in free:
            yield _part(part, names)
        elif not done:
            done = True
            yield f"matching {_listed((_value('', value, names) for each in free for value in each.values), 'and')}"


def _part(query: Query, names: Names) -> str:
    """As it follows "people ", within anything."""
    if isinstance(query, Clause):
        return _clause(query, names)
    if isinstance(query, AnyOf):
        return f"either {' or '.join(_closed(part, names) for part in query.of)}"
    if isinstance(query, All):
        return f"both {' and '.join(_closed(part, names) for part in query.of)}"
    if isinstance(query.of, Clause):
        return _not_clause(query.of, names)
    return f"other than those {_part(query.of, names).removeprefix('either ')}"


def _closed(query: Query, names: Names) -> str:
    said = _part(query, names)
    return (
        said
        if isinstance(query, Clause) or (isinstance(query, Not) and isinstance(query.of, Clause))
        else f"({said})"
    )


def _clause(clause: Clause, names: Names) -> str:
    if not clause.field:
        return f"matching {_values(clause, names)}"
    field = FIELDS[clause.field]
    if field.kind is Kind.DATE:
        return _listed((_dated(field, value, clause.by, names) for value in clause.values), "or")
    return field.said.format(_values(clause, names))


def _not_clause(clause: Clause, names: Names) -> str:
    if not clause.field:
        return f"not matching {_values(clause, names)}"
    field = FIELDS[clause.field]
    if field.kind is Kind.DATE:
        return _not_dated(field, clause, names)
    template = field.unsaid or f"not {field.said}"
    return template.format(_values(clause, names))


def _values(clause: Clause, names: Names) -> str:
    return _listed((_value(clause.field, value, names) for value in clause.values), "or")


def _value(name: str, value: Value, names: Names) -> str:
    if isinstance(value, Text):
        return _text(value) if name in _QUOTED or not name else _plain(name, value)
    if isinstance(value, Person):
        return _person(value, names)
    if isinstance(value, Label):
        field = FIELDS[name]
        if field.choices:
            return field.choices[value.name]
        if name == "source":
            return _source(value.name.lower())
        if value.begins:
            return f"{value.name}…"
        return taxonomy.canonical(value.name) if name in _SKILLS else value.name
    raise TypeError(f"{name} has no words for {value}")


def _source(value: str) -> str:
    kind, _, run = value.partition(":")
    if not run:
        return {"person": "added by hand", "import": "imported"}[kind]
    number, _, what = run.partition(":")
    return f"{what} by import {number}" if what else f"in import {number}"


def _plain(name: str, value: Text) -> str:
    return value.words.title() if name in _PLACES and value.words.islower() else value.words


def _text(value: Text) -> str:
    return f"“{value.words}”"


def _person(value: Person, names: Names) -> str:
    return {"me": "you", "none": "nobody"}.get(value.who) or names.get(value.who, f"@{value.who}")


def _dated(field: Field, value: Value, by: Sequence[Person], names: Names) -> str:
    """An activity up to now is said without "last": "called in the last 30 days"."""
    verb = field.said.removesuffix(" {}")
    whose = f" by {_listed((_person(each, names) for each in by), 'or')}" if by else ""
    if isinstance(value, When) and value.moment == dates.NEVER:
        return f"never {verb.removeprefix('last ')}{whose}"
    if _is_within(value):
        verb = verb.removeprefix("last ")
    return f"{verb}{whose} {_moment_of(value)}"


def _not_dated(field: Field, clause: Clause, names: Names) -> str:
    if all(isinstance(value, When) and value.moment == dates.NEVER for value in clause.values):
        whose = f" by {_listed((_person(each, names) for each in clause.by), 'or')}" if clause.by else ""
        return f"{field.said.removesuffix(' {}').removeprefix('last ')}{whose} at some time"
    return f"not {_listed((_dated(field, value, clause.by, names) for value in clause.values), 'or')}"


def _is_within(value: Value) -> bool:
    """Up to now: nothing later can have happened."""
    if not isinstance(value, When):
        return False
    if dates.is_age(value.moment):
        return value.sign.startswith("<")
    return value.sign in ("", ">=") and value.moment.startswith(("today", "this-"))


def _moment_of(value: Value) -> str:
    if isinstance(value, Between):
        return _between(value)
    if not isinstance(value, When):
        raise TypeError(f"{value} is no moment")
    if dates.is_age(value.moment):
        span = _age(value.moment)
        return (
            f"in the last {span.removeprefix('a ').removeprefix('an ')}"
            if value.sign.startswith("<")
            else f"more than {span} ago"
        )
    date = _date(value.moment)
    if not value.sign:
        return date if value.moment in dates.NAMED else f"{_preposition(value.moment)} {date}"
    return {"<": f"before {date}", "<=": f"until {date}", ">": f"after {date}", ">=": f"from {date} on"}[
        value.sign
    ]


def _between(value: Between) -> str:
    if dates.is_age(value.first or value.last):
        if not (value.first and value.last):
            # An open range of ages: ..90d is 90 days ago or later, 90d.. is earlier.
            return (
                f"at least {_age(value.first)} ago"
                if value.first
                else f"in the last {_age(value.last).removeprefix('a ').removeprefix('an ')}"
            )
        return f"between {_age(value.first)} and {_age(value.last)} ago"
    if not value.last:
        return f"from {_date(value.first)} on"
    if not value.first:
        return f"until {_date(value.last)}"
    return f"from {_date(value.first)} to {_date(value.last)}"


def _age(moment: str) -> str:
    number, unit = dates.age(moment)
    return f"{'an' if unit == 'hour' else 'a'} {unit}" if number == 1 else f"{number} {unit}s"


def _date(moment: str) -> str:
    if moment in dates.NAMED:
        return moment.replace("-", " ")
    day = isoparse(moment)
    written = {4: f"{day:%Y}", 7: f"{day:%B %Y}", 10: f"{day.day} {day:%B %Y}"}
    return written[len(moment)]


def _preposition(moment: str) -> str:
    return "on" if len(moment) == len("2025-01-01") else "in"


def _listed(texts: Iterable[str], word: str) -> str:
    *first, last = texts
    return f"{', '.join(first)} {word} {last}" if first else last
