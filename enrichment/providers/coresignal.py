"""Coresignal, multi-source employees: a profile by the name in its LinkedIn address.

Fields from its data dictionary, statuses from its page on response codes (August 2026): 404 is an unknown person or an unknown address
alike. It sells work addresses that it has guessed from a pattern: those are left out. A record marked deleted has been paid for all the same.
"""

from urllib.parse import quote, unquote

from enrichment.http import Client
from enrichment.outcomes import Matched, NoMatch, Outcome
from enrichment.provider import Example, KeyNeed, Price, Provider, Rate
from enrichment.quota import left
from enrichment.reading import Record
from enrichment.request import Identity, Key, Request
from enrichment.statuses import USUAL, Statuses
from enrichment.values import Kind, Value

_SERVER = "https://api.coresignal.com"
STATUSES: Statuses = USUAL
_PRICE = 20.0
_CONFIDENCE = 0.75
_EMAILS = {"verified": 0.95, "matched_email": 0.7}
_SINGLE = (
    (Kind.NAME, "full_name"),
    (Kind.HEADLINE, "headline"),
    (Kind.LOCATION, "location_full"),
    (Kind.TITLE, "active_experience_title"),
    (Kind.PROFILE, "professional_network_url"),
    (Kind.PROFILE, "linkedin_url"),
)
_OF_JOB = (
    (Kind.COMPANY, "company_name"),
    (Kind.COMPANY_DOMAIN, "company_website"),
    (Kind.COMPANY_SIZE, "company_size_range"),
    (Kind.COMPANY_FOUNDED, "company_founded_year"),
    (Kind.COMPANY_INDUSTRY, "company_industry"),
    (Kind.COMPANY_PROFILE, "company_linkedin_url"),
)


async def _ask(request: Request, key: str, client: Client) -> Outcome:
    who = quote(unquote(request.identity.linkedin), safe="")
    answer = await client.get(
        f"{_SERVER}/cdapi/v2/employee_multi_source/collect/{who}",
        headers={"apikey": key},
        statuses=STATUSES,
    )
    person = answer.record()
    remaining = left(answer.number("x-credits-remaining"))
    if person.number("is_deleted"):
        return NoMatch(units=_PRICE, left=remaining)
    return Matched(_values(person), units=_PRICE, left=remaining)


def _values(person: Record) -> tuple[Value, ...]:
    seen = person.day("updated_at")
    found = [Value(kind, person.text(name), _CONFIDENCE, observed_on=seen) for kind, name in _SINGLE]
    found += [
        Value(Kind.SKILL, each, _CONFIDENCE, observed_on=seen) for each in person.texts("inferred_skills")
    ]
    addresses = [
        (person.text("primary_professional_email"), person.text("primary_professional_email_status")),
        *(
            (each.text("professional_email"), each.text("professional_email_status"))
            for each in person.records("professional_emails_collection")
        ),
    ]
    found += [
        Value(Kind.WORK_EMAIL, address, _EMAILS[status], observed_on=seen)
        for address, status in addresses
        if status in _EMAILS
    ]
    jobs = [each for each in person.records("experience") if each.number("active_experience")]
    for job in sorted(jobs, key=lambda each: each.number("order_in_profile") or 0)[:1]:
        found += [
            Value(kind, job.text(name).removesuffix(" employees"), _CONFIDENCE, observed_on=seen)
            for kind, name in _OF_JOB
        ]
    return tuple(found)


PROVIDER = Provider(
    name="coresignal",
    title="Coresignal",
    home_page="https://coresignal.com",
    attribution="Data by Coresignal",
    lineage="coresignal",
    server=_SERVER,
    account="coresignal",
    key_need=KeyNeed.REQUIRED,
    key_help="dashboard.coresignal.com, API keys",
    inputs=(frozenset({Key.LINKEDIN}),),
    outputs=frozenset(
        {kind for kind, _ in _SINGLE} | {kind for kind, _ in _OF_JOB} | {Kind.SKILL, Kind.WORK_EMAIL}
    ),
    price=Price(base=_PRICE),
    rates=(Rate(5, 1),),
    ask=_ask,
    example=Example(
        identity=Identity(profiles=("https://linkedin.com/in/john-doe-18729383",)),
        answers=(
            (
                "/cdapi/v2/employee_multi_source/collect/john-doe-18729383",
                {
                    "id": 12389891,
                    "updated_at": "2026-09-20T11:45:00.000Z",
                    "is_deleted": 0,
                    "professional_network_url": "https://www.linkedin.com/in/john-doe-18729383",
                    "full_name": "John Doe",
                    "picture_url": "https://example.com/john.png",
                    "headline": "Data Analyst",
                    "location_full": "San Diego, California, United States",
                    "active_experience_title": "Senior Data Analyst",
                    "inferred_skills": ["cloud computing", "data analysis"],
                    "primary_professional_email": "john.doe@example.com",
                    "primary_professional_email_status": "verified",
                    "professional_emails_collection": [
                        {
                            "professional_email": "jdoe@example.com",
                            "professional_email_status": "guessed_common_pattern",
                        }
                    ],
                    "experience": [
                        {
                            "active_experience": 1,
                            "order_in_profile": 1,
                            "position_title": "Senior Data Analyst",
                            "company_name": "Example",
                            "company_size_range": "51-200 employees",
                            "company_founded_year": "2003",
                            "company_website": "https://www.example.com",
                        }
                    ],
                },
            ),
        ),
        finds=(
            (Kind.NAME, "John Doe"),
            (Kind.WORK_EMAIL, "john.doe@example.com"),
            (Kind.COMPANY_SIZE, "51-200"),
            (Kind.SKILL, "data analysis"),
        ),
    ),
)
