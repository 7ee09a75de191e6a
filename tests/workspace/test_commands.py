"""Slash commands and shortcuts, as a person uses them and as the manifest allows them."""

import asyncio
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk.signature import SignatureVerifier

from tests.workspace.bolt_app import BoltApp, field, modal, section
from workspace.driver import LocalWorkspace, NotSeen, Person


async def test_a_command_is_answered_to_the_person_alone(app: BoltApp, ada: Person, ben: Person) -> None:
    @app.bolt.command("/count")
    async def count(ack: Any, command: Any) -> None:
        await ack(f"counted {command['text']} for <@{command['user_id']}> in {command['channel_name']}")

    await ada.slash("/count sheep", channel="recruiting")

    await ada.sees("counted sheep for @Ada Okafor in recruiting", within="recruiting")
    await ada.sees("(only visible to you)")
    await ben.does_not_see("counted")


async def test_a_command_is_a_signed_form(app: BoltApp, slack: LocalWorkspace, ada: Person) -> None:
    @app.bolt.command("/count")
    async def count(ack: Any) -> None:
        await ack()

    await ada.slash("/count  two words ")

    ((headers, body),) = app.requests
    form = {name: values[0] for name, values in parse_qs(body).items()}
    assert SignatureVerifier(slack.signing_secret).is_valid_request(body, headers)
    assert form["text"] == "two words"
    assert form["is_enterprise_install"] == "false"
    assert form["team_id"] == slack.team_id
    assert form.keys() >= {"trigger_id", "response_url", "api_app_id", "team_domain", "user_name", "token"}


async def test_an_answer_in_the_channel_is_for_everyone(app: BoltApp, ada: Person, ben: Person) -> None:
    @app.bolt.command("/count")
    async def count(ack: Any) -> None:
        await ack(text="one, two", response_type="in_channel", blocks=[section("*one*, two")])

    await ada.slash("/count", channel="recruiting")

    await ben.sees("one, two", within="recruiting")


async def test_a_command_that_is_not_declared_is_unknown(app: BoltApp, ada: Person) -> None:
    await ada.slash("/recount")

    await ada.sees("/recount is not a valid command")
    assert app.requests == []


async def test_a_command_that_is_not_acked_in_time_times_out(app: BoltApp, ada: Person) -> None:
    @app.bolt.command("/slow")
    async def slow(ack: Any) -> None:
        await asyncio.sleep(1)
        await ack()

    await ada.slash("/slow")

    await ada.sees("Counter did not answer in time (operation_timeout)")


async def test_a_command_that_nobody_listens_to_is_said_to_have_failed(app: BoltApp, ada: Person) -> None:
    await ada.slash("/count")

    await ada.sees("dispatch_failed")


async def test_an_app_that_is_not_there_is_said_to_have_failed(slack: LocalWorkspace, ada: Person) -> None:
    slack.listens_at("http://127.0.0.1:9/slack/events")

    await ada.slash("/count")

    await ada.sees("dispatch_failed")


async def test_a_global_shortcut_opens_a_modal(app: BoltApp, ada: Person) -> None:
    @app.bolt.shortcut("count_now")
    async def count_now(ack: Any, shortcut: Any, client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=shortcut["trigger_id"], view=modal("Count", field("What")))

    await ada.shortcut("Count now")

    await ada.sees_modal("Count")


async def test_a_message_shortcut_carries_the_message(app: BoltApp, ada: Person) -> None:
    @app.bolt.shortcut("count_this")
    async def count_this(ack: Any, shortcut: Any, respond: Any) -> None:
        await ack()
        await respond(f"{len(shortcut['message']['text'])} letters, callback {shortcut['callback_id']}")

    message = await ada.says("seven", channel="sourcing")
    await ada.message_shortcut("Count this", message)

    await ada.sees("5 letters, callback count_this", within="sourcing")


async def test_a_shortcut_that_is_not_declared_is_not_offered(ada: Person) -> None:
    with pytest.raises(NotSeen, match="no global shortcut 'Count this'"):
        await ada.shortcut("Count this")
