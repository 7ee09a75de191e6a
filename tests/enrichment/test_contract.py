"""What is true of every provider, of those of tomorrow too: each is asked over a real connection, as its own example has it."""

import asyncio
import copy
import logging
from collections.abc import Iterator
from importlib import import_module
from itertools import cycle
from pathlib import Path
from typing import Any, get_args

import pytest
from aiohttp import web

from enrichment import providers
from enrichment.outcomes import AuthError, BadResponse, InvalidInput, Matched, NoMatch, Outcome
from enrichment.provider import KeyNeed, Provider
from enrichment.providers import PROVIDERS
from enrichment.request import Identity, Request
from enrichment.values import Kind
from tests.enrichment.vendors import JANE, KEY, Vendor, example_request, key_of

FOLDER = Path(providers.__file__).parent
ALL = pytest.mark.parametrize("provider", PROVIDERS, ids=lambda provider: provider.name)
OF_NETWORKS = [each for each in PROVIDERS if each.server]
WITH_QUOTA = pytest.mark.parametrize(
    "provider", [each for each in PROVIDERS if each.quota], ids=lambda provider: provider.name
)
OVER_HTTP = pytest.mark.parametrize("provider", OF_NETWORKS, ids=lambda provider: provider.name)
NEVER_KEPT = ("birth", "sex", "female", "she/her", "1990", ".png", "/avatar", "profile_pic")
OTHER_SHAPES: tuple[Any, ...] = (None, True, [7], {"a": []}, "\ud800 https://[", 10**400, -1)


async def example_of(provider: Provider, vendor: Vendor, request: Request | None = None) -> Outcome:
    vendor.plays(provider.example)
    return await provider.look_up(request or example_request(provider), key_of(provider), vendor.client)


@ALL
async def test_its_example_is_understood(provider: Provider, vendor: Vendor) -> None:
    outcome = await example_of(provider, vendor)

    assert isinstance(outcome, Matched)
    said = {(value.kind, value.text) for value in outcome.values}
    assert set(provider.example.finds) <= said
    assert provider.example.finds, "an example that finds nothing shows nothing"
    assert outcome.units is not None
    assert 0 <= outcome.units <= provider.price.at_most(provider.outputs)


@ALL
async def test_it_keeps_only_what_is_on_the_list(provider: Provider, vendor: Vendor) -> None:
    outcome = await example_of(provider, vendor)

    assert isinstance(outcome, Matched)
    assert {value.kind for value in outcome.values} <= provider.outputs
    assert all(0 <= value.confidence <= 1 and value.text for value in outcome.values)
    kept = " ".join(f"{value.text} {value.evidence}" for value in outcome.values).lower()
    assert [each for each in NEVER_KEPT if each in kept] == []


@ALL
async def test_it_gives_only_what_was_asked_for(provider: Provider, vendor: Vendor) -> None:
    kind = provider.example.finds[0][0]
    outcome = await example_of(provider, vendor, example_request(provider, frozenset({kind})))

    assert isinstance(outcome, Matched)
    assert {value.kind for value in outcome.values} == {kind}


@ALL
async def test_nobody_is_asked_who_cannot_know(provider: Provider, vendor: Vendor) -> None:
    nothing = await provider.look_up(Request(Identity()), key_of(provider), vendor.client)
    other = frozenset(Kind) - provider.outputs
    useless = await provider.look_up(Request(JANE, other), key_of(provider), vendor.client)

    assert isinstance(nothing, InvalidInput)
    assert isinstance(useless, InvalidInput)
    assert provider.title in nothing.reason
    assert vendor.asked == []


@ALL
async def test_each_of_its_sets_of_inputs_is_enough(provider: Provider, vendor: Vendor) -> None:
    assert provider.inputs
    assert all(needed and needed <= JANE.keys for needed in provider.inputs)
    for needed in provider.inputs:
        outcome = await provider.look_up(Request(only(needed)), key_of(provider), vendor.client)
        assert not isinstance(outcome, InvalidInput), needed


@ALL
async def test_nothing_is_sent_without_its_key_or_with_one_that_is_none(
    provider: Provider, vendor: Vendor
) -> None:
    if provider.key_need is KeyNeed.REQUIRED:
        assert isinstance(await provider.look_up(example_request(provider), "", vendor.client), AuthError)
        assert provider.key_help
        assert provider.account
    for key in ("two\nlines", "ключ"):
        assert isinstance(await provider.look_up(example_request(provider), key, vendor.client), AuthError)
    assert vendor.asked == []


@OVER_HTTP
async def test_its_key_goes_in_a_header_never_in_an_address(provider: Provider, vendor: Vendor) -> None:
    await example_of(provider, vendor)

    assert 0 < len(vendor.asked) <= provider.calls
    for asked in vendor.asked:
        assert KEY not in f"{asked.path} {asked.query} {asked.body!r}"
        assert (KEY in str(asked.headers)) == (provider.key_need is not KeyNeed.NONE)
        assert asked.headers["User-Agent"].startswith("Roster/")


@OVER_HTTP
async def test_blanks_around_a_key_do_not_matter(provider: Provider, vendor: Vendor) -> None:
    vendor.plays(provider.example)
    outcome = await provider.look_up(example_request(provider), f" {key_of(provider)}\n", vendor.client)
    assert isinstance(outcome, Matched)


