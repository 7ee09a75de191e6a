"""Queries as somebody might mean them, made up."""

from hypothesis import strategies as some

from crm.querying import dates
from crm.querying.fields import FIELDS, Field, Kind
from crm.querying.tree import (
    EVERYBODY,
    Between,
    Clause,
    Label,
    Person,
    Query,
    Text,
    Value,
    When,
    all_of,
    any_of,
    negated,
)

SPOKEN = some.text("abcÄéß'.&+-@/字", min_size=1, max_size=6).filter(lambda text: text[0] in "abcÄéß字")
QUOTED = some.text('ab c"\\()<>:,*é“”：（', min_size=1, max_size=8).filter(
    lambda text: any(each in "abcé" for each in text)
)
AGES = some.builds(lambda number, unit: f"{number}{unit}", some.integers(0, 999), some.sampled_from("hdwmy"))
DATES = some.one_of(
    some.dates().filter(lambda day: 1000 < day.year < 9999).map(lambda day: day.isoformat()),
    some.sampled_from(("2025", "2025-02", *dates.NAMED)),
)
SIGNS = some.sampled_from(("", "<", "<=", ">", ">="))
WHENS = some.one_of(
    some.builds(When, SIGNS, DATES),
    some.builds(When, some.sampled_from((">", "<", ">=", "<=")), AGES),
    some.builds(Between, DATES, DATES | some.just("")),
    some.builds(Between, AGES | some.just(""), AGES),
)
PEOPLE = some.builds(Person, some.sampled_from(("me", "U123", "ada", "Ada L")))
TEXTS = some.builds(Text, SPOKEN) | some.builds(Text, QUOTED, some.just(True))
NAMES = some.builds(Label, SPOKEN) | some.builds(Label, QUOTED)
LABELS = some.builds(Label, SPOKEN, some.booleans()) | NAMES
CODES = {
    "phone": some.builds(Label, some.sampled_from(("+4930", "+49 30 1"))),
    "profile": some.builds(Label, some.sampled_from(("linkedin", "github.com/jane"))),
    "source": some.builds(Label, some.sampled_from(("person", "import", "import:42"))),
}


def values(field: Field) -> some.SearchStrategy[Value]:
    if field.name in CODES:
        return CODES[field.name]
    if field.kind is Kind.TEXT:
        return TEXTS
    if field.kind is Kind.LABEL:
        return LABELS if field.may_begin else NAMES
    if field.kind is Kind.CHOICE:
        return some.sampled_from(sorted(field.choices or ())).map(Label)
    if field.kind is Kind.PERSON:
        return PEOPLE | some.just(Person("none")) if field.name == "owner" else PEOPLE
    return WHENS | some.just(When("", "never")) if field.logged else WHENS


def clauses_of(field: Field) -> some.SearchStrategy[Query]:
    said = some.lists(values(field), min_size=1, max_size=3).map(tuple)
    by = some.lists(PEOPLE, max_size=2).map(tuple) if field.logged else some.just(())
    return some.builds(Clause, some.just(field.name), said, by)


CLAUSES: some.SearchStrategy[Query] = some.one_of(
    some.builds(lambda text: Clause("", (text,)), TEXTS), *(clauses_of(field) for field in FIELDS.values())
)


def composed(inner: some.SearchStrategy[Query]) -> some.SearchStrategy[Query]:
    parts = some.lists(inner, min_size=2, max_size=4)
    return parts.map(all_of) | parts.map(any_of) | inner.map(negated)


QUERIES: some.SearchStrategy[Query] = some.just(EVERYBODY) | some.recursive(CLAUSES, composed, max_leaves=8)
