"""Whatever is asked of whatever book, the database finds those of whom a plain reading of the query is true."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from crm.identity import fold
from crm.querying import dates
from crm.querying.asking import understood
from crm.querying.finding import count, explain, ids, page, page_and_count
from crm.querying.printing import printed
from crm.querying.tree import (
    All,
    AnyOf,
    Between,
    Clause,
    Label,
    Not,
    Person,
    Query,
    Text,
    Value,
    When,
    all_of,
    any_of,
    negated,
)
from storage.queries import planning
from tests.crm.querying.book import ADA, ASKER, BO, NOW, TENANT, Entry, person

NAMES = ("Zoë", "Jan", "Bo Li", "Östen", "Ann-Marie")
WORDS = ("staff", "go", "köln", "acme inc", "ö", "bo", "st", "li")
TAGS = ("go", "dnc", "c++")
SKILLS = ("Rust", "C#", "Ada")
KINDS = {"noted": "note", "called": "call", "emailed": "email"}
PEOPLE = 9
QUERIES = 120


@dataclass(frozen=True, slots=True)
class Somebody:
    """What there is to know about a person, to be asked in Python."""

    name: str
    headline: str
    location: str
    company: str
    emails: tuple[str, ...]
    skills: tuple[str, ...]
    tags: tuple[str, ...]
    owner: str
    entries: tuple[Entry, ...]
    added: int
    touched: int | None
    is_not_to_be_contacted: bool

    @property
    def seen(self) -> list[Entry]:
        return [each for each in self.entries if each.audience in ("", ADA)]


def somebody(chance: random.Random) -> Somebody:
    def some(texts: tuple[str, ...], most: int = 2) -> tuple[str, ...]:
        return tuple(chance.sample(texts, chance.randint(0, most)))

    entries = tuple(
        Entry(
            chance.choice([*KINDS.values()]),
            chance.randint(1, 200),
            " ".join(some(WORDS)),
            chance.choice((ADA, BO)),
            chance.choice(("", "", ADA, BO)),
        )
        for _ in range(chance.randint(0, 4))
    )
    return Somebody(
        name=" ".join(some(NAMES, 3)) or "Nobody",
        headline=" ".join(some(WORDS)),
        location=" ".join(some(WORDS, 1)),
        company=" ".join(some(WORDS, 1)),
        emails=some(("jan@acme.com", "bo@koln.de"), 1),
        skills=some(SKILLS),
        tags=some(TAGS),
        owner=chance.choice(("", ADA, BO)),
        entries=entries,
        added=chance.randint(1, 200),
        touched=chance.choice((None, chance.randint(1, 200))),
        is_not_to_be_contacted=chance.random() < 0.3,
    )


async def written(one: Somebody) -> int:
    return await person(
        one.name,
        headline=one.headline,
        location=one.location,
        company=one.company,
        emails=one.emails,
        skills=one.skills,
        tagged=one.tags,
        owner_id=one.owner,
        entries=one.entries,
        added=one.added,
        touched=one.touched,
        do_not_contact=one.is_not_to_be_contacted,
    )


def has_words(texts: tuple[str, ...], text: Text) -> bool:
    wanted = f" {fold(text.words)}{' ' if text.whole else ''}"
    return any(wanted in f" {fold(each)} " for each in texts)


def notes_of(one: Somebody) -> tuple[str, ...]:
    return tuple(each.text for each in one.seen)


TEXTS: dict[str, Callable[[Somebody], tuple[str, ...]]] = {
    "": lambda one: (one.name, one.headline, one.location, " ".join(one.emails), one.company, " ".join(one.skills), *notes_of(one)),
    "name": lambda one: (one.name,),
    "headline": lambda one: (one.headline,),
    "location": lambda one: (one.location,),
    "company": lambda one: (one.company,),
    "email": lambda one: (" ".join(one.emails),),
    "note": notes_of,
}  # fmt: skip
THINGS: dict[str, Callable[[Somebody], object]] = {
    "email": lambda one: one.emails,
    "tag": lambda one: one.tags,
    "skill": lambda one: one.skills,
    "company": lambda one: one.company,
    "headline": lambda one: one.headline,
    "owner": lambda one: one.owner,
    "note": lambda one: [each for each in one.seen if each.kind == "note"],
    "activity": lambda one: one.touched,
}


def is_true(query: Query, one: Somebody) -> bool:
    if isinstance(query, Not):
        return not is_true(query.of, one)
    if isinstance(query, All):
        return all(is_true(part, one) for part in query.of)
    if isinstance(query, AnyOf):
        return any(is_true(part, one) for part in query.of)
    if query.field == "no":
        return not any(THINGS[each.name](one) for each in query.values if isinstance(each, Label))
    return any(is_of(query, value, one) for value in query.values)


def is_of(clause: Clause, value: Value, one: Somebody) -> bool:
    if isinstance(value, Text):
        return has_words(TEXTS[clause.field](one), value)
    if isinstance(value, Person):
        return of_person(clause.field, {"me": ADA, "none": ""}.get(value.who, value.who), one)
    if isinstance(value, Label):
        return of_label(clause.field, value, one)
    by = {{"me": ADA}.get(each.who, each.who) for each in clause.by}
    moment = last(clause.field, by, one)
    if isinstance(value, When) and value.moment == "never":
        return moment is None
    span = dates.span(value, NOW, ASKER.timezone)
    return (
        moment is not None
        and (span.since is None or moment >= span.since)
        and (span.until is None or moment < span.until)
    )


def of_person(field: str, id_: str, one: Somebody) -> bool:
    if field == "owner":
        return one.owner == id_
    return any(each.by == id_ for each in one.seen)


def of_label(field: str, value: Label, one: Somebody) -> bool:
    if field == "has":
        return bool(THINGS[value.name](one))
    if field == "dnc":
        return one.is_not_to_be_contacted is (value.name == "yes")
    names = [each.casefold() for each in (one.tags if field == "tag" else one.skills)]
    wanted = value.name.casefold()
    return any(each.startswith(wanted) if value.begins else each == wanted for each in names)


def last(field: str, by: set[str], one: Somebody) -> datetime | None:
    """When it was last."""
    if field == "added":
        return NOW - timedelta(days=one.added)
    if field == "touched" and not by:
        return None if one.touched is None else NOW - timedelta(days=one.touched)
    kinds = set(KINDS.values()) if field == "touched" else {KINDS[field]}
    ago = [each.ago for each in one.seen if each.kind in kinds and (not by or each.by in by)]
    return NOW - timedelta(days=min(ago)) if ago else None


def clause(chance: random.Random) -> Query:
    kind = chance.choice(("text", "text", "label", "person", "date", "date"))
    number = chance.choice((1, 1, 2))
    if kind == "text":
        field = chance.choice([*TEXTS])
        # A word between quotation marks, or of two parts, is not corrected where nobody has it.
        texts = [Text(chance.choice((*WORDS, "jan", "o")), chance.random() < 0.3) for _ in range(number)]
        return Clause(field, tuple(texts if field else texts[:1]))
    if kind == "label":
        return chance.choice(
            (
                Clause("tag", tuple(Label(each) for each in chance.sample(TAGS, number))),
                Clause("tag", (Label("c", begins=True),)),
                Clause("skill", tuple(Label(each) for each in chance.sample(SKILLS, number))),
                Clause("skill", (Label("R", begins=True),)),
                Clause(
                    chance.choice(("has", "no")),
                    tuple(Label(each) for each in chance.sample([*THINGS], number)),
                ),
                Clause("dnc", (Label(chance.choice(("yes", "no"))),)),
            )
        )
    who = Person(chance.choice(("me", BO)))
    if kind == "person":
        return chance.choice(
            (Clause("by", (who,)), Clause("owner", (who,)), Clause("owner", (Person("none"),)))
        )
    field = chance.choice(("added", "touched", *KINDS))
    by = (who,) if field != "added" and chance.random() < 0.4 else ()
    days = sorted(chance.sample(range(1, 200), 2))
    values: list[Value] = [
        When(chance.choice((">", "<")), f"{days[0]}d"),
        When(chance.choice(("", "<", ">=")), "2026-05"),
        Between(f"{days[0]}d", f"{days[1]}d"),
    ]
    if field != "added":
        values.append(When("", "never"))
    value = chance.choice(values)
    return Clause(field, (value,), by)


def query(chance: random.Random, depth: int = 3) -> Query:
    kind = chance.choice(("clause", "all", "any", "not")) if depth else "clause"
    if kind == "clause":
        return clause(chance)
    if kind == "not":
        return negated(query(chance, depth - 1))
    parts = [query(chance, depth - 1) for _ in range(chance.randint(2, 3))]
    return all_of(parts) if kind == "all" else any_of(parts)


@pytest.mark.parametrize(("few", "seed"), [(10_000, 1), (0, 2)], ids=["few", "many"])
async def test_the_database_reads_a_query_as_python_does(
    database: str, monkeypatch: pytest.MonkeyPatch, few: int, seed: int
) -> None:
    monkeypatch.setattr(planning, "FEW", few)
    monkeypatch.setattr(
        "crm.search.SHORTEST_MISSPELT", 100
    )  # what is corrected depends on who else is in the book
    chance = random.Random(seed)
    await person("Tagged", tagged=TAGS, state="deleted")  # every tag is known
    book = {await written(one): one for one in (somebody(chance) for _ in range(PEOPLE))}
    for _ in range(QUERIES):
        wanted = query(chance)
        true_of = {id_ for id_, one in book.items() if is_true(wanted, one)}
        asked = await understood(TENANT, wanted, ASKER)
        found = [id_ async for some in ids(TENANT, asked, 4) for id_ in some]
        assert found == sorted(true_of), printed(wanted)
        assert await count(TENANT, asked) == len(true_of), printed(wanted)
        by_touch, by_nature = (
            await page(TENANT, asked, "touched", limit=20),
            await page(TENANT, asked, limit=20),
        )
        first, total = await page_and_count(TENANT, asked, "touched", limit=20)
        assert (first, total) == (by_touch, len(true_of)), printed(wanted)
        assert set(by_touch.ids) == set(by_nature.ids) == true_of, printed(wanted)
        anybody = chance.choice([*book])
        told = await explain(TENANT, asked, anybody)
        assert told is not None
        assert told.is_in is (anybody in true_of), printed(wanted)
        assert told.deciding
