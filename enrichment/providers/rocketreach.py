"""RocketReach, universal people lookup: asynchronous. The first answer is often "in progress"; asking again costs nothing.

Requests, and the fields of a person, from RocketReach's own OpenAPI (August 2026), which gives addresses and numbers as property-level
examples only: grade, smtp_valid and validity are read as those say. A 429 has Retry-After. Charged for an address of grade A or A-,
or a valid number. What is left of the universal credits stands in an account of its own address, which costs nothing.
"""

from enrichment.http import Answer, Client
from enrichment.outcomes import BadResponse, Matched, NoMatch, Outcome, Pending
from enrichment.provider import Example, KeyNeed, Price, Provider, Quota, Rate
from enrichment.quota import Left, left
from enrichment.reading import Record, records
from enrichment.request import Identity, Key, Request
from enrichment.statuses import USUAL, Statuses
from enrichment.values import Kind, Value

_SERVER = "https://api.rocketreach.co"
STATUSES: Statuses = USUAL
_POLL_AFTER = 5.0
_AT_WORK = frozenset({"progress", "searching", "not queued", "waiting"})
_GRADES = {"A": 0.95, "A-": 0.9, "B": 0.7}
_OF_OTHER_GRADES = 0.4
_CHARGED = frozenset({"A", "A-"})
_CONFIDENCE = 0.7
_SINGLE = (
    (Kind.NAME, "name"),
    (Kind.TITLE, "current_title"),
    (Kind.LOCATION, "location"),
    (Kind.PROFILE, "linkedin_url"),
    (Kind.COMPANY, "current_employer"),
    (Kind.COMPANY_DOMAIN, "current_employer_domain"),
    (Kind.COMPANY_INDUSTRY, "current_employer_industry"),
    (Kind.COMPANY_PROFILE, "current_employer_linkedin_url"),
)


async def _ask(request: Request, key: str, client: Client) -> Outcome:
    answer = await client.get(
        f"{_SERVER}/api/v2/universal/person/lookup",
        params=_params(request),
        headers={"Api-Key": key},
        statuses=STATUSES,
    )
    return _outcome(answer.record(), answer)


async def _ask_again(token: str, _: Request, key: str, client: Client) -> Outcome:
    answer = await client.get(
        f"{_SERVER}/api/v2/universal/person/check_status",
        params={"ids": token},
        headers={"Api-Key": key},
        statuses=STATUSES,
    )
    people = [each for each in records(answer.items()) if each.text("id") == token]
    return _outcome(people[0], answer) if people else NoMatch()


async def _ask_quota(key: str, client: Client) -> tuple[Left, ...]:
    answer = await client.get(
        f"{_SERVER}/api/v2/universal/account/", headers={"Api-Key": key}, statuses=STATUSES
    )
    usage = answer.record("credit_usage")
    return left(usage.number("credits_remaining"), usage.number("credits_allocated"))


def _params(request: Request) -> dict[str, str]:
    known = request.identity
    strong = {"linkedin_url": known.linkedin_url, "email": known.email, "phone": known.phone}
    by = next(({name: value} for name, value in strong.items() if value), None)
    wanted = {
        "reveal_professional_email": Kind.WORK_EMAIL in request.wanted,
        "reveal_personal_email": Kind.PERSONAL_EMAIL in request.wanted,
        "reveal_phone": bool(request.wanted & {Kind.MOBILE, Kind.WORK_PHONE, Kind.OTHER_PHONE}),
        "reveal_detailed_person_enrichment": Kind.SKILL in request.wanted,
        "return_cached_emails": False,
    }
    return {
        **(by or {"name": known.name, "current_employer": known.company}),
        **{name: "true" if value else "false" for name, value in wanted.items()},
    }


def _outcome(person: Record, answer: Answer) -> Outcome:
    request_id = answer.header("rr-request-id")
    status = person.text("status")
    if status == "complete":
        return Matched(_values(person), units=_units(person), request_id=request_id)
    if status == "failed":
        return NoMatch(request_id=request_id)
    if status in _AT_WORK and person.text("id"):
        return Pending(_POLL_AFTER, token=person.text("id"), request_id=request_id)
    return BadResponse("The vendor's answer has a status that its contract does not know.")


