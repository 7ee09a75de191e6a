"""Socket Mode: the same app, connected instead of listening."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.workspace.bolt_app import BoltApp, field, modal
from workspace.delivery.socket_mode import CONNECTION_LIMIT
from workspace.driver import LocalWorkspace, Person
from workspace.manifest import Manifest


@pytest.fixture
async def slack(manifest: Manifest) -> AsyncIterator[LocalWorkspace]:
    async with LocalWorkspace(manifest, ack_seconds=1.0, retry_delays=(0.0, 0.01), patience=3.0) as workspace:
        yield workspace


@pytest.fixture
async def app(slack: LocalWorkspace) -> AsyncIterator[BoltApp]:
    async with BoltApp(slack, by_socket=True) as running:
        yield running


async def test_a_command_a_modal_and_its_errors_go_through_the_socket(app: BoltApp, ada: Person) -> None:
    @app.bolt.command("/count")
    async def count(ack: Any, command: Any, client: Any) -> None:
        await ack(f"counting {command['text']}")
        await client.views_open(trigger_id=command["trigger_id"], view=modal("Count", field("What")))

    @app.bolt.view("form")
    async def submitted(ack: Any) -> None:
        await ack(response_action="errors", errors={"what": "Not those."})

    await ada.slash("/count sheep")
    await ada.sees("counting sheep")
    await ada.fill(what="wolves")
    await ada.submit()

    await ada.sees_error("What", "Not those.")


async def test_an_event_comes_once_whatever_the_number_of_connections(
    slack: LocalWorkspace, app: BoltApp, ada: Person
) -> None:
    texts: asyncio.Queue[tuple[str, str]] = asyncio.Queue()

    def hear_as(name: str, app: BoltApp) -> None:
        @app.bolt.event("message")
        async def hear(event: Any) -> None:
            texts.put_nowait((name, event["text"]))

    async with BoltApp(slack, by_socket=True) as second:
        hear_as("first", app)
        hear_as("second", second)
        for number in range(4):
            await ada.says(f"number {number}", channel="recruiting")
        came = [await asyncio.wait_for(texts.get(), 5) for _ in range(4)]

    assert sorted(text for _, text in came) == [f"number {number}" for number in range(4)]
    assert {name for name, _ in came} == {"first", "second"}


async def test_an_event_that_is_not_acked_comes_again(slack: LocalWorkspace, ada: Person) -> None:
    """A bare connection, to see the envelopes as they are."""
    async with aiohttp.ClientSession() as session, await connect(session, slack) as socket:
        hello = await socket.receive_json()
        await ada.says("hello", channel="recruiting")
        first = await socket.receive_json()
        again = await socket.receive_json()
        await socket.send_json({"envelope_id": again["envelope_id"]})

    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert hello["connection_info"]["app_id"] == slack.inside.app.app_id
    assert (first["type"], first["retry_attempt"], first["accepts_response_payload"]) == (
        "events_api",
        0,
        False,
    )
    assert (again["retry_attempt"], again["retry_reason"]) == (1, "http_timeout")
    assert first["envelope_id"] != again["envelope_id"]
    assert first["payload"] == again["payload"]


async def test_a_connection_that_hangs_up_answers_nothing(slack: LocalWorkspace, ada: Person) -> None:
    async with aiohttp.ClientSession() as session, await connect(session, slack) as socket:
        await socket.receive_json()
        typing = asyncio.create_task(ada.slash("/count"))
        await socket.receive_json()
        await socket.close()
        await typing

    await ada.sees("dispatch_failed")


async def test_the_app_comes_back_when_told_to_refresh(
    slack: LocalWorkspace, app: BoltApp, ada: Person
) -> None:
    @app.bolt.command("/count")
    async def count(ack: Any) -> None:
        await ack("still here")

    await slack.inside.delivery.sockets.refresh()
    await slack.app_connected()

    await ada.slash("/count")
    await ada.sees("still here")


async def test_there_are_at_most_ten_connections(slack: LocalWorkspace) -> None:
    async with aiohttp.ClientSession() as session:
        sockets = [await connect(session, slack) for _ in range(CONNECTION_LIMIT)]
        for socket in sockets:
            assert (await socket.receive_json())["type"] == "hello"
        eleventh = await connect(session, slack)
        assert await eleventh.receive_json() == {"type": "disconnect", "reason": "too_many_websockets"}
        for socket in sockets:
            await socket.close()


async def test_an_address_is_good_for_one_connection(slack: LocalWorkspace) -> None:
    opened = await AsyncWebClient(base_url=slack.api_url).apps_connections_open(app_token=slack.app_token)
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(opened["url"])
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(opened["url"])
        await socket.close()


async def test_only_the_app_token_opens_connections(slack: LocalWorkspace) -> None:
    client = AsyncWebClient(base_url=slack.api_url)

    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        await client.apps_connections_open(app_token=slack.bot_token)
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        await client.auth_test(token=slack.app_token)


async def connect(session: aiohttp.ClientSession, slack: LocalWorkspace) -> aiohttp.ClientWebSocketResponse:
    opened = await AsyncWebClient(base_url=slack.api_url).apps_connections_open(app_token=slack.app_token)
    return await session.ws_connect(opened["url"])
