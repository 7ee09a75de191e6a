"""Hunter's enrichment of people, by e-mail address or LinkedIn profile. The body is shaped like Clearbit's was.

Shape from a description that others wrote of its documentation. What a match costs is not in what we could read: one credit is assumed.
"""

from enrichment.http import Client
from enrichment.outcomes import Matched, Outcome
from enrichment.provider import Example, Price
from enrichment.providers import hunter
from enrichment.reading import Record
from enrichment.request import Identity, Key, Request
from enrichment.values import Kind, Value

_CONFIDENCE = 0.75
_OF_FUZZY = 0.6
_SINGLE = (
    (Kind.NAME, ("name", "fullName")),
    (Kind.LOCATION, ("location",)),
    (Kind.TIME_ZONE, ("timeZone",)),
    (Kind.WEBSITE, ("site",)),
    (Kind.HEADLINE, ("bio",)),
    (Kind.TITLE, ("employment", "title")),
    (Kind.COMPANY, ("employment", "name")),
    (Kind.COMPANY_DOMAIN, ("employment", "domain")),
    (Kind.OTHER_PHONE, ("phone",)),
)
_HANDLES = (
    ("linkedin", "https://linkedin.com/in/"),
    ("github", "https://github.com/"),
    ("twitter", "https://x.com/"),
)


async def _ask(request: Request, key: str, client: Client) -> Outcome:
    known = request.identity
    answer = await client.get(
        f"{hunter.SERVER}/v2/people/find",
        params={"email": known.email} if known.email else {"linkedin_handle": known.linkedin},
        headers=hunter.headers(key),
        statuses=hunter.STATUSES,
    )
    return Matched(_values(answer.record("data")))


def _values(data: Record) -> tuple[Value, ...]:
    confidence = _CONFIDENCE * (_OF_FUZZY if data.true("fuzzy") else 1)
    seen = data.day("indexedAt")
    found = [Value(kind, data.text(*path), confidence, observed_on=seen) for kind, path in _SINGLE]
    for network, home in _HANDLES:
        if handle := data.text(network, "handle"):
            found.append(
                Value(Kind.PROFILE, f"{home}{handle.rpartition('/')[2]}", confidence, observed_on=seen)
            )
    return tuple(found)


PROVIDER = hunter.provider(
    name="hunter-people",
    title="Hunter Enrichment",
    inputs=(frozenset({Key.EMAIL}), frozenset({Key.LINKEDIN})),
    outputs=frozenset({kind for kind, _ in _SINGLE} | {Kind.PROFILE, Kind.MOBILE, Kind.WORK_PHONE}),
    price=Price(base=1),
    rates=hunter.RATES,
    ask=_ask,
    example=Example(
        identity=Identity(emails=("jane.doe@example.com",)),
        answers=(
            (
                "/v2/people/find",
                {
                    "data": {
                        "id": "abc123",
                        "name": {"fullName": "Jane Doe", "givenName": "Jane", "familyName": "Doe"},
                        "email": "jane.doe@example.com",
                        "location": "Berlin, Germany",
                        "timeZone": "Europe/Berlin",
                        "site": None,
                        "employment": {
                            "domain": "example.com",
                            "name": "Example",
                            "title": "Staff Engineer",
                            "seniority": "senior",
                        },
                        "github": {"handle": "janedoe"},
                        "linkedin": {"handle": "in/jane-doe"},
                        "twitter": {"handle": None},
                        "fuzzy": False,
                        "indexedAt": "2026-07-15",
                    },
                    "meta": {"email": "jane.doe@example.com"},
                },
            ),
        ),
        finds=(
            (Kind.NAME, "Jane Doe"),
            (Kind.TITLE, "Staff Engineer"),
            (Kind.COMPANY_DOMAIN, "example.com"),
            (Kind.PROFILE, "https://linkedin.com/in/jane-doe"),
            (Kind.PROFILE, "https://github.com/janedoe"),
        ),
    ),
)