def _values(person: Record) -> tuple[Value, ...]:
    found = [Value(kind, person.text(name), _CONFIDENCE) for kind, name in _SINGLE]
    found += [
        Value(Kind.PROFILE, each, _CONFIDENCE)
        for _, each in person.record("links").items()
        if isinstance(each, str)
    ]
    found += [Value(Kind.SKILL, each, _CONFIDENCE) for each in person.texts("skills")]
    found += [
        Value(
            Kind.PERSONAL_EMAIL if each.text("type") == "personal" else Kind.WORK_EMAIL,
            each.text("email"),
            _GRADES.get(each.text("grade"), _OF_OTHER_GRADES),
            observed_on=each.day("last_validation_check"),
        )
        for each in person.records("emails")
        if each.text("smtp_valid") != "invalid"
    ]
    found += [
        Value(
            Kind.MOBILE if each.text("type") == "mobile" else Kind.OTHER_PHONE,
            each.text("e164") or each.text("number"),
            _GRADES.get(each.text("grade"), _CONFIDENCE),
            observed_on=each.day("last_checked"),
        )
        for each in person.records("phones")
        if each.text("validity") != "invalid"
    ]
    return tuple(found)


def _units(person: Record) -> float:
    good = any(each.text("grade") in _CHARGED for each in person.records("emails"))
    return 1.0 if good or any(each.text("validity") == "valid" for each in person.records("phones")) else 0.0


PROVIDER = Provider(
    name="rocketreach",
    title="RocketReach",
    home_page="https://rocketreach.co",
    attribution="Data by RocketReach",
    lineage="rocketreach",
    server=_SERVER,
    account="rocketreach",
    key_need=KeyNeed.REQUIRED,
    key_help="RocketReach, Account Settings, API Usage and Settings",
    inputs=(
        frozenset({Key.LINKEDIN}),
        frozenset({Key.EMAIL}),
        frozenset({Key.PHONE}),
        frozenset({Key.NAME, Key.COMPANY}),
    ),
    outputs=frozenset(
        {kind for kind, _ in _SINGLE}
        | {Kind.SKILL, Kind.WORK_EMAIL, Kind.PERSONAL_EMAIL, Kind.MOBILE, Kind.WORK_PHONE, Kind.OTHER_PHONE}
    ),
    price=Price(base=1),
    rates=(Rate(10, 1), Rate(15, 60)),
    ask=_ask,
    ask_again=_ask_again,
    quota=Quota(
        _ask_quota,
        example=(
            "/api/v2/universal/account/",
            {
                "id": 123456,
                "state": "registered",
                "credit_usage": {"credits_allocated": 100, "credits_used": 50, "credits_remaining": 50},
            },
        ),
    ),
    example=Example(
        identity=Identity(profiles=("https://linkedin.com/in/jane-doe",)),
        answers=(
            (
                "/api/v2/universal/person/lookup",
                {
                    "id": 123456,
                    "status": "complete",
                    "name": "Jane Doe",
                    "profile_pic": "https://example.com/jane.png",
                    "linkedin_url": "https://www.linkedin.com/in/jane-doe",
                    "links": {"github": "https://github.com/jane-doe"},
                    "location": "Berlin, Germany",
                    "current_title": "Staff Engineer",
                    "current_employer": "Example",
                    "current_employer_domain": "example.com",
                    "birth_year": 1990,
                    "skills": ["Go"],
                    "emails": [
                        {
                            "email": "jane.doe@example.com",
                            "smtp_valid": "valid",
                            "type": "professional",
                            "grade": "A",
                            "last_validation_check": "2026-10-20",
                        },
                        {
                            "email": "old@example.com",
                            "smtp_valid": "invalid",
                            "type": "professional",
                            "grade": "F",
                        },
                    ],
                    "phones": [
                        {"e164": "+447700900123", "type": "mobile", "validity": "valid", "recommended": True}
                    ],
                },
            ),
        ),
        finds=(
            (Kind.NAME, "Jane Doe"),
            (Kind.WORK_EMAIL, "jane.doe@example.com"),
            (Kind.MOBILE, "+447700900123"),
            (Kind.PROFILE, "https://github.com/jane-doe"),
        ),
    ),
)
