"""Hunter's email finder: a work address from a name and a company. Shape from its documentation; no answer was recorded."""

from enrichment.http import Client
from enrichment.outcomes import Matched, NoMatch, Outcome
from enrichment.provider import Example, Price
from enrichment.providers import hunter
from enrichment.request import Identity, Key, Request
from enrichment.values import Kind, Value, Verdict

_OF_ACCEPT_ALL = 0.7
"""A server that takes everything confirms nothing."""
_OF_THE_REST = 0.7


async def _ask(request: Request, key: str, client: Client) -> Outcome:
    known = request.identity
    asked = {"linkedin_handle": known.linkedin}
    if known.name and (known.domain or known.company):
        whose = {"domain": known.domain} if known.domain else {"company": known.company}
        asked = {"full_name": known.name, **whose}
    answer = await client.get(
        f"{hunter.SERVER}/v2/email-finder",
        params=asked,
        headers=hunter.headers(key),
        statuses=hunter.STATUSES,
    )
    data = answer.record("data")
    address = data.text("email")
    if not address:
        return NoMatch()
    sources = data.records("sources")
    confidence = (data.number("score") or 0) / 100
    if data.true("accept_all"):
        confidence *= _OF_ACCEPT_ALL
    found = [
        Value(
            Kind.WORK_EMAIL,
            address,
            confidence,
            evidence=sources[0].text("uri") if sources else "",
            observed_on=sources[0].day("last_seen_on") if sources else None,
        ),
        Value(Kind.TITLE, data.text("position"), _OF_THE_REST),
        Value(Kind.COMPANY, data.text("company"), _OF_THE_REST),
        Value(Kind.PROFILE, data.text("linkedin_url"), _OF_THE_REST),
        Value(Kind.WORK_PHONE, data.text("phone_number"), _OF_THE_REST),
    ]
    if handle := data.text("twitter"):
        found.append(Value(Kind.PROFILE, f"https://x.com/{handle.lstrip('@')}", _OF_THE_REST))
    if status := data.text("verification", "status"):
        found.append(
            Value(
                Kind.EMAIL_VERDICT,
                hunter.VERDICTS.get(status, Verdict.UNKNOWN),
                confidence,
                observed_on=data.day("verification", "date"),
                about=address,
            )
        )
    return Matched(tuple(found))


PROVIDER = hunter.provider(
    name="hunter-finder",
    title="Hunter Email Finder",
    inputs=(
        frozenset({Key.NAME, Key.DOMAIN}),
        frozenset({Key.NAME, Key.COMPANY}),
        frozenset({Key.LINKEDIN}),
    ),
    outputs=frozenset(
        {
            Kind.WORK_EMAIL,
            Kind.PERSONAL_EMAIL,
            Kind.EMAIL_VERDICT,
            Kind.TITLE,
            Kind.COMPANY,
            Kind.PROFILE,
            Kind.WORK_PHONE,
        }
    ),
    price=Price(base=1),
    rates=hunter.RATES,
    ask=_ask,
    example=Example(
        identity=Identity(name="Jane Doe", domain="example.com"),
        answers=(
            (
                "/v2/email-finder",
                {
                    "data": {
                        "first_name": "Jane",
                        "last_name": "Doe",
                        "email": "jane.doe@example.com",
                        "score": 97,
                        "domain": "example.com",
                        "accept_all": False,
                        "position": "Staff Engineer",
                        "twitter": "janedoe",
                        "linkedin_url": "https://www.linkedin.com/in/jane-doe",
                        "phone_number": None,
                        "company": "Example",
                        "sources": [
                            {
                                "domain": "example.com",
                                "uri": "https://example.com/team",
                                "extracted_on": "2025-02-01",
                                "last_seen_on": "2026-09-30",
                                "still_on_page": True,
                            }
                        ],
                        "verification": {"date": "2026-10-01", "status": "valid"},
                    },
                    "meta": {"params": {"full_name": "Jane Doe", "domain": "example.com"}},
                },
            ),
        ),
        finds=(
            (Kind.WORK_EMAIL, "jane.doe@example.com"),
            (Kind.EMAIL_VERDICT, "deliverable"),
            (Kind.PROFILE, "https://x.com/janedoe"),
            (Kind.TITLE, "Staff Engineer"),
        ),
    ),
)
