"""What the app says through slack_sdk, and what Slack does not let it say."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.workspace.bolt_app import section
from tests.workspace.refusals import error_of
from workspace.driver import LocalWorkspace, Person


async def test_messages_are_posted_corrected_and_taken_back(
    slack: LocalWorkspace, client: AsyncWebClient, ada: Person
) -> None:
    posted = await client.chat_postMessage(
        channel="#general", text="first & foremost", blocks=[section("*bold* <@U0>")]
    )
    where: dict[str, Any] = {"channel": posted["channel"], "ts": posted["ts"]}
    await ada.sees("bold", within="general")

    await client.chat_update(**where, text="second")
    assert ada.screen("general").endswith("bold @U0")
    updated = await client.chat_update(**where, text="second", blocks=[])
    await ada.sees("second")
    await ada.does_not_see("bold")
    link = await client.chat_getPermalink(channel=posted["channel"], message_ts=posted["ts"])
    await client.chat_delete(**where)
    await ada.does_not_see("second")

    assert updated["message"]["edited"]["user"] == slack.inside.bot.id
    assert link["permalink"].endswith(f"/archives/{posted['channel']}/p{posted['ts'].replace('.', '')}")
    assert await error_of(client.chat_update(**where, text="x")) == "message_not_found"
    assert await error_of(client.chat_delete(**where)) == "message_not_found"
    assert (
        await error_of(client.chat_getPermalink(channel=posted["channel"], message_ts="1.1"))
        == "message_not_found"
    )


async def test_what_cannot_be_said(slack: LocalWorkspace, client: AsyncWebClient, ada: Person) -> None:
    general = slack.channel_id("general")
    message = await ada.says("mine", channel="general")
    posted = await client.chat_postMessage(channel=general, text="ours")
    url = f"{slack.api_url}chat.postMessage"

    assert await error_of(client.chat_postMessage(channel="C0", text="hi")) == "channel_not_found"
    assert (
        await error_of(client.chat_postMessage(channel=slack.channel_id("offers"), text="hi"))
        == "channel_not_found"
    )
    assert (
        await error_of(client.chat_postMessage(channel=slack.channel_id("sourcing"), text="hi"))
        == "not_in_channel"
    )
    assert (
        await error_of(client.chat_update(channel=general, ts=message.ts, text="hers"))
        == "cant_update_message"
    )
    assert await error_of(client.chat_delete(channel=general, ts=message.ts)) == "cant_delete_message"
    assert (
        await error_of(client.chat_update(channel=general, ts=posted["ts"], text="x" * 4001))
        == "msg_too_long"
    )
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {slack.bot_token}"}) as session:
        empty = await (await session.post(url, json={"channel": general})).json()
    assert empty == {"ok": False, "error": "no_text"}


async def test_faulty_blocks_are_refused_with_the_path(slack: LocalWorkspace, client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(
            channel="general", text="x", blocks=[{"type": "divider"}, section("y" * 3001)]
        )

    assert caught.value.response["error"] == "invalid_blocks"
    (message,) = caught.value.response["response_metadata"]["messages"]
    assert message.endswith("[json-pointer:/blocks/1/text/text]")


async def test_a_very_long_text_is_cut(client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="general", text="x" * 40_001)

    assert len(posted["message"]["text"]) == 40_000
    assert posted["warning"] == "message_truncated"


async def test_an_ephemeral_message_is_for_one(
    slack: LocalWorkspace, client: AsyncWebClient, ada: Person, ben: Person
) -> None:
    general = slack.channel_id("general")
    posted = await client.chat_postEphemeral(channel=general, user=ada.id, text="between us")

    await ada.sees("between us")
    await ben.does_not_see("between us")
    history = await client.conversations_history(channel=general)
    assert history["messages"] == []
    assert (
        await error_of(client.chat_update(channel=general, ts=posted["message_ts"], text="x"))
        == "message_not_found"
    )
    gwen = slack.person("gwen").id
    assert (
        await error_of(client.chat_postEphemeral(channel=general, user=gwen, text="x"))
        == "user_not_in_channel"
    )


async def test_threads_count_their_replies(
    slack: LocalWorkspace, client: AsyncWebClient, ada: Person
) -> None:
    general = slack.channel_id("general")
    root = await ada.says("who?", channel="general")
    await client.chat_postMessage(channel=general, text="me", thread_ts=root.ts)
    await client.chat_postMessage(channel=general, text="all hear", thread_ts=root.ts, reply_broadcast=True)

    replies = await client.conversations_replies(channel=general, ts=root.ts)
    history = await client.conversations_history(channel=general)

    assert [message["text"] for message in replies["messages"]] == ["who?", "me", "all hear"]
    assert [message["text"] for message in history["messages"]] == ["all hear", "who?"]
    assert replies["messages"][0]["reply_count"] == 2
    assert replies["messages"][0]["reply_users"] == [slack.inside.bot.id]
    await client.chat_delete(channel=general, ts=replies["messages"][1]["ts"])
    assert (await client.conversations_replies(channel=general, ts=root.ts))["messages"][0][
        "reply_count"
    ] == 1
    assert await error_of(client.conversations_replies(channel=general, ts="1.1")) == "thread_not_found"


async def test_a_scheduled_message_comes_when_due(
    slack: LocalWorkspace, client: AsyncWebClient, ada: Person
) -> None:
    general = slack.channel_id("general")
    due = int(slack.inside.clock.now()) + 600
    kept = await client.chat_scheduleMessage(channel=general, text="later", post_at=due)
    dropped = await client.chat_scheduleMessage(channel=general, text="never", post_at=due)
    listed = await client.chat_scheduledMessages_list(channel=general)
    gone: dict[str, Any] = {"channel": general, "scheduled_message_id": dropped["scheduled_message_id"]}

    await client.chat_deleteScheduledMessage(**gone)
    await ada.does_not_see("later")
    slack.passes(601)

    await ada.sees("later", within="general")
    await ada.does_not_see("never")
    assert {message["id"] for message in listed["scheduled_messages"]} >= {kept["scheduled_message_id"]}
    assert await error_of(client.chat_deleteScheduledMessage(**gone)) == "invalid_scheduled_message_id"
    assert await error_of(client.chat_scheduleMessage(channel=general, text="x", post_at=1)) == "time_in_past"
    assert (
        await error_of(client.chat_scheduleMessage(channel=general, text="x", post_at=due * 2))
        == "time_too_far"
    )
