"""Whether mail gets to a domain, asked of a real name server in this process."""

from collections.abc import Mapping
from typing import Any

import dns.resolver
import pytest

from enrichment.http import Client
from enrichment.outcomes import Matched
from enrichment.providers.dns import PROVIDER
from enrichment.request import Identity, Request
from tests.enrichment.name_server import CANARIES, a_name_server

KNOWN = {**CANARIES, "python.org": "mail.python.org."}


async def verdict(address: str, resolver: Any) -> str:
    async with Client(resolver=resolver) as client:
        outcome = await PROVIDER.look_up(Request(Identity(emails=(address,))), "", client)
    assert isinstance(outcome, Matched)
    (value,) = outcome.values
    assert value.about == address
    return value.text


@pytest.mark.parametrize(
    ("knows", "address", "means"),
    [
        (KNOWN, "jane@python.org", "deliverable"),
        (KNOWN, "jane@no-such-domain-of-ours.org", "undeliverable"),
        (KNOWN, "jane@mailinator.com", "disposable"),
        ({}, "jane@python.org", "unknown"),
        ({}, "jane@gmail.com", "unknown"),
        ({"gmail.com": "mx.gmail.com."}, "jane@python.org", "unknown"),
    ],
    ids=["known", "of nobody", "for an hour", "filtered", "filtered, a canary", "half filtered"],
)
async def test_a_domain_is_undeliverable_only_where_the_known_ones_are_found(
    knows: Mapping[str, str], address: str, means: str
) -> None:
    async with a_name_server(knows) as resolver:
        assert await verdict(address, resolver) == means


async def test_a_name_server_that_does_not_answer_leaves_the_verdict_open(unused_udp_port: int) -> None:
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers = ["127.0.0.1"]
    resolver.port = unused_udp_port
    resolver.lifetime = 0.3
    assert await verdict("jane@python.org", resolver) == "unknown"
    assert await verdict("jane@no-such-domain-of-ours.org", resolver) == "unknown"


async def test_a_machine_without_a_name_server_leaves_the_verdict_open() -> None:
    assert await verdict("jane@python.org", dns.resolver.Resolver(configure=False)) == "unknown"
