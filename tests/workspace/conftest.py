"""A workspace of its own for each test, and a real Bolt app in it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.workspace.bolt_app import BoltApp
from workspace.driver import LocalWorkspace, Person
from workspace.manifest import Manifest


@pytest.fixture(scope="session")
def manifest() -> Manifest:
    return Manifest.load(Path(__file__).with_name("manifest.yml"))


@pytest.fixture
async def slack(manifest: Manifest) -> AsyncIterator[LocalWorkspace]:
    """Over HTTP, with little patience."""
    over_http = replace(manifest, socket_mode=False)
    async with LocalWorkspace(
        over_http, ack_seconds=0.5, retry_delays=(0.0, 0.01, 0.01), patience=2.0
    ) as workspace:
        yield workspace


@pytest.fixture
async def app(slack: LocalWorkspace) -> AsyncIterator[BoltApp]:
    async with BoltApp(slack) as running:
        yield running


@pytest.fixture
def ada(slack: LocalWorkspace) -> Person:
    return slack.person("ada")


@pytest.fixture
def ben(slack: LocalWorkspace) -> Person:
    return slack.person("ben")


@pytest.fixture
def client(slack: LocalWorkspace) -> AsyncWebClient:
    return AsyncWebClient(slack.bot_token, base_url=slack.api_url)
