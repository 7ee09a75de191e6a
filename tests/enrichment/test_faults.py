"""What goes wrong on the way to a vendor, whichever it is: each fault ends in the right outcome, within the deadline, and costs little."""

import asyncio
import gzip
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from aiohttp import web

from enrichment.http import MOST_BYTES, Client
from enrichment.outcomes import BadResponse, NoMatch, Outcome, OutOfCredits, Pending, RateLimited, Transient
from enrichment.providers import PROVIDERS, crustdata, rocketreach
from tests.enrichment.vendors import Handler, Vendor, a_vendor, example_request, key_of

DEADLINE = 0.7
OF_NETWORKS = [each for each in PROVIDERS if each.server]
GIGABYTE = 1_000_000_000


async def outcomes(client: Client, deadline: float = 10) -> dict[str, Outcome]:
    """Of all providers, asked at once."""
    asked = (
        each.look_up(example_request(each, deadline=deadline), key_of(each), client) for each in OF_NETWORKS
    )
    return dict(zip((each.name for each in OF_NETWORKS), await asyncio.gather(*asked), strict=True))


def all_are(expected: type[Outcome], found: dict[str, Outcome]) -> bool:
    others = {name: outcome for name, outcome in found.items() if not isinstance(outcome, expected)}
    assert others == {}
    return True


def all_are_too_long(found: dict[str, Outcome]) -> bool:
    return all_are(BadResponse, found) and all("longer" in str(outcome) for outcome in found.values())


@dataclass
class Sent:
    """How much a server has got rid of."""

    size: int = 0
    ended: int = 0
    release: asyncio.Event = field(default_factory=asyncio.Event)


def silent(sent: Sent) -> Handler:
    async def answer(_: web.Request) -> web.Response:
        await sent.release.wait()
        return web.json_response({})

    return answer


def dripping(sent: Sent) -> Handler:
    """One byte of blank at a time, which is JSON so far, and never ends."""

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(request)
        while not sent.release.is_set():
            await response.write(b" ")
            sent.size += 1
            await asyncio.sleep(0.02)
        return response

    return answer


def endless(sent: Sent) -> Handler:
    """A gigabyte, of which the headers say nothing."""

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(request)
        try:
            for _ in range(GIGABYTE // 65_536):
                await response.write(b" " * 65_536)
                sent.size += 65_536
        except ConnectionError:
            sent.ended += 1
        return response

    return answer


def announced(sent: Sent) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(GIGABYTE)})
        await response.prepare(request)
        await response.write(b"[")
        await sent.release.wait()
        return response

    return answer


def broken_off(_: Sent) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "500"})
        await response.prepare(request)
        await response.write(b'{"data": {"email": "ja')
        assert request.transport is not None
        request.transport.close()
        return response

    return answer


@pytest.mark.parametrize("fault", [silent, dripping])
async def test_whoever_does_not_end_is_not_waited_for(
    vendor: Vendor, fault: Callable[[Sent], Handler]
) -> None:
    sent = Sent()
    vendor.handler = fault(sent)
    began = time.monotonic()

    found = await outcomes(vendor.client, DEADLINE)

    took = time.monotonic() - began
    sent.release.set()
    assert all_are(Transient, found)
    assert took < DEADLINE + 1


async def test_of_a_gigabyte_only_the_beginning_is_read(vendor: Vendor) -> None:
    sent = Sent()
    vendor.handler = endless(sent)

    assert all_are_too_long(await outcomes(vendor.client))

    # What a connection holds on its way is the machine's business: a few megabytes each.
    assert sent.size < len(OF_NETWORKS) * (MOST_BYTES + 8_000_000)


async def test_a_gigabyte_that_is_announced_is_not_read_at_all(vendor: Vendor) -> None:
    sent = Sent()
    vendor.handler = announced(sent)
    assert all_are_too_long(await outcomes(vendor.client, DEADLINE))
    sent.release.set()


async def test_an_answer_that_breaks_off_is_a_bad_response(vendor: Vendor) -> None:
    vendor.handler = broken_off(Sent())
    assert all_are(BadResponse, await outcomes(vendor.client))


@pytest.mark.parametrize(
    "body",
    [
        '{"data": {"email": "jane@exa',
        "<!doctype html><title>Just a moment...</title>",
        "",
        "[" * 100_000,
        '{"likelihood": ' + "9" * 10_000 + "}",
        "\x00\x01",
    ],
    ids=["truncated", "HTML", "empty", "deep", "long number", "bytes"],
)
async def test_what_is_not_json_is_a_bad_response(vendor: Vendor, body: str) -> None:
    vendor.answers(body)
    found = await outcomes(vendor.client)
    assert all_are(BadResponse, found)
    if body.startswith("<"):
        assert all("HTML" in str(outcome) for outcome in found.values())


async def test_of_a_packed_bomb_only_the_beginning_is_unpacked(vendor: Vendor) -> None:
    size = 20_000_000
    bomb = gzip.compress(b"[" + b" " * size + b"]")

    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=bomb, headers={"Content-Encoding": "gzip"})

    vendor.handler = answer
    tracemalloc.start()
    try:
        found = await outcomes(vendor.client)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert all_are_too_long(found)
    assert most < size


