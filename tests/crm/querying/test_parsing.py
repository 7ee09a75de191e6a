"""What somebody types is read as they mean it, or they are told where they went wrong."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from crm.querying.errors import QueryError, pointed_out
from crm.querying.fields import BY_NAME, FIELDS
from crm.querying.parsing import DEEPEST, LONGEST, MOST_CLAUSES, parse
from crm.querying.printing import printed
from crm.querying.tree import (
    EVERYBODY,
    Clause,
    Label,
    Person,
    Query,
    Text,
    When,
    all_of,
    any_of,
    negated,
)
from tests.crm.querying.trees import QUERIES


def word(text: str) -> Clause:
    return Clause("", (Text(text),))


def tag(name: str) -> Clause:
    return Clause("tag", (Label(name),))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", EVERYBODY),
        ("staff engineer", all_of([word("staff"), word("engineer")])),
        ("staff AND engineer", all_of([word("staff"), word("engineer")])),
        ('"staff engineer"', Clause("", (Text("staff engineer", whole=True),))),
        ("staff or principal", any_of([word("staff"), word("principal")])),
        ("-tag:dnc", negated(tag("dnc"))),
        ("not tag:dnc", negated(tag("dnc"))),
        ("–tag:dnc", negated(tag("dnc"))),
        ("NOT -tag:dnc", tag("dnc")),
        ("tag:(go,rust)", Clause("tag", (Label("go"), Label("rust")))),
        ("tag:go,rust", Clause("tag", (Label("go"), Label("rust")))),
        ("tag: go", tag("go")),
        ("TAG:go", tag("go")),
        ("tags:go", tag("go")),
        ("“staff engineer”", Clause("", (Text("staff engineer", whole=True),))),
        ("tag：（go，rust）", Clause("tag", (Label("go"), Label("rust")))),
        ('list:"候选人（北京）"', Clause("list", (Label("候选人（北京）"),))),
        ("tag:c*", Clause("tag", (Label("c", begins=True),))),
        ('tag:"c*"', tag("c*")),
        ("touched:>90d", Clause("touched", (When(">", "90d"),))),
        ("owner:<@U123|ada>", Clause("owner", (Person("U123"),))),
        ("owner:@ada", Clause("owner", (Person("ada"),))),
        ("(a b) (c)", all_of([word("a"), word("b"), word("c")])),
        ("Or Cohen", all_of([word("Or"), word("Cohen")])),
        (
            "jean-luc o'neill AT&T c++ jd@example.com",
            all_of(map(word, ("jean-luc", "o'neill", "AT&T", "c++", "jd@example.com"))),
        ),
        ("https://github.com/jane", word("https://github.com/jane")),
        ("has:emails", Clause("has", (Label("email"),))),
    ],
)
def test_it_is_read(typed: str, read: Query) -> None:
    assert parse(typed).query == read


@pytest.mark.parametrize(
    ("typed", "shown", "was_mixed"),
    [
        ("a b or c", "(a b) OR c", True),
        ("a or b c", "a OR (b c)", True),
        ("x (a b or c)", "x ((a b) OR c)", True),
        ("(a b) or c", "(a b) OR c", False),
        ("a (b or c)", "a (b OR c)", False),
        ("a or b or c", "a OR b OR c", False),
        ("-a or b", "-a OR b", False),
        ("a -b c", "a -b c", False),
    ],
)
def test_and_beside_or_is_shown_as_it_was_read(typed: str, shown: str, was_mixed: bool) -> None:
    parsed = parse(typed)
    assert (printed(parsed.query), parsed.was_mixed) == (shown, was_mixed)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("called:<30d by:me", "called:<30d by:me"),
        ("by:me called:<30d tag:go", "(called:<30d by:me) tag:go"),
        ("-called:<30d by:(me,@ada)", "-(called:<30d by:(me,@ada))"),
        ("(called:<30d) by:me", "called:<30d (by:me)"),
        ("called:<30d emailed:<30d by:me", "(called:<30d by:me) (emailed:<30d by:me)"),
        ("by:me by:@ada", "by:me by:@ada"),
        ("tag:go by:me", "tag:go by:me"),
    ],
)
def test_whose_an_activity_was_belongs_to_what_stands_beside_it(typed: str, shown: str) -> None:
    assert printed(parse(typed).query) == shown
    assert parse(shown).query == parse(typed).query


@pytest.mark.parametrize(
    ("typed", "position", "sentence"),
    [
        ("tgg:go", 0, "There is no field called tgg."),
        ("a tag:", 6, "Something is missing at the end"),
        ('a "b', 2, "This quotation mark is never closed."),
        ("a (b", 4, "A parenthesis is never closed."),
        ("a b)", 3, "This parenthesis was never opened."),
        ("a ()", 3, "There is nothing between these parentheses."),
        ("a or", 4, "Something is missing at the end"),
        ("or a", 0, "or cannot stand here."),
        ("a - b", 2, "- cannot stand here."),
        ("a – b", 2, "– cannot stand here."),
        ("!!!", 0, "There is no letter and no digit in !!!"),
        ("touched:90d", 8, "90d alone may mean before or since"),
        ("touched:>soon", 8, "soon is no date."),
        ("added:2025-13-01", 6, "2025-13-01 is no date."),
        ("added:2025-02-30", 6, "2025-02-30 is no date."),
        ("added:never", 6, "added: cannot be never."),
        ("added:30d..2025", 6, "Both ends of a range are dates"),
        ("added:..", 6, "A range is two dates"),
        ("tag:>go", 4, "tag: has no order"),
        ("tag:*", 4, "Something has to stand before the *"),
        ("list:al*", 5, "list: takes a whole name"),
        ("source:import:4*", 7, "source: takes a whole name"),
        ("profile:git*", 8, "profile: takes a whole name"),
        ('tag:""', 4, "There is nothing between the quotation marks"),
        ("has:emial", 4, "has: cannot be emial"),
        ("dnc:maybe", 4, "dnc: cannot be maybe"),
        ("source:mars", 7, "Where somebody comes from is person, import"),
        ("phone:030", 6, "Write the phone number"),
        ("profile:github.com/orgs/x", 8, "That github.com link does not lead"),
        ("by:none", 3, "by:none says nothing"),
        ("owner:@", 6, "Who?"),
        ("called:<3d by:me by:@ada", 17, "One by: is enough"),
        ("a" * (LONGEST + 1), LONGEST, "A search has at most 1,000 characters."),
        (" ".join(["in:abcdefghijkl"] * 60), 959, "A search has at most 1,000 characters, and this one has"),
        ("(" * (DEEPEST + 1), DEEPEST, "Parentheses go at most 12 deep."),
        (" ".join("a" * (MOST_CLAUSES + 1)), MOST_CLAUSES * 2, "A search has at most 60 parts."),
    ],
)
def test_what_is_wrong_is_said_with_its_place(typed: str, position: int, sentence: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(typed)
    assert caught.value.position == position
    assert caught.value.sentence.startswith(sentence)
    assert str(caught.value)[-1] in ".?"


def test_what_may_have_been_meant_is_offered() -> None:
    for typed, meant in {
        "tgg:go": "tag:",
        "loc:berlin": "location:",
        "has:emial": "email",
        "touched:>lastmonth": "last-month",
        "touched:90d": "touched:<90d",
    }.items():
        with pytest.raises(QueryError) as caught:
            parse(typed)
        assert meant in caught.value.suggestions, typed
        assert "Did you mean" in str(caught.value)


def test_what_could_stand_there_is_said() -> None:
    with pytest.raises(QueryError) as caught:
        parse("tag:go )")
    assert "the end" in caught.value.expected
    with pytest.raises(QueryError) as caught:
        parse("tag:")
    assert "a value" in caught.value.expected


def test_the_place_is_pointed_at() -> None:
    with pytest.raises(QueryError) as caught:
        parse("staff\ttgg:go")
    assert pointed_out("staff\ttgg:go", caught.value) == "staff tgg:go\n      ^"


def test_every_example_of_the_table_is_read() -> None:
    for field in FIELDS.values():
        query = parse(field.example).query
        assert isinstance(query, Clause), field.name
        assert query.field == field.name or query.by, field.name


def test_no_name_stands_for_two_fields() -> None:
    names = [name for field in FIELDS.values() for name in (field.name, *field.aliases)]
    assert len(names) == len(set(names)) == len(BY_NAME)


@settings(max_examples=150, deadline=None)
@given(QUERIES)
def test_what_is_printed_is_read_as_the_same(query: Query) -> None:
    again = parse(printed(query))
    assert again.query == query
    assert not again.was_mixed


PIECES = some.sampled_from(
    ["tag:", "touched:", "owner:", "by:me", "(", ")", '"', "-", "or", "AND", "not", ">", "<", "..", ",", "90d", "2025-01", "go", "*", "\\", "<@U1>", ":", "|", "&", "\0", "é", " ", " ", " "]
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(some.text(max_size=60) | some.lists(PIECES, max_size=14).map("".join))
@example("((((((((((((((((")
@example("not " * 249)
@example("-" * 1000)
@example("tag:" * 200)
@example('"\\')
def test_whatever_is_typed_becomes_a_query_or_a_sentence(typed: str) -> None:
    read = query_or_error(typed)
    if isinstance(read, QueryError):
        assert 0 <= read.position <= len(typed)
        assert str(read)[-1] in ".?"
    else:
        assert parse(printed(read)).query == read


def query_or_error(typed: str) -> Query | QueryError:
    try:
        return parse(typed).query
    except QueryError as error:
        return error
