"""What may change who is found."""

import pytest

from crm.querying.depending import depends_on
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
