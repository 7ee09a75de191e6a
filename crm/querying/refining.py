"""A query as the fields of a form, and back: who cannot write the language builds it so, and learns it.

What no field of the form can say stays as it was typed, in `rest`; nothing of a query is lost on the way.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from crm.errors import FieldErrors
from crm.identity import clean_line, fold
from crm.querying.errors import QueryError
from crm.querying.parsing import parse
from crm.querying.printing import printed
from crm.querying.signs import is_bare
from crm.querying.tree import All, Clause, Label, Not, Person, Query, Text, Value, When, all_of
from crm.types import Refinement

NAMES = ("tag", "skill", "knows", "has", "no")
"""Fields of which several may be asked for: all of them must be true."""
TEXTS = ("location", "company", "title")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "owner": ("me", "none"),
    "touched": (">30d", ">90d", ">180d", ">365d", "never", "<7d", "<30d", "<90d"),
    "added": ("<7d", "<30d", "<90d", "<365d", ">365d"),
}
"""What the form offers of each of these fields."""


def as_refinement(query: Query) -> Refinement:
    form, rest = Refinement(), list[Query]()
    for part in query.of if isinstance(query, All) else (query,):
        taken = _taken(form, part)
        if taken is None:
            rest.append(part)
        else:
            form = taken
    return replace(form, rest=printed(all_of(rest)) if rest else "")


def line_of(refinement: Refinement) -> str:
    """The query line; whoever types OR among the words means them and nothing else of the form. Raises FieldErrors (words, rest)."""
    words = _read("words", " ".join(each for each in refinement.words if fold(each)))
    return printed(all_of([*_parts(refinement), words, _read("rest", refinement.rest)]))


def _read(field: str, typed: str) -> Query:
    try:
        return parse(typed).query
    except QueryError as error:
        raise FieldErrors({field: str(error)}) from error


def _taken(form: Refinement, part: Query) -> Refinement | None:
    """With that in one of its fields, or None where none can say it."""
    match part:
        case Not(Clause("tag", (Label(name, False),))) if name not in form.without_tags:
            return replace(form, without_tags=(*form.without_tags, name))
        case Clause("", (Text(words, False),)):
            return replace(form, words=(*form.words, words))
        case Clause(key, (Label(name, False),)) if key in NAMES and _is_one(name):
            return replace(form, names={**form.names, key: (*form.names.get(key, ()), name)})
        case Clause(key, (Text(words, whole),)) if (
            key in TEXTS and key not in form.texts and _is_usual(words, whole)
        ):
            return replace(form, texts={**form.texts, key: words})
        case Clause(key, (value,), ()) if _typed(value) in CHOICES.get(key, ()) and key not in form.chosen:
            return replace(form, chosen={**form.chosen, key: _typed(value)})
    return None


def _parts(refinement: Refinement) -> Iterator[Query]:
    for key in NAMES:
        names = map(clean_line, refinement.names.get(key, ()))
        yield from (Clause(key, (Label(name),)) for name in names if name)
    yield from (Not(Clause("tag", (Label(name),))) for name in refinement.without_tags)
    for key in TEXTS:
        if words := clean_line(refinement.texts.get(key, "")):
            yield Clause(key, (Text(words, whole=not is_bare(words)),))
    yield from (Clause(key, (_value(key, typed),)) for key, typed in refinement.chosen.items() if typed)


def _is_one(name: str) -> bool:
    """Names are parted by commas in the form."""
    return "," not in name and name == clean_line(name)


def _is_usual(words: str, whole: bool) -> bool:
    """As the form would write it."""
    return whole is not is_bare(words) and words == clean_line(words) != ""


def _typed(value: Value) -> str:
    match value:
        case Person(who):
            return who
        case When(sign, moment):
            return f"{sign}{moment}"
    return ""


def _value(key: str, typed: str) -> Value:
    if key == "owner":
        return Person(typed)
    sign = typed[0] if typed[0] in "<>" else ""
    return When(sign, typed.removeprefix(sign))
