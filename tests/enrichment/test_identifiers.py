"""Normal forms: the same as the contacts have, whatever a vendor writes."""

import pytest

from crm import identity
from enrichment import identifiers, mail_domains
from enrichment.accepting import accepted
from enrichment.values import EVERYTHING, Kind, Value

PROFILES = [
    "https://www.linkedin.com/in/Jane-Doe/?trk=people",
    "http://de.linkedin.com/in/jane-doe",
    "linkedin.com/in/j%C3%BCrgen-m%C3%BCller",
    "https://www.linkedin.com/in/zoë/",
    "github.com/Jane-Doe",
    "https://twitter.com/@JaneDoe",
    "https://x.com/janedoe",
    "https://gitlab.com/jane",
    "https://www.xing.com/profile/Jane_Doe/cv",
    "https://stackoverflow.com/users/22656/jon-skeet",
]
EMAILS = ["Jane.Doe@Example.COM", "jürgen@müller.de", "j+tag@example.co.uk"]
PHONES = ["+49 30 123456", "+44 7700 900123", "+1 (202) 555-0123"]


@pytest.mark.parametrize("text", PROFILES)
def test_a_profile_has_the_address_that_a_contact_has(text: str) -> None:
    assert identifiers.profile(text) == identity.canonical_profile(text)[1]


@pytest.mark.parametrize("text", EMAILS)
def test_an_address_is_written_as_a_contact_has_it(text: str) -> None:
    assert identifiers.email(text) == identity.normalise_email(text)


@pytest.mark.parametrize("text", PHONES)
def test_a_number_is_written_as_a_contact_has_it(text: str) -> None:
    assert identifiers.phone(text)[0] == identity.normalise_phone(text)[0]


def test_a_page_is_written_as_a_contact_has_it() -> None:
    for text in ("http://www.Example.com/About/", "example.com", "https://jane.example.com/a%20b"):
        assert identifiers.page(text) == identity.canonical_profile(text)[1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "jane",
        "https://www.linkedin.com/sales/lead/ACwAA",
        "https://linkedin.com/talent/profile/x",
        "http://[",
        "a b",
    ],
)
def test_what_is_no_profile_is_none(text: str) -> None:
    assert identifiers.profile(text) == ""


@pytest.mark.parametrize(
    "text", ["", "jane", "jane@", "@example.com", "jane@exa mple.com", "a@b@c.de", "x" * 400]
)
def test_what_is_no_address_is_none(text: str) -> None:
    assert identifiers.email(text) == ""


@pytest.mark.parametrize("text", ["", "12", "030 123456", "call me", "+49" + "1" * 40])
def test_what_is_no_number_is_none(text: str) -> None:
    assert identifiers.phone(text)[0] == ""


def test_a_number_of_home_needs_the_region() -> None:
    assert identifiers.phone("030 123456", "DE") == ("+4930123456", Kind.WORK_PHONE)


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("https://www.example.com/about?x=1", "example.com"),
        ("Example.COM", "example.com"),
        ("https://example.com/@jane", "example.com"),
        ("jane@mail.example.co.uk", "mail.example.co.uk"),
        ("localhost", ""),
        ("not a domain", ""),
        ("", ""),
    ],
)
def test_a_domain_is_read_of_anything_that_has_one(text: str, domain: str) -> None:
    assert identifiers.domain(text) == domain


def test_a_line_has_nothing_hidden_in_it() -> None:
    assert identifiers.line("  Staff\n\tEngineer\u202e  at\u200b Example\x00 ") == "Staff Engineer at Example"
    assert identifiers.line("x" * 301) == ""


def taken(*values: Value) -> list[tuple[str, str]]:
    return [(value.kind.value, value.text) for value in accepted(values, EVERYTHING, "")]


def test_nobody_works_for_gmail_and_a_landline_is_no_mobile() -> None:
    assert taken(Value(Kind.WORK_EMAIL, "Jane@Gmail.com", 0.9)) == [("personal_email", "jane@gmail.com")]
    assert taken(Value(Kind.MOBILE, "+49 30 123456", 0.9)) == [("work_phone", "+4930123456")]
    assert taken(Value(Kind.OTHER_PHONE, "+44 7400 123456", 0.9)) == [("mobile", "+447400123456")]
    # In America no form of a number tells.
    assert taken(Value(Kind.MOBILE, "+12025550123", 0.9)) == [("mobile", "+12025550123")]


def test_what_a_vendor_says_twice_is_taken_once_with_its_best_word() -> None:
    values = (Value(Kind.SKILL, "Go", 0.4), Value(Kind.SKILL, "GO ", 0.8), Value(Kind.SKILL, "Rust", 7))
    found = accepted(values, EVERYTHING, "")
    assert [(value.text, value.confidence) for value in found] == [("GO", 0.8), ("Rust", 1.0)]


def test_what_is_no_value_is_not_taken() -> None:
    assert (
        taken(
            Value(Kind.WORK_EMAIL, "jane@mailinator.com", 0.9),
            Value(Kind.WORK_EMAIL, "n/a", 0.9),
            Value(Kind.MOBILE, "unknown", 0.9),
            Value(Kind.PROFILE, "https://linkedin.com/company/example", 0.9),
            Value(Kind.COMPANY_DOMAIN, "none", 0.9),
            Value(Kind.COMPANY_FOUNDED, "long ago", 0.9),
            Value(Kind.COMPANY_FOUNDED, "19", 0.9),
            Value(Kind.COMPANY_FOUNDED, "19990", 0.9),
            Value(Kind.EMAIL_VERDICT, "splendid", 0.9, about="jane@example.com"),
            Value(Kind.NAME, " \u200b", 0.9),
        )
        == []
    )


def test_mail_domains_are_told_apart() -> None:
    assert mail_domains.is_free("jane@gmail.com")
    assert not mail_domains.is_free("jane@example.com")
    assert mail_domains.is_disposable("x@deep.mailinator.com")
    assert not mail_domains.is_disposable("x@notmailinator.com")
    assert mail_domains.is_role("jobs+berlin@example.com")
    assert not mail_domains.is_role("jane.doe@example.com")
    assert mail_domains.FREE.isdisjoint(mail_domains.DISPOSABLE)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("jane.doe@example.com", "Jane Doe"),
        ("jane_doe+x@example.com", "Jane Doe"),
        ("jdoe@example.com", ""),
        ("j.doe@example.com", ""),
        ("sales.team@example.com", ""),
        ("jane.doe.smith@example.com", ""),
    ],
)
def test_a_name_is_guessed_only_where_it_stands_there(address: str, name: str) -> None:
    assert mail_domains.name_in(address) == name
