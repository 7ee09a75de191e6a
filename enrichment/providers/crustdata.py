"""Crustdata, person enrichment (x-api-version 2025-11-01).

Contact details alone have an address of their own. No match is a 200 with an empty `matches`; a field
that the plan lacks is a 403 for the whole call. The rate limit's reset is seconds to wait. The envelope is from its documentation,
the sections of a person from code of several who use it: nobody of ours has seen an answer. What is left is told for nothing, with what comes anew each time.
"""

from datetime import UTC, datetime
from typing import Any

from enrichment.http import Client
from enrichment.outcomes import Matched, NoMatch, Outcome
from enrichment.provider import Example, KeyNeed, Price, Provider, Quota, Rate
from enrichment.quota import Left, left
from enrichment.reading import Record, records
from enrichment.request import Identity, Key, Request
from enrichment.statuses import USUAL, Statuses, moment
from enrichment.values import EMAILS, PHONES, Kind, Value

_SERVER = "https://api.crustdata.com"
STATUSES: Statuses = USUAL
_LEAST_LIKENESS = 0.8
_DELIVERABLE = frozenset({"deliverable", "verified", "valid"})
_UNSURE = 0.7
_SINGLE = (
    (Kind.NAME, ("basic_profile", "name")),
    (Kind.HEADLINE, ("basic_profile", "headline")),
    (Kind.TITLE, ("basic_profile", "current_title")),
    (Kind.LOCATION, ("basic_profile", "location", "raw")),
    (Kind.PROFILE, ("social_handles", "professional_network_identifier", "profile_url")),
)
_CONTACT_FIELDS = (
    (frozenset({Kind.WORK_EMAIL}), "contact.business_emails"),
    (frozenset({Kind.PERSONAL_EMAIL}), "contact.personal_emails"),
    (PHONES, "contact.phone_numbers"),
)
_PROFILE_FIELDS = ("basic_profile", "experience", "skills", "social_handles")


async def _ask(request: Request, key: str, client: Client) -> Outcome:
    wanted = request.wanted & PROVIDER.outputs
    contact_only = wanted <= EMAILS | PHONES
    fields = [name for kinds, name in _CONTACT_FIELDS if kinds & wanted]
    answer = await client.post(
        f"{_SERVER}/person/contact/enrich" if contact_only else f"{_SERVER}/person/enrich",
        headers=_headers(key),
        body=_body(request.identity, fields if contact_only else [*_PROFILE_FIELDS, *fields]),
        statuses=STATUSES,
    )
    matches = [match for each in records(answer.items()) for match in each.records("matches")]
    best = max(matches, key=_likeness, default=None)
    if best is None or not best.record("person_data"):
        return NoMatch()
    return Matched(_values(best.record("person_data"), _likeness(best)))


async def _ask_quota(key: str, client: Client) -> tuple[Left, ...]:
    answer = await client.get(f"{_SERVER}/account/credits", headers=_headers(key), statuses=STATUSES)
    account = answer.record("account")
    anew = moment(account.text("recurring_credits_refresh_date"), datetime.now(UTC))
    return left(account.number("credits"), account.number("recurring_credits"), resets_at=anew)


def _headers(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}", "x-api-version": "2025-11-01"}


def _body(known: Identity, fields: list[str]) -> dict[str, Any]:
    if known.linkedin_url:
        return {"professional_network_profile_urls": [known.linkedin_url], "fields": fields}
    return {"business_emails": [known.email], "min_similarity_score": _LEAST_LIKENESS, "fields": fields}


def _likeness(match: Record) -> float:
    return match.number("confidence_score") or 0