@OVER_HTTP
async def test_no_log_and_no_outcome_tells_whom_it_was_asked_about(
    provider: Provider, vendor: Vendor, caplog: pytest.LogCaptureFixture
) -> None:
    request = Request(JANE)
    with caplog.at_level(logging.DEBUG):
        told = [repr(request), repr(await example_of(provider, vendor))]
        for status in (200, 400, 401, 404, 429, 500):
            vendor.answers("<p>no record of jane.doe@example.com for s3cret-key", status=status)
            told.append(repr(await provider.look_up(request, key_of(provider), vendor.client)))

    for secret in (KEY, "jane", "Doe", "447700900123"):
        assert secret not in caplog.text
        assert [each for each in told if secret in each] == []


@OVER_HTTP
async def test_no_shape_of_an_answer_hurts(provider: Provider, vendor: Vendor) -> None:
    for answers in misshapen(provider.example.answers):
        vendor.plays(answers)
        outcome = await provider.look_up(example_request(provider), key_of(provider), vendor.client)
        assert isinstance(outcome, get_args(Outcome))
        if isinstance(outcome, Matched):
            assert all(value.text and isinstance(value.text, str) for value in outcome.values)


@OVER_HTTP
@pytest.mark.parametrize("body", [[], {}, None, "words", 7, [7], {"data": []}])
async def test_an_answer_of_another_shape_is_no_match_or_a_bad_response(
    provider: Provider, vendor: Vendor, body: Any
) -> None:
    vendor.answers(body)
    outcome = await provider.look_up(example_request(provider), key_of(provider), vendor.client)
    assert isinstance(outcome, BadResponse | NoMatch | Matched)
    if isinstance(outcome, Matched):  # a verdict of "unknown"
        assert {value.kind for value in outcome.values} == {Kind.EMAIL_VERDICT}


@WITH_QUOTA
async def test_what_is_left_is_asked_with_the_key_in_a_header_and_understood(
    provider: Provider, vendor: Vendor
) -> None:
    assert provider.quota
    vendor.plays((provider.quota.example,))
    said = await provider.left(f" {KEY}\n", vendor.client, 5)

    assert said
    assert all(
        each.unit and each.amount >= 0 and (each.of is None or each.of >= each.amount) for each in said
    )
    [asked] = vendor.asked
    assert KEY in str(asked.headers)
    assert KEY not in f"{asked.path} {asked.query} {asked.body!r}"
    assert await provider.left("", vendor.client, 5) == ()
    assert await provider.left("ключ", vendor.client, 5) == ()
    assert len(vendor.asked) == 1


@WITH_QUOTA
async def test_who_does_not_say_what_is_left_hurts_nobody(provider: Provider, vendor: Vendor) -> None:
    assert provider.quota
    for answers in misshapen((provider.quota.example,)):
        vendor.plays(answers)
        for each in await provider.left(KEY, vendor.client, 5):
            assert 0 <= each.amount < 1e15
    for body, status in (("<p>no", 200), ([], 200), (None, 200), ({}, 200), ({}, 403), ({}, 429), ({}, 500)):
        vendor.answers(body, status=status)
        assert await provider.left(KEY, vendor.client, 5) == ()

    async def silent(_: web.Request) -> web.Response:
        await asyncio.sleep(1)
        return web.Response()

    vendor.handler = silent
    assert await provider.left(KEY, vendor.client, 0.05) == ()


def test_each_is_told_apart_and_says_what_it_is() -> None:
    assert len({each.name for each in PROVIDERS}) == len(PROVIDERS)
    for each in PROVIDERS:
        assert each.title
        assert each.attribution
        assert each.lineage
        assert each.outputs
        assert each.home_page.startswith("https://")
        assert each.is_local or each.rates, each.name


def test_every_file_has_its_line() -> None:
    modules = [
        import_module(f"{providers.__name__}.{path.stem}")
        for path in FOLDER.glob("*.py")
        if path.stem != "__init__"
    ]
    assert [
        module.__name__
        for module in modules
        if hasattr(module, "PROVIDER") and module.PROVIDER not in PROVIDERS
    ] == []


def only(keys: frozenset[Any]) -> Identity:
    """Of Jane only what these are."""
    fields: dict[str, dict[str, Any]] = {
        "e-mail address": {"emails": JANE.emails},
        "phone number": {"phones": JANE.phones},
        "LinkedIn profile": {"profiles": JANE.profiles[:1]},
        "GitHub profile": {"profiles": JANE.profiles[1:]},
        "name": {"name": JANE.name},
        "company": {"company": JANE.company},
        "company's domain": {"domain": JANE.domain},
        "location": {"location": JANE.location},
        "headline": {"headline": JANE.headline},
    }
    return Identity(**{name: value for key in keys for name, value in fields[key].items()})


def misshapen(answers: tuple[tuple[str, Any], ...]) -> Iterator[tuple[tuple[str, Any], ...]]:
    """The answers with each thing in them of another shape, one at a time; which shape goes round."""
    for path, other in zip(paths(list(answers)), cycle(OTHER_SHAPES), strict=False):
        changed: Any = copy.deepcopy([list(each) for each in answers])
        place = changed
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = other
        yield tuple((name, body) for name, body in changed)


def paths(answers: list[tuple[str, Any]]) -> Iterator[tuple[Any, ...]]:
    def within(data: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        yield path
        steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
        for step, inner in steps:
            yield from within(inner, (*path, step))

    for number, (_, body) in enumerate(answers):
        yield from within(body, (number, 1))
