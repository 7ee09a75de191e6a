"""What each vendor means by a status, a header, and a body that says no: row by row, from the vendors' pages, not from our tables."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from enrichment.outcomes import (
    AuthError,
    BadResponse,
    InvalidInput,
    Matched,
    NoMatch,
    Outcome,
    OutOfCredits,
    Pending,
    PlanForbids,
    RateLimited,
    Suppressed,
    Transient,
)
from enrichment.providers import PROVIDERS
from enrichment.request import Request
from enrichment.values import EMAILS, Kind
from tests.enrichment.vendors import JANE, Vendor, example_request, key_of

BY_NAME = {each.name: each for each in PROVIDERS}


@dataclass(frozen=True)
class Row:
    status: int
    means: Outcome | type[Outcome]
    body: Any = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


EVERYWHERE = (
    Row(500, Transient),
    Row(502, Transient),
    Row(503, Transient),
    Row(418, BadResponse),
    Row(451, Suppressed),
)
HUNTER = (
    *EVERYWHERE,
    Row(400, InvalidInput, {"errors": [{"id": "wrong_params", "code": 400, "details": "..."}]}),
    Row(401, AuthError),
    Row(403, RateLimited, {"errors": [{"id": "too_many_requests", "code": 403, "details": "..."}]}),
    Row(404, NoMatch),
    Row(422, InvalidInput),
    Row(429, OutOfCredits, {"errors": [{"id": "usage", "code": 429, "details": "..."}]}),
)
TABLE: dict[str, tuple[Row, ...]] = {
    "people-data-labs": (
        *EVERYWHERE,
        Row(400, InvalidInput, {"status": 400, "error": {"type": "invalid_request_error"}}),
        Row(401, AuthError, {"status": 401, "error": {"type": "authentication_error"}}),
        Row(402, OutOfCredits, {"status": 402, "error": {"type": "payment_required"}}),
        Row(404, NoMatch, {"status": 404, "error": {"type": "not_found"}}),
        Row(405, BadResponse),
        Row(
            429,
            RateLimited,
            {"status": 429, "error": {"type": "rate_limit_error"}},
            {"x-ratelimit-reset": "30"},
        ),
    ),
    "hunter-finder": (
        *HUNTER,
        Row(200, NoMatch, {"data": {"email": None, "score": 0}}),
        Row(202, BadResponse, {"data": None}),
    ),
    "hunter-verifier": (
        *HUNTER,
        Row(202, Pending, {"data": {"status": "unknown"}}),
        Row(222, Transient),
    ),
    "hunter-people": (*HUNTER, Row(200, BadResponse, {"data": None})),
    "apollo": (
        *EVERYWHERE,
        Row(200, NoMatch, {"person": None}),
        Row(200, NoMatch, {}),
        Row(200, NoMatch, {"person": {"id": "1", "email": "email_not_unlocked@domain.com"}}),
        Row(401, AuthError, "Invalid access credentials."),
        Row(403, PlanForbids, {"error": "api/v1/people/match is not accessible with this api_key"}),
        Row(422, InvalidInput),
        Row(429, RateLimited, {"message": "The maximum number of api calls ... is 600 times per hour."}),
    ),
    "github": (
        *EVERYWHERE,
        Row(401, AuthError),
        Row(403, PlanForbids),
        Row(403, RateLimited, headers={"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1900000000"}),
        Row(403, RateLimited, headers={"Retry-After": "60"}),
        Row(404, NoMatch, {"message": "Not Found"}),
        Row(422, InvalidInput),
        Row(429, RateLimited),
        Row(200, NoMatch, {"login": "acme", "type": "Organization"}),
    ),
    "gravatar": (
        *EVERYWHERE,
        Row(401, AuthError, {"error": "You are not authorized to perform this action"}),
        Row(403, PlanForbids, {"error": "...", "code": "insufficient_scope"}),
        Row(404, NoMatch),
        Row(429, RateLimited, {"error": "Rate limit exceeded", "code": "rate_limit_exceeded"}),
        Row(200, NoMatch, {"display_name": "Example", "is_organization": True}),
    ),
    "rocketreach": (
        *EVERYWHERE,
        Row(400, InvalidInput, {"status": 400, "message": "..."}),
        Row(401, AuthError, {"status": 401, "message": "Invalid API Key"}),
        Row(402, OutOfCredits),
        Row(403, PlanForbids),
        Row(404, NoMatch),
        Row(429, RateLimited, headers={"Retry-After": "12"}),
        Row(200, Pending(5.0, "7"), {"id": 7, "status": "progress"}),
        Row(
            200,
            Pending(5.0, "7", "3fa85f64"),
            {"id": 7, "status": "searching"},
            {"RR-Request-ID": "3fa85f64"},
        ),
        Row(200, Pending(5.0, "7"), {"id": 7, "status": "not queued"}),
        Row(200, NoMatch, {"id": 7, "status": "failed"}),
        Row(200, NoMatch, {"id": 7, "status": "complete", "emails": [], "phones": []}),
        Row(200, BadResponse, {"status": "searching"}),
        Row(200, BadResponse, {"id": 7, "status": "thinking"}),
    ),
    "contactout": (
        *EVERYWHERE,
        Row(400, InvalidInput),
        Row(401, AuthError),
        Row(403, PlanForbids),
        Row(404, NoMatch, {"status_code": 404, "message": "Not Found"}),
        Row(429, RateLimited),
        Row(200, BadResponse, {"status_code": 200}),
    ),
    "crustdata": (
        *EVERYWHERE,
        Row(200, NoMatch, [{"matched_on": "...", "match_type": "business_email", "matches": []}]),
        Row(200, NoMatch, []),
        Row(200, BadResponse, {"error": "..."}),
        Row(400, InvalidInput),
        Row(401, AuthError, {"message": "Invalid API key"}),
        Row(402, OutOfCredits, {"error": {"type": "insufficient_credits", "message": "...", "metadata": []}}),
        Row(403, PlanForbids, {"error": {"type": "permission_error"}}),
        Row(429, RateLimited, headers={"x-ratelimit-reset": "12"}),
    ),
    "coresignal": (
        *EVERYWHERE,
        Row(400, InvalidInput, {"detail": "..."}),
        Row(401, AuthError),
        Row(402, OutOfCredits, {"detail": "Insufficient credits"}),
        Row(404, NoMatch),
        Row(422, InvalidInput),
        Row(429, RateLimited),
        Row(200, NoMatch(units=20), {"id": 1, "full_name": "Jane Doe", "is_deleted": 1}),
    ),
    "wikidata": (
        *EVERYWHERE,
        Row(429, RateLimited, headers={"Retry-After": "5"}),
        Row(200, NoMatch, {"search": []}),
        Row(200, Transient, {"error": {"code": "maxlag", "info": "..."}}),
    ),
}
ROWS = [(name, row) for name, rows in TABLE.items() for row in rows]


@pytest.mark.parametrize(("name", "row"), ROWS, ids=lambda value: f"{getattr(value, 'status', value)}")
async def test_a_status_means_what_its_vendor_says(vendor: Vendor, name: str, row: Row) -> None:
    provider = BY_NAME[name]
    vendor.answers(row.body, row.status, row.headers)

    outcome = await provider.look_up(example_request(provider), key_of(provider), vendor.client)

    if isinstance(row.means, type):
        assert type(outcome) is row.means
    else:
        assert outcome == row.means


def test_every_vendor_that_is_documented_here_is_asked() -> None:
    assert set(TABLE) == {each.name for each in PROVIDERS if each.server}


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ({"status": "valid", "score": 98}, "deliverable"),
        ({"status": "invalid", "score": 2}, "undeliverable"),
        ({"status": "accept_all", "score": 70}, "accept_all"),
        ({"status": "disposable", "score": 0}, "disposable"),
        ({"status": "webmail", "score": 90, "smtp_check": True}, "deliverable"),
        ({"status": "webmail", "score": 50, "smtp_check": False}, "unknown"),
        ({"status": "unknown", "score": 0}, "unknown"),
        ({"status": "new one", "score": None}, "unknown"),
    ],
    ids=str,
)
async def test_hunters_verdicts(vendor: Vendor, said: dict[str, Any], means: str) -> None:
    verifier = BY_NAME["hunter-verifier"]
    vendor.answers({"data": said})
    outcome = await verifier.look_up(example_request(verifier), "key", vendor.client)
    assert isinstance(outcome, Matched)
    (value,) = outcome.values
    assert (value.kind, value.text, value.about) == (Kind.EMAIL_VERDICT, means, "jane.doe@example.com")


async def test_a_verification_that_is_under_way_is_asked_again(vendor: Vendor) -> None:
    verifier = BY_NAME["hunter-verifier"]
    vendor.answers({}, status=202)
    first = await verifier.look_up(example_request(verifier), "key", vendor.client)
    assert isinstance(first, Pending)

    vendor.plays(verifier.example)
    assert isinstance(
        await verifier.poll(first.token, example_request(verifier), "key", vendor.client), Matched
    )


async def test_rocketreach_answers_in_the_end_and_is_asked_for_one_person(vendor: Vendor) -> None:
    rocketreach = BY_NAME["rocketreach"]
    (path, person) = rocketreach.example.answers[0]
    vendor.plays(((path, {"id": 123456, "status": "progress", "emails": None}),))
    first = await rocketreach.look_up(example_request(rocketreach), "key", vendor.client)
    assert isinstance(first, Pending)

    status = "/api/v2/universal/person/check_status"
    vendor.plays(((status, [{"id": 9, "status": "complete", "name": "Somebody Else"}, person]),))
    found = await rocketreach.poll(first.token, example_request(rocketreach), "key", vendor.client)

    assert vendor.asked[-1].query == {"ids": "123456"}
    assert isinstance(found, Matched)
    assert (Kind.NAME, "Jane Doe") in {(value.kind, value.text) for value in found.values}
    assert "old@example.com" not in {value.text for value in found.values}


async def test_rocketreach_charges_for_a_good_address_or_number_only(vendor: Vendor) -> None:
    rocketreach = BY_NAME["rocketreach"]
    person = {"id": 7, "status": "complete", "name": "Jane Doe"}
    for emails, phones, units in (
        ([{"email": "j@example.com", "grade": "A-"}], [], 1),
        ([{"email": "j@example.com", "grade": "B"}], [], 0),
        ([], [{"e164": "+447700900123", "validity": "valid"}], 1),
    ):
        vendor.answers({**person, "emails": emails, "phones": phones})
        outcome = await rocketreach.look_up(example_request(rocketreach), "key", vendor.client)
        assert isinstance(outcome, Matched)
        assert outcome.units == units


async def test_what_a_vendor_says_it_has_charged_counts(vendor: Vendor) -> None:
    pdl = BY_NAME["people-data-labs"]
    (_, body) = pdl.example.answers[0]
    vendor.answers(body, headers={"x-call-credits-spent": "3", "x-request-id": "r-1"})
    outcome = await pdl.look_up(example_request(pdl), "key", vendor.client)
    assert isinstance(outcome, Matched)
    assert (outcome.units, outcome.request_id) == (3, "r-1")


async def test_crustdata_is_asked_for_contact_details_alone_where_that_is_all(vendor: Vendor) -> None:
    crustdata = BY_NAME["crustdata"]
    (_, body) = crustdata.example.answers[0]
    vendor.answers(body)
    outcome = await crustdata.look_up(Request(JANE, EMAILS), "key", vendor.client)

    assert vendor.asked[-1].path == "/person/contact/enrich"
    assert vendor.asked[-1].json["fields"] == ["contact.business_emails", "contact.personal_emails"]
    assert isinstance(outcome, Matched)
    assert [value.text for value in outcome.values] == ["jane.doe@example.com"]


async def test_a_company_of_the_same_name_at_another_website_is_not_taken(vendor: Vendor) -> None:
    wikidata = BY_NAME["wikidata"]
    (path, found), (_, site), *rest = wikidata.example.answers
    other = {
        "claims": {"P856": [{"mainsnak": {"datavalue": {"value": "https://example.fr"}}, "rank": "normal"}]}
    }
    both = {"search": [{"id": "Q9", "label": "Example"}, *found["search"]]}

    vendor.plays(((path, both), (path, other), (path, site), *rest))
    taken = await wikidata.look_up(example_request(wikidata), "", vendor.client)
    assert isinstance(taken, Matched)
    assert {value.evidence for value in taken.values} == {"https://www.wikidata.org/wiki/Q1"}

    vendor.plays(((path, {"search": both["search"][:1]}), (path, other)))
    assert await wikidata.look_up(example_request(wikidata), "", vendor.client) == NoMatch()


async def test_apollo_is_never_asked_for_what_is_charged_on_a_miss(vendor: Vendor) -> None:
    apollo = BY_NAME["apollo"]
    await apollo.look_up(Request(JANE), "key", vendor.client)
    asked = vendor.asked[-1].query
    assert not {"run_waterfall_email", "run_waterfall_phone", "reveal_phone_number"} & set(asked)
