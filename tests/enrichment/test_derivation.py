"""What is derived without any network."""

import pytest

from enrichment.headlines import title_and_company
from enrichment.http import Client
from enrichment.names import first_and_last
from enrichment.outcomes import InvalidInput, Matched, NoMatch
from enrichment.providers import derivation
from enrichment.request import Identity, Request


async def derived(known: Identity, region: str = "") -> set[tuple[str, str]]:
    async with Client() as client:
        outcome = await derivation.PROVIDER.look_up(Request(known, region=region), "", client)
    if isinstance(outcome, NoMatch):
        return set()
    assert isinstance(outcome, Matched)
    assert outcome.units == 0
    return {(value.kind.value, value.text) for value in outcome.values}


async def test_a_work_address_gives_the_company() -> None:
    assert await derived(Identity(emails=("jane.doe@example.com",), name="J. D.")) == {
        ("work_email", "jane.doe@example.com"),
        ("company_domain", "example.com"),
        ("first_name", "J."),
        ("last_name", "D."),
    }


async def test_free_mail_gives_no_company_and_a_name_is_a_guess() -> None:
    assert await derived(Identity(emails=("jane.doe@gmail.com",))) == {
        ("personal_email", "jane.doe@gmail.com"),
        ("name", "Jane Doe"),
    }


async def test_an_address_for_an_hour_is_said_to_be_one() -> None:
    assert await derived(Identity(emails=("jane.doe@mailinator.com",))) == {("email_verdict", "disposable")}


async def test_an_office_is_not_a_person() -> None:
    found = await derived(Identity(emails=("jobs@example.com",)))
    assert ("email_verdict", "role") in found
    assert not any(kind == "name" for kind, _ in found)


async def test_a_number_says_what_it_is() -> None:
    assert await derived(Identity(phones=("07400 123456", "020 7946 0123")), region="GB") == {
        ("mobile", "+447400123456"),
        ("work_phone", "+442079460123"),
    }


async def test_what_says_nothing_is_no_match() -> None:
    assert await derived(Identity(headline="Dreamer")) == set()


async def test_a_company_alone_is_not_enough() -> None:
    async with Client() as client:
        outcome = await derivation.PROVIDER.look_up(Request(Identity(company="Example")), "", client)
    assert isinstance(outcome, InvalidInput)
    assert "e-mail address" in outcome.reason


@pytest.mark.parametrize(
    ("headline", "title", "company"),
    [
        ("Staff Engineer at Example", "Staff Engineer", "Example"),
        ("Staff Engineer @ Example | Speaker", "Staff Engineer", "Example"),
        ("Staff Engineer @Example", "Staff Engineer", "Example"),
        ("Speaker | VP, Sales at Example, Inc.", "VP, Sales", "Example"),
        ("Leiterin Vertrieb bei Beispiel GmbH", "Leiterin Vertrieb", "Beispiel GmbH"),
        ("Directrice chez Exemple", "Directrice", "Exemple"),
        ("Staff Engineer at Example, Berlin", "Staff Engineer", "Example"),
        ("Ex Google, now CTO at Example", "", ""),
        ("Former CTO at Example", "", ""),
        ("Looking for work at a good place", "", ""),
        ("Software Engineer", "", ""),
        ("Engineer at heart", "", ""),
        ("CI/CD Engineer at Example", "CI/CD Engineer", "Example"),
        ("Building things at scale", "", ""),
        ("", "", ""),
    ],
)
def test_a_headline_says_title_and_company(headline: str, title: str, company: str) -> None:
    assert title_and_company(headline) == (title, company)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Jane Doe", "Jane", "Doe"),
        ("Dr. Jane van der Berg, PhD", "Jane", "van der Berg"),
        ("Mary Ann Smith Jr.", "Mary", "Smith"),
        ("José da Silva", "José", "da Silva"),
        ("Jane O'Neill-Smith", "Jane", "O'Neill-Smith"),
        ("Madonna", "", ""),
        ("山田 太郎", "", ""),
        ("Мария Иванова", "", ""),
        ("", "", ""),
        ("Dr.", "", ""),
    ],
)
def test_a_name_is_taken_apart_where_it_can_be(name: str, first: str, last: str) -> None:
    assert first_and_last(name) == (first, last)
