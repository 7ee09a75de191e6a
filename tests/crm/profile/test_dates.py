"""Dates as people write them, kept as exactly as they are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.identity import InvalidValue
from crm.profile import dates
from crm.profile.names import name_in


@pytest.mark.parametrize(
    ("typed", "kept", "read"),
    [
        ("Mar 2021", "2021-03", "Mar 2021"),
        ("March 2021", "2021-03", "Mar 2021"),
        ("03/2021", "2021-03", "Mar 2021"),
        ("3.2021", "2021-03", "Mar 2021"),
        ("2021-03", "2021-03", "Mar 2021"),
        (" 2021 ", "2021", "2021"),
        ("12 March 2021", "2021-03-12", "12 Mar 2021"),
        ("2021-03-05", "2021-03-05", "5 Mar 2021"),
    ],
)
def test_what_is_typed_is_understood_and_read_back(typed: str, kept: str, read: str) -> None:
    assert dates.understood(typed) == kept
    assert dates.written(kept) == read
    assert dates.understood(read) == kept


@pytest.mark.parametrize(
    "typed", ["Mar", "soon", "2021-13", "13/2021", "March 21", "2021-02-30", "summer 2021"]
)
def test_what_is_no_date_is_refused_with_how_to_write_one(typed: str) -> None:
    with pytest.raises(InvalidValue, match="Mar 2021, 03/2021 or 2021"):
        dates.understood(typed)


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused(typed: str) -> None:
    try:
        kept = dates.understood(typed)
    except InvalidValue:
        return
    assert dates.understood(kept) == kept


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("https://de.linkedin.com/in/Jane-Doe-4a5b6c/", "Jane Doe"),
        ("linkedin.com/in/zo%C3%AB-%C3%A4ngstr%C3%B6m", "Zoë Ängström"),
        ("linkedin.com/in/janedoe", ""),
        ("github.com/jane", ""),
        ("example.com/jane-doe", ""),
        ("not a link", ""),
    ],
)
def test_a_link_may_say_a_name(link: str, name: str) -> None:
    assert name_in(link) == name
