"""Two spellings of the same person are one; what is nobody's is said in a sentence."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.identity import (
    InvalidValue,
    canonical_profile,
    clean,
    clean_line,
    fold,
    looks_like_phone,
    looks_like_profile,
    normalise_email,
    normalise_phone,
)


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("Jane@Example.COM", "jane@example.com"),
        ("  jane@example.com \n", "jane@example.com"),
        ("Jane Doe <jane@example.com>", "jane@example.com"),
        ("<jane@example.com>", "jane@example.com"),
        ("mailto:jane@example.com?subject=Hello", "jane@example.com"),
        ("jane+lists@example.com", "jane+lists@example.com"),
        ("jane@BÜCHER.example", "jane@bücher.example"),
        ("jane@xn--bcher-kva.example", "jane@bücher.example"),
        ("jane\u200b@example.com", "jane@example.com"),
    ],
)
def test_an_email_address_has_one_form(typed: str, normal: str) -> None:
    assert normalise_email(typed) == normal
    assert normalise_email(normal) == normal


@pytest.mark.parametrize(
    "typed", ["", "jane", "jane@", "@example.com", "jane@example", "a b@example.com", "x" * 300]
)
def test_what_is_no_email_address_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValue, match="e-mail address"):
        normalise_email(typed)


@pytest.mark.parametrize(
    ("typed", "region", "normal"),
    [
        ("+49 30 1234567", "", ("+49301234567", "", "work")),
        ("+49 (0)30 / 1234567", "", ("+49301234567", "", "work")),
        ("030 1234567", "DE", ("+49301234567", "", "work")),
        ("tel:+44-20-7946-0958", "", ("+442079460958", "", "work")),
        ("+1 (650) 253-0000 x12", "", ("+16502530000", "12", "other")),
        ("+1 650 253 0000 ext. 12", "", ("+16502530000", "12", "other")),
        ("0049 30 1234567", "DE", ("+49301234567", "", "work")),
        ("+49 1512 3456789", "", ("+4915123456789", "", "mobile")),
        ("\u202d+49 30 1234567\u202c", "", ("+49301234567", "", "work")),
    ],
)
def test_a_phone_number_has_one_form(typed: str, region: str, normal: tuple[str, str, str]) -> None:
    assert normalise_phone(typed, region) == normal
    assert normalise_phone(normal[0])[0] == normal[0]


@pytest.mark.parametrize("typed", ["", "12", "030 1234567", "call me", "+49", "+999 123 456 789"])
def test_what_is_no_phone_number_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValue):
        normalise_phone(typed)


@pytest.mark.parametrize(
    ("typed", "network", "url"),
    [
        ("https://de.linkedin.com/in/Jane-Doe/?trk=x", "linkedin", "https://linkedin.com/in/jane-doe"),
        *(
            (f"https://www.linkedin.com/in/{member}/?trk=x", "linkedin", f"https://linkedin.com/in/{member}")
            for member in ("ACoAAAcW1xYBq0zAbCdEfGh", "ACwAAAcW1xYBq_0zAb-dEfGh")
        ),
        ("linkedin.com/in/jane-doe/de", "linkedin", "https://linkedin.com/in/jane-doe"),
        ("www.linkedin.com/in/zo%C3%AB-x", "linkedin", "https://linkedin.com/in/zo%C3%AB-x"),
        ("https://m.linkedin.com/in/zoë-x#about", "linkedin", "https://linkedin.com/in/zo%C3%AB-x"),
        ("HTTP://GitHub.com/Jane/", "github", "https://github.com/jane"),
        ("https://twitter.com/@Jane?s=20", "x", "https://x.com/jane"),
        ("x.com/jane", "x", "https://x.com/jane"),
        (
            "https://stackoverflow.com/users/22656/jon-skeet",
            "stackoverflow",
            "https://stackoverflow.com/users/22656",
        ),
        ("janedoe.dev/about/", "web", "https://janedoe.dev/about"),
    ],
)
def test_a_profile_has_one_address(typed: str, network: str, url: str) -> None:
    assert canonical_profile(typed) == (network, url)
    assert canonical_profile(url) == (network, url)


@pytest.mark.parametrize(
    "typed", ["", "jane", "linkedin.com/company/acme", "github.com/a/b", "http://", "a b.com/x"]
)
def test_what_is_no_profile_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValue):
        canonical_profile(typed)


def test_what_was_meant_is_recognised() -> None:
    assert looks_like_phone("+49 (30) 123-456")
    assert not looks_like_phone("Jane 2")
    assert not looks_like_phone("2024")
    assert looks_like_profile("linkedin.com/in/jane")
    assert not looks_like_profile("Jane Doe")
    assert not looks_like_profile("and/or")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zoë Ängström-Müller", "zoe angstrom muller"),
        ("O'Neill, Siobhán", "o neill siobhan"),
        ("Łukasz", "lukasz"),
        ("STRASSE Straße", "strasse strasse"),
        ("北京", "beijing"),
        ("  🚀  ", "rocket"),
    ],
)
def test_names_are_compared_without_accents_case_and_script(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_cleaning_and_folding_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert fold(fold(text)) == fold(text)
    assert fold(clean(text).upper().lower()) == fold(clean(text).upper().lower().lower())


@given(st.text(max_size=80))
def test_whatever_is_typed_is_normalised_or_refused_with_a_sentence(text: str) -> None:
    for normalise in (normalise_email, normalise_phone, canonical_profile):
        assert refusal(normalise, text) in ("", *REFUSALS)


REFUSALS = (
    "That does not look like an e-mail address, for example jane@example.com.",
    "Write the phone number with its country code, for example +49 30 123456.",
    "That does not look like a phone number, for example +49 30 123456.",
    "That is too short or too long for a phone number.",
    "That does not look like a profile link, for example linkedin.com/in/jane-doe.",
)


def refusal(normalise: Callable[[str], object], text: str) -> str:
    """The sentence with which it is refused, or ""."""
    try:
        normalise(text)
    except InvalidValue as error:
        return str(error)
    return ""
