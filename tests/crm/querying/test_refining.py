"""A query as the fields of a form, and back: nothing of it is lost on the way."""

from collections import Counter

import pytest
from hypothesis import given

from crm.errors import FieldErrors
from crm.querying.parsing import parse
from crm.querying.printing import printed
from crm.querying.refining import CHOICES, as_refinement, line_of
from crm.querying.tree import All, Query
from crm.types import Refinement
from tests.crm.querying.trees import QUERIES
from views.searching import ADDED, OWNERS, TOUCHED


def parts(query: Query) -> Counter[str]:
    """What must all be true, in whatever order, as it is printed."""
    return Counter(map(printed, query.of if isinstance(query, All) else (query,)))


@given(QUERIES)
def test_whatever_the_query_the_form_means_the_same(query: Query) -> None:
    assert parts(parse(line_of(as_refinement(query))).query) == parts(query)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ('tag:go -tag:dnc location:berlin company:"Acme Inc" has:email no:phone owner:me staff', ""),
        ("touched:>90d added:<30d skill:go skill:rust knows:javascript", ""),
        ("tag:(go,rust) location:berlin location:paris", "tag:(go,rust) location:paris"),
        ("a OR b", "a OR b"),
        ('-"exact words" called:<30d', '-"exact words" called:<30d'),
    ],
)
def test_what_no_field_can_say_stays_as_it_was_typed(line: str, rest: str) -> None:
    assert as_refinement(parse(line).query).rest == rest


def test_what_is_typed_into_the_form_is_taken_as_it_is_meant() -> None:
    typed = Refinement(
        words=("staff", "?"),
        names={"tag": ("c++",), "skill": (" Go ", "")},
        texts={"location": "  New  York ", "company": ""},
    )
    assert line_of(typed) == 'tag:c++ skill:Go location:"New York" staff'


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (Refinement(words=("jane", "OR", "zoë"), names={"tag": ("go",)}), "tag:go (jane OR zoë)"),
        (Refinement(words=("tag:go", "-tag:dnc")), "tag:go -tag:dnc"),
        (Refinement(texts={"location": "Berlin,"}), 'location:"Berlin,"'),
        (Refinement(texts={"company": "(Acme)", "title": ">x"}), 'company:"(Acme)" title:">x"'),
    ],
)
def test_no_sign_in_an_input_reaches_beyond_it(typed: Refinement, line: str) -> None:
    assert line_of(typed) == line
    assert line_of(as_refinement(parse(line).query)) == line


@pytest.mark.parametrize("field", ["words", "rest"])
def test_what_cannot_be_read_is_said_at_its_input(field: str) -> None:
    typed = Refinement(words=("(go",)) if field == "words" else Refinement(rest="(go")
    with pytest.raises(FieldErrors) as caught:
        line_of(typed)
    assert caught.value.errors == {field: "A parenthesis is never closed."}


def test_the_form_offers_what_is_known() -> None:
    assert {"owner": tuple(OWNERS), "touched": tuple(TOUCHED), "added": tuple(ADDED)} == CHOICES
