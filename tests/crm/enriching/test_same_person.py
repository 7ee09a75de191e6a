"""Whether a provider speaks of the person who was meant."""

import pytest

from crm.enriching.same_person import is_same_person
from enrichment.http import Client
from enrichment.outcomes import NoMatch, Outcome
from enrichment.provider import Example, Provider
from enrichment.request import Identity, Key, Request
from enrichment.values import EVERYTHING, Kind, Value


async def nobody(request: Request, key: str, client: Client) -> Outcome:
    return NoMatch()


def asked_by(*keys: Key) -> Provider:
    return Provider(
        "p", "P", "", "", "p", (frozenset(keys),), EVERYTHING, nobody, Example(Identity(), (), ())
    )


JANE = Identity(
    emails=("jane@example.com",),
    phones=("+4930123456",),
    profiles=("https://linkedin.com/in/jane-doe",),
    name="Jane Doe",
    company="Halden Robotics",
)
BY_EMAIL, BY_NAME = asked_by(Key.EMAIL), asked_by(Key.NAME, Key.COMPANY)
NAME, OTHER = (Kind.NAME, "Dr. Jane M. Doe"), (Kind.NAME, "Max Stone")


@pytest.mark.parametrize(
    ("provider", "said", "is_same"),
    [
        (BY_EMAIL, [(Kind.TITLE, "Engineer")], True),
        (BY_EMAIL, [NAME, (Kind.TITLE, "Engineer")], True),
        (BY_EMAIL, [OTHER, (Kind.TITLE, "Engineer")], False),
        (BY_EMAIL, [OTHER, (Kind.PROFILE, "https://linkedin.com/in/jane-doe")], True),
        (BY_EMAIL, [OTHER, (Kind.MOBILE, "+4930123456")], False),
        (BY_NAME, [NAME, (Kind.MOBILE, "+4930123456")], True),
        (BY_NAME, [NAME, (Kind.COMPANY, "Halden Robotics GmbH")], True),
        (BY_NAME, [NAME, (Kind.COMPANY, "City Hospital")], False),
        (BY_NAME, [NAME, (Kind.TITLE, "Engineer")], True),
        (BY_NAME, [OTHER, (Kind.COMPANY, "Halden Robotics")], False),
        (BY_NAME, [(Kind.WORK_EMAIL, "jane.doe@elsewhere.example")], False),
    ],
)
def test_it_is_the_same_person_where_nothing_speaks_against_it(
    provider: Provider, said: list[tuple[Kind, str]], is_same: bool
) -> None:
    values = [Value(kind, text, 0.9) for kind, text in said]
    assert is_same_person(JANE, provider, values) is is_same
