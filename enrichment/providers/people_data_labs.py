"""People Data Labs, person enrichment.

Its OpenAPI (October 2024) describes the person itself as the body of a 200; its pages on the response, which are newer, have the
person in `data` beside `likelihood` (1 to 10), and so it is read here. A field outside the account's bundle is absent, or `true`
where there would be a value. It also sells sex and date of birth: `data_include` asks only for what is kept.
"""

from enrichment.http import Client
from enrichment.outcomes import Matched, Outcome
from enrichment.provider import Example, KeyNeed, Price, Provider, Rate
from enrichment.quota import left
from enrichment.reading import Record
from enrichment.request import Identity, Key, Request
from enrichment.statuses import USUAL, Statuses
from enrichment.values import EMAILS, PHONES, Kind, Value

_SERVER = "https://api.peopledatalabs.com"
STATUSES: Statuses = USUAL
_LEAST_LIKELIHOOD = 6
_FIELDS = (
    "full_name",
    "linkedin_url",
    "github_url",
    "twitter_url",
    "work_email",
    "personal_emails",
    "emails",
    "mobile_phone",
    "phone_numbers",
    "job_title",
    "job_last_updated",
    "job_company_name",
    "job_company_website",
    "job_company_size",
    "job_company_founded",
    "job_company_industry",
    "job_company_linkedin_url",
    "job_company_location_name",
    "location_name",
    "skills",
)
_SINGLE = (
    (Kind.NAME, "full_name"),
    (Kind.TITLE, "job_title"),
    (Kind.LOCATION, "location_name"),
    (Kind.COMPANY, "job_company_name"),
    (Kind.COMPANY_DOMAIN, "job_company_website"),
    (Kind.COMPANY_SIZE, "job_company_size"),
    (Kind.COMPANY_FOUNDED, "job_company_founded"),
    (Kind.COMPANY_INDUSTRY, "job_company_industry"),
    (Kind.COMPANY_PROFILE, "job_company_linkedin_url"),
    (Kind.COMPANY_LOCATION, "job_company_location_name"),
    (Kind.PROFILE, "linkedin_url"),
    (Kind.PROFILE, "github_url"),
    (Kind.PROFILE, "twitter_url"),
    (Kind.WORK_EMAIL, "work_email"),
    (Kind.MOBILE, "mobile_phone"),
)


async def _ask(request: Request, key: str, client: Client) -> Outcome:
    answer = await client.get(
        f"{_SERVER}/v5/person/enrich",
        params=_params(request),
        headers={"X-API-Key": key},
        statuses=STATUSES,
    )
    person = answer.record("data")
    confidence = (answer.record().number("likelihood") or 0) / 10
    return Matched(
        _values(person, confidence),
        answer.number("x-call-credits-spent"),
        answer.header("x-request-id"),
        left(answer.number("x-totallimit-remaining")),
    )


def _params(request: Request) -> dict[str, str]:
    known = request.identity
    asked = {
        "email": known.email,
        "phone": known.phone,
        "profile": known.linkedin_url or (f"https://github.com/{known.github}" if known.github else ""),
    }
    if not any(asked.values()):
        asked = {"name": known.name, "company": known.company, "location": known.location}
    asked |= {
        "min_likelihood": str(_LEAST_LIKELIHOOD),
        "data_include": ",".join(_FIELDS),
        "titlecase": "true",
    }
    # So that no credit goes for somebody of whom there is nothing that is wanted.
    if request.wanted <= EMAILS | PHONES:
        asked["required"] = "emails OR phone_numbers"
    return {name: value for name, value in asked.items() if value}


def _values(person: Record, confidence: float) -> tuple[Value, ...]:
    seen = person.day("job_last_updated")
    found = [
        Value(kind, person.text(name), confidence, observed_on=seen if name.startswith("job_") else None)
        for kind, name in _SINGLE
    ]
    found += [Value(Kind.PERSONAL_EMAIL, each, confidence) for each in person.texts("personal_emails")]
    found += [
        Value(
            Kind.PERSONAL_EMAIL if each.text("type") == "personal" else Kind.WORK_EMAIL,
            each.text("address"),
            confidence,
        )
        for each in person.records("emails")
    ]
    found += [Value(Kind.OTHER_PHONE, each, confidence) for each in person.texts("phone_numbers")]
    found += [Value(Kind.SKILL, each, confidence) for each in person.texts("skills")]
    return tuple(found)


PROVIDER = Provider(
    name="people-data-labs",
    title="People Data Labs",
    home_page="https://www.peopledatalabs.com",
    attribution="Data by People Data Labs",
    lineage="people-data-labs",
    server=_SERVER,
    account="people-data-labs",
    key_need=KeyNeed.REQUIRED,
    key_help="dashboard.peopledatalabs.com, API Keys",
    inputs=(
        frozenset({Key.EMAIL}),
        frozenset({Key.PHONE}),
        frozenset({Key.LINKEDIN}),
        frozenset({Key.GITHUB}),
        frozenset({Key.NAME, Key.COMPANY}),
        frozenset({Key.NAME, Key.LOCATION}),
    ),
    outputs=frozenset(
        {kind for kind, _ in _SINGLE} | {Kind.PERSONAL_EMAIL, Kind.OTHER_PHONE, Kind.WORK_PHONE, Kind.SKILL}
    ),
    price=Price(base=1),
    rates=(Rate(100, 60),),
    ask=_ask,
    example=Example(
        identity=Identity(emails=("jane.doe@example.com",)),
        answers=(
            (
                "/v5/person/enrich",
                {
                    "status": 200,
                    "likelihood": 9,
                    "data": {
                        "full_name": "Jane Doe",
                        "linkedin_url": "linkedin.com/in/jane-doe",
                        "github_url": None,
                        "work_email": "jane.doe@example.com",
                        "personal_emails": ["jane@gmail.com"],
                        "emails": [{"address": "j.doe@example.org", "type": "professional"}],
                        "mobile_phone": "+447700900123",
                        "phone_numbers": True,
                        "job_title": "Staff Engineer",
                        "job_last_updated": "2026-08-01",
                        "job_company_name": "Example",
                        "job_company_website": "example.com",
                        "job_company_size": "51-200",
                        "job_company_founded": 1999,
                        "sex": "female",
                        "birth_date": "1990-01-01",
                        "skills": ["Go", "PostgreSQL"],
                    },
                },
            ),
        ),
        finds=(
            (Kind.NAME, "Jane Doe"),
            (Kind.PERSONAL_EMAIL, "jane@gmail.com"),
            (Kind.MOBILE, "+447700900123"),
            (Kind.PROFILE, "https://linkedin.com/in/jane-doe"),
            (Kind.COMPANY_FOUNDED, "1999"),
            (Kind.SKILL, "PostgreSQL"),
        ),
    ),
)
