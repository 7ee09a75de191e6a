"""What may change who is found."""

import pytest

from crm.querying.depending import depends_on, is_time_based
from crm.querying.parsing import parse


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("", set()),
        ("tag:(go,rust) -tag:dnc location:berlin", {"tag:go", "tag:rust", "tag:dnc", "location"}),
        ("tag:g* skill:Rust", {"tag", "skill:rust"}),
        ("staff OR touched:>90d", {"words", "touched"}),
        ("has:email no:phone", {"has:email", "has:phone"}),
        ("called:<3d by:me", {"called"}),
        ("by:me list:alumni owner:me", {"touched", "list:alumni", "owner"}),
    ],
)
def test_it_depends_on_what_it_asks_for(typed: str, on: set[str]) -> None:
    assert depends_on(parse(typed).query) == on


@pytest.mark.parametrize(
    ("typed", "moves"),
    [
        ("tag:go", False),
        ("added:2025", False),
        ("added:2025..2026", False),
        ("touched:never", False),
        ("touched:>90d", True),
        ("-(tag:go added:today)", True),
        ("added:2025..this-month", True),
        ("touched:30d..90d", True),
    ],
)
def test_some_answers_change_while_nobody_does_anything(typed: str, moves: bool) -> None:
    assert is_time_based(parse(typed).query) is moves
