"""Where guests may read, no text says how to reach somebody."""

import pytest

from views.discretion import without_reach


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("write to Jane@Example.com, please", "write to (hidden), please"),
        ("jörg@müller.example is new", "(hidden) is new"),
        ("+49 30 1234567 ext. 5", "(hidden) ext. 5"),
        ("call (030) 123-45-67", "call (hidden)"),
        ("call 0301234567", "call (hidden)"),
        ("met on 2026-03-10 for 45 minutes", "met on 2026-03-10 for 45 minutes"),
        (
            "worked there 2015 - 2019, since 1.3.2021 elsewhere",
            "worked there 2015 - 2019, since 1.3.2021 elsewhere",
        ),
    ],
)
def test_addresses_and_numbers_are_hidden_and_nothing_else(said: str, read: str) -> None:
    assert without_reach(said) == read
