"""A query as the fields of a form, and back: who cannot write the language builds it so, and learns it.

What no field of the form can say stays as it was typed, in `rest`; nothing of a query is lost on the way.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from crm.identity import clean_line, fold
from crm.querying.parsing import parse
from crm.querying.printing import printed
from crm.querying.tree import All, Clause, Label, Not, Person, Query, Text, Value, When, all_of

NAMES = ("tag", "skill", "has", "no")
"""Fields of which several may be asked for: all of them must be true."""
TEXTS = ("location", "company", "title")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "owner": ("me", "none"),
    "touched": (">30d", ">90d", ">180d", ">365d", "never", "<7d", "<30d", "<90d"),
    "added": ("<7d", "<30d", "<90d", "<365d", ">365d"),
}
"""What the form offers of each of these fields."""


@dataclass(slots=True)
class Refinement:
    """All of it must be true. `names`, `texts` and `chosen` by the names of the fields (NAMES, TEXTS, CHOICES)."""

    words: list[str] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in NAMES})
    without_tags: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    rest: str = ""


def as_refinement(query: Query) -> Refinement:
    refinement = Refinement()
    parts = query.of if isinstance(query, All) else (query,)
    rest = [part for part in parts if not _taken(refinement, part)]
    refinement.rest = printed(all_of(rest)) if rest else ""
    return refinement


def line_of(refinement: Refinement) -> str:
    """The query line. Raises QueryError for what stands in `rest`."""
    rest = parse(refinement.rest).query
    return printed(all_of([*_parts(refinement), rest]))


def _taken(into: Refinement, part: Query) -> bool:
    """Whether a field of the form can say it; then it does."""
    match part:
        case Not(Clause("tag", (Label(name, False),))) if name not in into.without_tags:
            into.without_tags.append(name)
        case Clause("", (Text(words, False),)):
            into.words.append(words)
        case Clause(key, (Label(name, False),)) if key in NAMES and _is_one(name):
            into.names[key].append(name)
        case Clause(key, (Text(words, whole),)) if (
            key in TEXTS and key not in into.texts and _is_usual(words, whole)
        ):
            into.texts[key] = words
        case Clause(key, (value,), ()) if _typed(value) in CHOICES.get(key, ()) and key not in into.chosen:
            into.chosen[key] = _typed(value)
        case _:
            return False
    return True


def _parts(refinement: Refinement) -> Iterator[Query]:
    for key in NAMES:
        names = map(clean_line, refinement.names[key])
        yield from (Clause(key, (Label(name),)) for name in names if name)
    yield from (Not(Clause("tag", (Label(name),))) for name in refinement.without_tags)
    for key in TEXTS:
        if words := clean_line(refinement.texts.get(key, "")):
            yield Clause(key, (Text(words, whole=" " in words),))
    yield from (Clause(key, (_value(key, typed),)) for key, typed in refinement.chosen.items() if typed)
    yield from (Clause("", (Text(words),)) for words in refinement.words if fold(words))


def _is_one(name: str) -> bool:
    """Names are parted by commas in the form."""
    return "," not in name and name == clean_line(name)


def _is_usual(words: str, whole: bool) -> bool:
    """As the form would write it."""
    return whole is (" " in words) and words == clean_line(words) != ""


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