async def test_an_honest_packed_answer_is_read_and_a_broken_one_is_not(vendor: Vendor) -> None:
    packed = gzip.compress(b'[{"matches": []}]')
    for body, expected in ((packed, NoMatch), (packed[:-12], BadResponse), (b"no gzip", BadResponse)):

        async def answer(_: web.Request, body: bytes = body) -> web.Response:
            return web.Response(body=body, headers={"Content-Encoding": "gzip"})

        vendor.handler = answer
        found = await crustdata.PROVIDER.look_up(
            example_request(crustdata.PROVIDER), key_of(crustdata.PROVIDER), vendor.client
        )
        assert type(found) is expected


async def test_an_answer_packed_otherwise_is_a_bad_response(vendor: Vendor) -> None:
    vendor.answers({}, headers={"Content-Encoding": "br"})
    assert all_are(BadResponse, await outcomes(vendor.client))


@pytest.mark.parametrize("status", [500, 502, 503, 520])
async def test_a_vendor_that_is_out_of_order_may_work_later(vendor: Vendor, status: int) -> None:
    vendor.answers("<h1>Oh no</h1>", status=status)
    assert all_are(Transient, await outcomes(vendor.client))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_nobody_is_led_to_another_server(vendor: Vendor, status: int) -> None:
    async with a_vendor() as other:
        vendor.answers({}, status=status, headers={"Location": f"{other.url}/v1/elsewhere"})
        assert all_are(BadResponse, await outcomes(vendor.client))
        assert other.asked == []


async def test_a_redirect_within_the_server_is_followed_and_a_circle_left() -> None:
    github = next(each for each in PROVIDERS if each.name == "github")
    async with a_vendor(github.server) as vendor:
        vendor.plays(github.example)
        known = vendor.handler

        async def renamed(request: web.Request) -> web.StreamResponse:
            if request.path == "/users/jane-doe" and "new" not in request.query:
                return web.Response(status=301, headers={"Location": "/users/jane-doe?new=1"})
            return await known(request)

        vendor.handler = renamed
        found = await github.look_up(example_request(github), "", vendor.client)
        assert type(found).__name__ == "Matched"

        vendor.answers({}, status=301, headers={"Location": "/users/jane-doe"})
        assert isinstance(await github.look_up(example_request(github), "", vendor.client), BadResponse)


@pytest.mark.parametrize("location", ["", "http://[", "//", "javascript:alert(1)", "file:///etc/passwd"])
async def test_a_redirect_to_nowhere_is_a_bad_response(vendor: Vendor, location: str) -> None:
    vendor.answers({}, status=302, headers={"Location": location})
    assert all_are(BadResponse, await outcomes(vendor.client))


async def test_a_vendor_that_cannot_be_reached_may_be_later(unused_tcp_port: int) -> None:
    nowhere = dict.fromkeys((each.server for each in OF_NETWORKS), f"http://127.0.0.1:{unused_tcp_port}")
    async with Client(nowhere) as client:
        assert all_are(Transient, await outcomes(client))


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "90"}, 90),
        ({"Retry-After": "{date}"}, 90),
        ({"X-RateLimit-Reset": "{moment}"}, 90),
        ({"X-RateLimit-Reset": "90"}, 90),
        ({"X-RateLimit-Reset": "{iso}"}, 90),
        ({"Retry-After": "30", "X-RateLimit-Reset": "90"}, 30),
        ({}, 60),
        ({"Retry-After": "soon"}, 60),
        ({"Retry-After": "nan"}, 60),
        ({"Retry-After": "-5"}, 1),
        ({"Retry-After": "0"}, 1),
        ({"Retry-After": "99999999"}, 86_400),
        ({"X-RateLimit-Reset": "9" * 30}, 60),
    ],
    ids=str,
)
async def test_a_vendor_says_in_its_dialect_when_to_come_again(
    vendor: Vendor, headers: dict[str, str], seconds: int
) -> None:
    now = datetime.now(UTC)
    then = now + timedelta(seconds=90)
    dialects = {
        "date": format_datetime(then, usegmt=True),
        "moment": str(int(then.timestamp())),
        "iso": then.isoformat(),
    }
    said = {name: value.format(**dialects) for name, value in headers.items()}
    vendor.answers({}, status=429, headers=said)

    found = await outcomes(vendor.client)

    for name, outcome in found.items():
        if name.startswith("hunter"):
            assert outcome == OutOfCredits()
        else:
            assert isinstance(outcome, RateLimited), name
            assert abs((outcome.retry_at - now).total_seconds() - seconds) < 5, name


async def test_a_look_up_that_stays_pending_never_holds_anybody(vendor: Vendor) -> None:
    vendor.answers([{"id": 7, "status": "searching"}])
    for _ in range(3):
        outcome = await rocketreach.PROVIDER.poll(
            "7", example_request(rocketreach.PROVIDER, deadline=DEADLINE), "key", vendor.client
        )
        assert isinstance(outcome, Pending)
        assert outcome.token == "7"
        assert outcome.poll_after >= 1


async def test_cookies_of_one_look_up_are_not_those_of_the_next(vendor: Vendor) -> None:
    vendor.answers({}, headers={"Set-Cookie": "tenant=one; Path=/"})
    await outcomes(vendor.client)
    await outcomes(vendor.client)
    assert [asked for asked in vendor.asked if "Cookie" in asked.headers] == []
