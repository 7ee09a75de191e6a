"""ContactOut, people enrichment.

Shape from its documentation, which spells names two ways (full_name and fullName): both are read. Without `include` there are no contact
details. Only /in/ profiles are taken, none of Sales Navigator or Recruiter. Statuses other than 200 and 404 are not in what we could
read: the usual meanings are assumed. What is left is told for nothing, by sort of credit: of a quota a month (`remaining`), or, where credits
were paid for beforehand, as the quota itself.
"""

from datetime import UTC, datetime

from enrichment.http import Client
from enrichment.outcomes import Matched, Outcome
from enrichment.provider import Example, KeyNeed, Price, Provider, Quota, Rate
from enrichment.quota import Left, left
from enrichment.reading import Record
from enrichment.request import Identity, Key, Request
from enrichment.statuses import USUAL, Statuses, moment
from enrichment.values import PHONES, Kind, Value

_SERVER = "https://api.contactout.com"
STATUSES: Statuses = USUAL
_CONFIDENCE = 0.7
_VERIFIED = 0.9
_SINGLE = (
    (Kind.NAME, ("full_name",)),
    (Kind.NAME, ("fullName",)),
    (Kind.HEADLINE, ("headline",)),
    (Kind.LOCATION, ("location",)),
    (Kind.PROFILE, ("url",)),
    (Kind.PROFILE, ("linkedinUrl",)),
    (Kind.COMPANY, ("company", "name")),
    (Kind.COMPANY_DOMAIN, ("company", "domain")),
    (Kind.COMPANY_SIZE, ("company", "size")),
    (Kind.COMPANY_FOUNDED, ("company", "founded_at")),
    (Kind.COMPANY_INDUSTRY, ("company", "industry")),
    (Kind.COMPANY_PROFILE, ("company", "url")),
)
_EMAILS = (
    (Kind.WORK_EMAIL, ("work_email", "workEmail")),
    (Kind.PERSONAL_EMAIL, ("personal_email", "personalEmail")),
)
_POTS = (("e-mail credits", ""), ("phone credits", "phone_"), ("search credits", "search_"))
_HANDLES = (("github", "https://github.com/"), ("twitter", "https://x.com/"))


async def _ask(request: Request, key: str, client: Client) -> Outcome:
    answer = await client.post(
        f"{_SERVER}/v1/people/enrich",
        headers=_headers(key),
        body=_body(request),
        statuses=STATUSES,
    )
    return Matched(_values(answer.record("profile")))


async def _ask_quota(key: str, client: Client) -> tuple[Left, ...]:
    answer = await client.get(f"{_SERVER}/v1/stats", headers=_headers(key), statuses=STATUSES)
    usage = answer.record("usage")
    ends = moment(answer.record().text("period", "end"), datetime.now(UTC))
    found: list[Left] = []
    for unit, pot in _POTS:
        quota, remaining = usage.number(f"{pot}quota"), usage.number(f"{pot}remaining")
        found += left(quota, unit=unit) if remaining is None else left(remaining, quota, unit, ends)
    return tuple(found)


def _headers(key: str) -> dict[str, str]:
    return {"token": key, "authorization": "basic"}


def _body(request: Request) -> dict[str, str | list[str]]:
    known = request.identity
    strong = {"linkedin_url": known.linkedin_url, "email": known.email, "phone": known.phone}
    body: dict[str, str | list[str]] = {name: value for name, value in strong.items() if value}
    if not body:
        body = {"full_name": known.name}
        if known.domain:
            body["company_domain"] = [known.domain]
        if known.company:
            body["company"] = [known.company]
        if known.location:
            body["location"] = known.location
    include = [kind.value for kind in (Kind.WORK_EMAIL, Kind.PERSONAL_EMAIL) if kind in request.wanted]
    if request.wanted & PHONES:
        include.append("phone")
    return {**body, "include": include}