def _values(person: Record, likeness: float) -> tuple[Value, ...]:
    found = [Value(kind, person.text(*path), likeness) for kind, path in _SINGLE]
    if handle := person.text("social_handles", "twitter_identifier", "slug"):
        found.append(Value(Kind.PROFILE, f"https://x.com/{handle}", likeness))
    jobs = person.records("experience", "employment_details", "current")
    for job in sorted(jobs, key=lambda each: not each.true("is_default"))[:1]:
        found += [
            Value(Kind.TITLE, job.text("title"), likeness),
            Value(Kind.COMPANY, job.text("name") or job.text("company_name"), likeness),
            Value(Kind.COMPANY_PROFILE, job.text("company_professional_network_profile_url"), likeness),
        ]
    found += [
        Value(Kind.SKILL, each, likeness) for each in person.texts("skills", "professional_network_skills")
    ]
    for kind, name, key in (
        (Kind.WORK_EMAIL, "business_emails", "email"),
        (Kind.PERSONAL_EMAIL, "personal_emails", "email"),
        (Kind.OTHER_PHONE, "phone_numbers", "phone_number"),
    ):
        # Plain strings in older answers.
        found += [Value(kind, each, likeness * _UNSURE) for each in person.texts("contact", name)]
        found += [
            Value(kind, each.text(key) or each.text("number"), likeness * _sure(each))
            for each in person.records("contact", name)
        ]
    return tuple(found)


def _sure(contact: Record) -> float:
    return 1 if contact.text("status").lower() in _DELIVERABLE else _UNSURE


PROVIDER = Provider(
    name="crustdata",
    title="Crustdata",
    home_page="https://crustdata.com",
    attribution="Data by Crustdata",
    lineage="crustdata",
    server=_SERVER,
    account="crustdata",
    key_need=KeyNeed.REQUIRED,
    key_help="Crustdata, dashboard, API keys",
    inputs=(frozenset({Key.LINKEDIN}), frozenset({Key.EMAIL})),
    outputs=frozenset(
        {kind for kind, _ in _SINGLE} | EMAILS | PHONES | {Kind.SKILL, Kind.COMPANY, Kind.COMPANY_PROFILE}
    ),
    # Whether contact details alone cost the base as well, its pages and those who use it do not agree.
    price=Price(
        base=1,
        each=((frozenset({Kind.WORK_EMAIL}), 1), (frozenset({Kind.PERSONAL_EMAIL}), 2), (PHONES, 2)),
    ),
    rates=(Rate(15, 60),),
    quota=Quota(
        _ask_quota,
        example=(
            "/account/credits",
            {
                "account": {
                    "credits": 9406,
                    "recurring_credits": 10000,
                    "recurring_credits_frequency": "monthly",
                    "recurring_credits_refresh_date": "2027-01-01T00:00:00Z",
                    "credit_rollover": False,
                }
            },
        ),
    ),
    ask=_ask,
    example=Example(
        identity=Identity(profiles=("https://linkedin.com/in/jane-doe",)),
        answers=(
            (
                "/person/enrich",
                [
                    {
                        "matched_on": "https://www.linkedin.com/in/jane-doe",
                        "match_type": "professional_network_profile_url",
                        "matches": [
                            {
                                "confidence_score": 1.0,
                                "person_data": {
                                    "basic_profile": {
                                        "name": "Jane Doe",
                                        "headline": "Staff Engineer at Example",
                                        "location": {"raw": "Berlin, Germany", "city": "Berlin"},
                                        "profile_picture_permalink": "https://example.com/jane.png",
                                    },
                                    "experience": {
                                        "employment_details": {
                                            "current": [
                                                {"name": "Old Job", "title": "Adviser", "is_default": False},
                                                {
                                                    "name": "Example",
                                                    "title": "Staff Engineer",
                                                    "is_default": True,
                                                },
                                            ]
                                        }
                                    },
                                    "skills": {"professional_network_skills": ["Go", "PostgreSQL"]},
                                    "social_handles": {
                                        "professional_network_identifier": {
                                            "profile_url": "https://www.linkedin.com/in/jane-doe"
                                        },
                                        "twitter_identifier": {"slug": "janedoe"},
                                    },
                                    "contact": {
                                        "business_emails": [
                                            {"email": "jane.doe@example.com", "status": "deliverable"}
                                        ],
                                        "phone_numbers": ["+447400123456"],
                                    },
                                },
                            }
                        ],
                    }
                ],
            ),
        ),
        finds=(
            (Kind.NAME, "Jane Doe"),
            (Kind.TITLE, "Staff Engineer"),
            (Kind.COMPANY, "Example"),
            (Kind.WORK_EMAIL, "jane.doe@example.com"),
            (Kind.MOBILE, "+447400123456"),
            (Kind.SKILL, "PostgreSQL"),
        ),
    ),
)
