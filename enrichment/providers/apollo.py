"""Apollo, people enrichment.

Request and answer from Apollo's own OpenAPI (docs.apollo.io, August 2026). No match is a 200 with nothing enriched; the body of a 401
is text. Phone numbers, and what other vendors add ("waterfall"), come by webhook only and may be charged on a miss: they are not
asked for. That an address which is not paid for reads email_not_unlocked@... is from memory. What is
left stands in the profile of who owns the key, for nothing, where the key may see it; its names are from code of several who read it.
"""

from enrichment.http import Client
from enrichment.outcomes import Matched, NoMatch, Outcome
from enrichment.provider import Example, KeyNeed, Price, Provider, Quota, Rate
from enrichment.quota import Left, left
from enrichment.reading import Record
from enrichment.request import Identity, Key, Request
from enrichment.statuses import USUAL, Statuses
from enrichment.values import Kind, Value

_SERVER = "https://api.apollo.io"
STATUSES: Statuses = USUAL
_VERIFIED = 0.9
_CONFIDENCE = 0.7
_GUESSED = 0.6
_LOCKED = "email_not_unlocked@"
_SINGLE = (
    (Kind.NAME, ("name",)),
    (Kind.TITLE, ("title",)),
    (Kind.HEADLINE, ("headline",)),
    (Kind.PROFILE, ("linkedin_url",)),
    (Kind.PROFILE, ("github_url",)),
    (Kind.PROFILE, ("twitter_url",)),
    (Kind.COMPANY, ("organization", "name")),
    (Kind.COMPANY_DOMAIN, ("organization", "primary_domain")),
    (Kind.COMPANY_INDUSTRY, ("organization", "industry")),
    (Kind.COMPANY_SIZE, ("organization", "estimated_num_employees")),
    (Kind.COMPANY_FOUNDED, ("organization", "founded_year")),
    (Kind.COMPANY_PROFILE, ("organization", "linkedin_url")),
)


async def _ask(request: Request, key: str, client: Client) -> Outcome:
    answer = await client.post(
        f"{_SERVER}/api/v1/people/match",
        params=_params(request),
        headers={"x-api-key": key},
        statuses=STATUSES,
    )
    whole = answer.record()
    person = whole.record("person")
    return Matched(_values(person), request_id=whole.text("request_id")) if person else NoMatch()


async def _ask_quota(key: str, client: Client) -> tuple[Left, ...]:
    answer = await client.get(
        f"{_SERVER}/api/v1/users/api_profile",
        params={"include_credit_usage": "true"},
        headers={"x-api-key": key},
        statuses=STATUSES,
    )
    owner = answer.record()
    return left(owner.number("num_credits_remaining"), owner.number("effective_num_lead_credits"))


def _params(request: Request) -> dict[str, str]:
    known = request.identity
    asked = {
        "email": known.email,
        "linkedin_url": known.linkedin_url,
        "name": known.name,
        "domain": known.domain,
        "organization_name": known.company,
        "reveal_personal_emails": "true" if Kind.PERSONAL_EMAIL in request.wanted else "false",
    }
    return {name: value for name, value in asked.items() if value}


def _values(person: Record) -> tuple[Value, ...]:
    found = [Value(kind, person.text(*path), _CONFIDENCE) for kind, path in _SINGLE]
    place = ", ".join(filter(None, (person.text(name) for name in ("city", "state", "country"))))
    found.append(Value(Kind.LOCATION, place, _CONFIDENCE))
    address = person.text("email")
    if not address.startswith(_LOCKED):
        confidence = _VERIFIED if person.text("email_status") == "verified" else _GUESSED
        found.append(Value(Kind.WORK_EMAIL, address, confidence))
    found += [Value(Kind.PERSONAL_EMAIL, each, _CONFIDENCE) for each in person.texts("personal_emails")]
    return tuple(found)


PROVIDER = Provider(
    name="apollo",
    title="Apollo",
    home_page="https://www.apollo.io",
    attribution="Data by Apollo.io",
    lineage="apollo",
    server=_SERVER,
    account="apollo",
    key_need=KeyNeed.REQUIRED,
    key_help="Apollo, Settings, Integrations, API: a key that may call people/match (and users/api_profile, to see what is left)",
    inputs=(
        frozenset({Key.EMAIL}),
        frozenset({Key.LINKEDIN}),
        frozenset({Key.NAME, Key.DOMAIN}),
        frozenset({Key.NAME, Key.COMPANY}),
    ),
    outputs=frozenset({kind for kind, _ in _SINGLE} | {Kind.LOCATION, Kind.WORK_EMAIL, Kind.PERSONAL_EMAIL}),
    price=Price(base=1),
    rates=(Rate(50, 60), Rate(600, 3600)),
    quota=Quota(
        _ask_quota,
        example=(
            "/api/v1/users/api_profile",
            {
                "id": "64a7ff0cc4dfae00013df1a5",
                "email": "ada@example.com",
                "num_credits_remaining": 6109,
                "effective_num_lead_credits": 10510,
                "num_lead_credits_used": 640,
            },
        ),
    ),
    ask=_ask,
    example=Example(
        identity=Identity(profiles=("https://linkedin.com/in/jane-doe",)),
        answers=(
            (
                "/api/v1/people/match",
                {
                    "person": {
                        "id": "64a7ff0cc4dfae00013df1a5",
                        "first_name": "Jane",
                        "last_name": "Doe",
                        "name": "Jane Doe",
                        "linkedin_url": "http://www.linkedin.com/in/jane-doe",
                        "title": "Staff Engineer",
                        "email_status": "verified",
                        "photo_url": "https://example.com/jane.png",
                        "twitter_url": None,
                        "github_url": None,
                        "headline": "Staff Engineer at Example",
                        "email": "jane.doe@example.com",
                        "employment_history": [
                            {"current": True, "organization_name": "Example", "title": "Staff Engineer"}
                        ],
                        "city": "Berlin",
                        "country": "Germany",
                        "organization": {
                            "name": "Example",
                            "primary_domain": "example.com",
                            "industry": "information technology",
                            "estimated_num_employees": 180,
                            "founded_year": 1999,
                        },
                        "personal_emails": [],
                    }
                },
            ),
        ),
        finds=(
            (Kind.NAME, "Jane Doe"),
            (Kind.WORK_EMAIL, "jane.doe@example.com"),
            (Kind.COMPANY_SIZE, "180"),
            (Kind.LOCATION, "Berlin, Germany"),
        ),
    ),
)