def _values(profile: Record) -> tuple[Value, ...]:
    seen = profile.day("updated_at") or profile.day("updatedAt")
    found = [Value(kind, profile.text(*path), _CONFIDENCE, observed_on=seen) for kind, path in _SINGLE]
    for kind, names in _EMAILS:
        found += [
            Value(kind, each, _VERIFIED if _is_verified(profile, each) else _CONFIDENCE)
            for name in names
            for each in profile.texts(name)
        ]
    found += [Value(Kind.OTHER_PHONE, each, _CONFIDENCE) for each in profile.texts("phone")]
    found += [
        Value(Kind.PROFILE, f"{home}{each.lstrip('@')}", _CONFIDENCE)
        for name, home in _HANDLES
        for each in profile.texts(name)
    ]
    found += [Value(Kind.SKILL, each, _CONFIDENCE, observed_on=seen) for each in profile.texts("skills")]
    found += [Value(Kind.LANGUAGE, each.text("name"), _CONFIDENCE) for each in profile.records("languages")]
    found += [
        Value(Kind.TITLE, each.text("title"), _CONFIDENCE, observed_on=seen)
        for each in profile.records("experience")
        if each.true("is_current")
    ]
    return tuple(found)


def _is_verified(profile: Record, address: str) -> bool:
    said = profile.text("work_email_status", address) or profile.text("workEmailStatus")
    return said.lower() == "verified"


PROVIDER = Provider(
    name="contactout",
    title="ContactOut",
    home_page="https://contactout.com",
    attribution="Data by ContactOut",
    lineage="contactout",
    server=_SERVER,
    account="contactout",
    key_need=KeyNeed.REQUIRED,
    key_help="ContactOut gives API tokens after a call with its sales team",
    inputs=(
        frozenset({Key.LINKEDIN}),
        frozenset({Key.EMAIL}),
        frozenset({Key.PHONE}),
        frozenset({Key.NAME, Key.COMPANY}),
        frozenset({Key.NAME, Key.DOMAIN}),
        frozenset({Key.NAME, Key.LOCATION}),
    ),
    outputs=frozenset(
        {kind for kind, _ in _SINGLE}
        | {
            Kind.WORK_EMAIL,
            Kind.PERSONAL_EMAIL,
            Kind.MOBILE,
            Kind.WORK_PHONE,
            Kind.OTHER_PHONE,
            Kind.SKILL,
            Kind.LANGUAGE,
            Kind.TITLE,
        }
    ),
    # Credits of three sorts, for a profile, for addresses and for numbers.
    price=Price(
        base=1,
        each=((frozenset({Kind.WORK_EMAIL}), 1), (frozenset({Kind.PERSONAL_EMAIL}), 1), (PHONES, 1)),
    ),
    rates=(Rate(1200, 60),),
    quota=Quota(
        _ask_quota,
        example=(
            "/v1/stats",
            {
                "status_code": 200,
                "period": {"start": "2026-12-01", "end": "2026-12-31"},
                "usage": {
                    "count": 100,
                    "quota": 200,
                    "remaining": 100,
                    "over_quota": 0,
                    "phone_count": 500,
                    "phone_quota": 1000,
                    "phone_remaining": 500,
                    "search_count": 100,
                    "search_quota": 200,
                    "search_remaining": 100,
                },
            },
        ),
    ),
    ask=_ask,
    example=Example(
        identity=Identity(profiles=("https://linkedin.com/in/example-person",)),
        answers=(
            (
                "/v1/people/enrich",
                {
                    "status_code": 200,
                    "profile": {
                        "url": "https://www.linkedin.com/in/example-person",
                        "email": ["email1@example.com", "email2@gmail.com"],
                        "work_email": ["email1@example.com"],
                        "personal_email": ["email2@gmail.com"],
                        "phone": ["+12015550123"],
                        "github": ["github_name"],
                        "twitter": [],
                        "full_name": "Example Person",
                        "headline": "Manager, Business Operations",
                        "company": {
                            "name": "Example",
                            "url": "https://www.linkedin.com/company/example",
                            "domain": "example.com",
                            "size": 50,
                            "founded_at": 2007,
                        },
                        "location": "Bermuda",
                        "experience": [{"title": "Manager", "company_name": "Example", "is_current": True}],
                        "skills": ["Project Management"],
                        "profile_picture_url": "https://images.example.com/1",
                        "updated_at": "2026-01-01 00:00:00",
                    },
                },
            ),
        ),
        finds=(
            (Kind.NAME, "Example Person"),
            (Kind.WORK_EMAIL, "email1@example.com"),
            (Kind.PERSONAL_EMAIL, "email2@gmail.com"),
            (Kind.OTHER_PHONE, "+12015550123"),
            (Kind.PROFILE, "https://github.com/github_name"),
            (Kind.TITLE, "Manager"),
        ),
    ),
)
