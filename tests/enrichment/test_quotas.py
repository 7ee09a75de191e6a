"""How each vendor says what is left of an account: row by row, from the vendors' pages."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from enrichment.outcomes import Matched, NoMatch
from enrichment.providers import PROVIDERS
from enrichment.quota import Left
from tests.enrichment.vendors import Vendor, example_request, key_of

BY_NAME = {each.name: each for each in PROVIDERS}
NEW_YEAR = datetime(2027, 1, 1, tzinfo=UTC)
IN_HEADERS: dict[str, tuple[dict[str, str], tuple[Left, ...]]] = {
    "people-data-labs": (
        {
            "x-call-credits-spent": "1",
            "x-totallimit-remaining": "1342",
            "x-totallimit-purchased-remaining": "342",
            "x-ratelimit-remaining": '{"minute": 1200}',
        },
        (Left(1342),),
    ),
    "coresignal": ({"x-credits-remaining": "9973"}, (Left(9973),)),
    "github": (
        {"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "4987", "X-RateLimit-Reset": "1798761600"},
        (Left(4987, 5000, "calls", NEW_YEAR),),
    ),
    "gravatar": (
        {"X-RateLimit-Limit": "1000", "X-RateLimit-Remaining": "999", "X-RateLimit-Reset": "1798761600"},
        (Left(999, 1000, "calls", NEW_YEAR),),
    ),
}


@dataclass(frozen=True)
class Told:
    name: str
    body: Any
    left: tuple[Left, ...] = field(default=())


TOLD = (
    Told(
        "hunter-finder",
        {
            "data": {
                "reset_date": "2027-01-01",
                "requests": {
                    "credits": {"used": 320, "available": 500, "remaining": 180},
                    "searches": {"used": 300, "available": 500},
                },
            }
        },
        (Left(180, 500, "credits", NEW_YEAR),),
    ),
    Told(
        "hunter-verifier",
        {
            "data": {
                "reset_date": "2027-01-01",
                "requests": {
                    "searches": {"used": 1349, "available": 500, "remaining": 25},
                    "verifications": {"used": 60, "available": 50},
                },
            }
        },
        (Left(25, 500, "searches", NEW_YEAR), Left(0, 50, "verifications", NEW_YEAR)),
    ),
    Told("hunter-people", {"data": {"plan_name": "Free", "requests": {"searches": {"used": 3}}}}),
    Told(
        "contactout",
        {
            "status_code": 200,
            "period": {"start": "2026-12-01", "end": "2026-12-31"},
            "usage": {
                "count": 100,
                "quota": 200,
                "remaining": 100,
                "phone_count": 5,
                "phone_quota": 1000,
                "phone_remaining": 995,
            },
        },
        (
            Left(100, 200, "e-mail credits", datetime(2026, 12, 31, tzinfo=UTC)),
            Left(995, 1000, "phone credits", datetime(2026, 12, 31, tzinfo=UTC)),
        ),
    ),
    Told(
        "contactout",  # paid for beforehand
        {"usage": {"count": 100, "quota": 200, "phone_count": 5, "phone_quota": 10}},
        (Left(200, unit="e-mail credits"), Left(10, unit="phone credits")),
    ),
    Told(
        "rocketreach",
        {"credit_usage": {"credits_allocated": 100, "credits_used": 50, "credits_remaining": 50}},
        (Left(50, 100),),
    ),
    Told("rocketreach", {"credit_usage": {"credits_allocated": "inf", "credits_remaining": "inf"}}),
    Told(
        "crustdata",  # what was bought beside the plan is more than it
        {
            "account": {
                "credits": 12000.5,
                "recurring_credits": 10000,
                "recurring_credits_refresh_date": "2027-01-01T00:00:00Z",
            }
        },
        (Left(12000.5, None, "credits", NEW_YEAR),),
    ),
    Told("crustdata", {"account": {"credits": 7, "recurring_credits": 0}}, (Left(7),)),
    Told(
        "apollo",
        {"num_credits_remaining": 6109, "effective_num_lead_credits": 10510, "num_lead_credits_used": 640},
        (Left(6109, 10510),),
    ),
    Told("apollo", {"id": "1", "email": "ada@example.com"}),
)


@pytest.mark.parametrize("name", IN_HEADERS)
async def test_an_answer_says_it_in_its_headers(vendor: Vendor, name: str) -> None:
    headers, left = IN_HEADERS[name]
    provider = BY_NAME[name]
    vendor.plays(provider.example)
    plain = vendor.handler

    async def answer(request: Any) -> Any:
        found = await plain(request)
        found.headers.update(headers)
        return found

    vendor.handler = answer
    outcome = await provider.look_up(example_request(provider), key_of(provider), vendor.client)
    assert isinstance(outcome, Matched)
    assert outcome.left == left


async def test_a_miss_that_costs_says_it_too(vendor: Vendor) -> None:
    coresignal = BY_NAME["coresignal"]
    vendor.answers({"id": 1, "is_deleted": 1}, headers={"x-credits-remaining": "9953"})
    outcome = await coresignal.look_up(example_request(coresignal), "key", vendor.client)
    assert isinstance(outcome, NoMatch)
    assert outcome.left == (Left(9953),)


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.name)
async def test_a_question_about_the_account_is_answered(vendor: Vendor, told: Told) -> None:
    vendor.answers(told.body)
    assert await BY_NAME[told.name].left("key", vendor.client, 5) == told.left


def test_every_question_that_is_asked_is_documented_here() -> None:
    assert {told.name for told in TOLD} == {each.name for each in PROVIDERS if each.quota}
