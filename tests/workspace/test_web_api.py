"""Every method of the Web API, called by slack_sdk, and the errors that Slack gives."""

import io
from dataclasses import replace
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from tests.workspace.bolt_app import section
from workspace.driver import LocalWorkspace, Person
from workspace.faults import Hangs, RateLimited, Says, ServerError
from workspace.manifest import Manifest
from workspace.method_scopes import scopes_for
from workspace.web_api.methods import METHODS


async def error_of(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    error: str = caught.value.response["error"]
    return error


def test_every_method_has_its_scopes_written_down() -> None:
    assert [method for method in METHODS if scopes_for(method) is None] == []


async def test_who_the_app_is(slack: LocalWorkspace, client: AsyncWebClient) -> None:
    me = await client.auth_test()
    bot = await client.bots_info(bot=me["bot_id"])
    team = await client.team_info()

    assert (me["team_id"], me["team"], me["is_enterprise_install"]) == (slack.team_id, "Halden Talent", False)
    assert "chat:write" in me.headers["x-oauth-scopes"]
    assert bot["bot"]["user_id"] == me["user_id"]
    assert team["team"]["domain"] == "halden-talent"
    assert await error_of(client.bots_info(bot="B0")) == "bot_not_found"
    assert await error_of(client.team_info(team="T0")) == "team_not_found"


async def test_a_call_without_a_good_token_is_refused(slack: LocalWorkspace) -> None:
    assert await error_of(AsyncWebClient(base_url=slack.api_url).auth_test()) == "not_authed"
    assert await error_of(AsyncWebClient("xoxb-no", base_url=slack.api_url).auth_test()) == "invalid_auth"


async def test_a_method_that_is_not_there_is_unknown(client: AsyncWebClient) -> None:
    assert await error_of(client.api_call("chat.shout")) == "unknown_method"


async def test_a_method_without_its_scope_says_which(manifest: Manifest) -> None:
    mute = replace(manifest, bot_scopes=frozenset({"commands"}))
    async with LocalWorkspace(mute) as slack:
        with pytest.raises(SlackApiError) as caught:
            await AsyncWebClient(slack.bot_token, base_url=slack.api_url).chat_postMessage(
                channel="general", text="hi"
            )

    assert caught.value.response.data == {
        "ok": False,
        "error": "missing_scope",
        "needed": "chat:write",
        "provided": "commands",
    }


async def test_a_conversation_of_another_kind_needs_another_scope(manifest: Manifest) -> None:
    narrow = replace(manifest, bot_scopes=frozenset({"channels:history", "im:write"}))
    async with LocalWorkspace(narrow) as slack:
        client = AsyncWebClient(slack.bot_token, base_url=slack.api_url)
        opened = await client.conversations_open(users=slack.person("ada").id)

        await client.conversations_history(channel=slack.channel_id("general"))
        assert (
            await error_of(client.conversations_history(channel=opened["channel"]["id"])) == "missing_scope"
        )


async def test_arguments_arrive_however_they_are_sent(slack: LocalWorkspace, client: AsyncWebClient) -> None:
    blocks = '[{"type": "divider"}]'
    sent = {"channel": slack.channel_id("general"), "text": "hi", "blocks": blocks}

    by_query = await client.api_call("chat.postMessage", params=sent)
    by_get = await client.api_call("chat.postMessage", http_verb="GET", params=sent)
    by_form = await client.api_call("chat.postMessage", data=sent)
    by_json = await client.api_call("chat.postMessage", json={**sent, "blocks": [{"type": "divider"}]})
    by_parts = await client.api_call("chat.postMessage", data=sent, files={"extra": io.BytesIO(b"bytes")})

    for answer in (by_query, by_get, by_form, by_json, by_parts):
        assert answer["message"]["text"] == "hi"
        assert answer["message"]["blocks"][0]["type"] == "divider"
        assert answer["message"]["blocks"][0]["block_id"]
    assert (
        await error_of(client.api_call("chat.postMessage", params={**sent, "blocks": "[{"})) == "invalid_json"
    )


async def test_messages_are_posted_corrected_and_taken_back(
    slack: LocalWorkspace, client: AsyncWebClient, ada: Person
) -> None:
    posted = await client.chat_postMessage(
        channel="#general", text="first & foremost", blocks=[section("*bold* <@U0>")]
    )
    where: dict[str, Any] = {"channel": posted["channel"], "ts": posted["ts"]}
    await ada.sees("bold", within="general")

    updated = await client.chat_update(**where, text="second")
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


async def test_conversations_are_listed_in_pages(slack: LocalWorkspace, client: AsyncWebClient) -> None:
    names = [
        channel["name"]
        async for answer in await client.conversations_list(limit=1)
        for channel in answer["channels"]
    ]
    everything = await client.conversations_list(types="public_channel,private_channel,im")
    mine = await client.users_conversations(types=["public_channel"])

    assert names == ["general", "recruiting", "sourcing"]
    assert len([channel for channel in everything["channels"] if channel["is_im"]]) == 4
    assert [channel["name"] for channel in mine["channels"]] == ["general", "recruiting"]
    assert await error_of(client.conversations_list(cursor="nonsense")) == "invalid_cursor"
    assert await error_of(client.conversations_list(types="secret")) == "invalid_types"


async def test_conversations_are_looked_into_opened_and_joined(
    slack: LocalWorkspace, client: AsyncWebClient, ada: Person
) -> None:
    sourcing = slack.channel_id("sourcing")
    before = await client.conversations_info(channel=sourcing, include_num_members=True)
    joined = await client.conversations_join(channel=sourcing)
    again = await client.conversations_join(channel=sourcing)
    members = await client.conversations_members(channel=sourcing)
    direct = await client.conversations_open(users=[ada.id], return_im=True)
    group = await client.conversations_open(users=[ada.id, slack.person("ben").id])

    assert (before["channel"]["is_member"], before["channel"]["num_members"]) == (False, 2)
    assert joined["channel"]["is_member"]
    assert again["warning"] == "already_in_channel"
    assert slack.inside.bot.id in members["members"]
    assert direct["channel"]["user"] == ada.id
    assert group["channel"]["id"].startswith("G")
    assert (
        await error_of(client.conversations_info(channel=slack.channel_id("offers"))) == "channel_not_found"
    )
    assert await error_of(client.conversations_open(users="U0")) == "user_not_found"


async def test_history_is_bounded_by_time(slack: LocalWorkspace, client: AsyncWebClient, ada: Person) -> None:
    said = [await ada.says(f"number {number}", channel="general") for number in range(3)]
    general = slack.channel_id("general")

    after = await client.conversations_history(channel=general, oldest=said[0].ts)
    from_on = await client.conversations_history(
        channel=general, oldest=said[0].ts, latest=said[1].ts, inclusive=True
    )

    assert [message["text"] for message in after["messages"]] == ["number 2", "number 1"]
    assert [message["text"] for message in from_on["messages"]] == ["number 1", "number 0"]
    assert (
        await error_of(client.conversations_history(channel=slack.channel_id("sourcing"))) == "not_in_channel"
    )


async def test_people_are_found(slack: LocalWorkspace, client: AsyncWebClient, ada: Person) -> None:
    everyone = await client.users_list()
    one = await client.users_info(user=ada.id, include_locale=True)
    found = await client.users_lookupByEmail(email="ADA@halden-talent.example")
    profile = await client.users_profile_get(user=ada.id)

    assert {user["name"] for user in everyone["members"]} == {"ada", "ben", "mei", "gwen", "counter"}
    assert [user["name"] for user in everyone["members"] if user["is_restricted"]] == ["gwen"]
    assert (one["user"]["real_name"], one["user"]["tz"], one["user"]["locale"]) == (
        "Ada Okafor",
        "Europe/London",
        "en-GB",
    )
    assert found["user"]["id"] == ada.id
    assert profile["profile"]["email"] == "ada@halden-talent.example"
    assert await error_of(client.users_info(user="U0")) == "user_not_found"
    assert await error_of(client.users_lookupByEmail(email="nobody@example.org")) == "users_not_found"


async def test_addresses_are_hidden_from_an_app_without_the_scope(manifest: Manifest) -> None:
    async with LocalWorkspace(replace(manifest, bot_scopes=frozenset({"users:read"}))) as slack:
        client = AsyncWebClient(slack.bot_token, base_url=slack.api_url)
        assert "email" not in (await client.users_info(user=slack.person("ada").id))["user"]["profile"]


async def test_reactions_come_and_go(slack: LocalWorkspace, client: AsyncWebClient, ada: Person) -> None:
    message = await ada.says("nice", channel="general")
    on: dict[str, Any] = {"channel": message.channel, "timestamp": message.ts}

    await client.reactions_add(**on, name="eyes")
    got = await client.reactions_get(**on)
    assert got["message"]["reactions"] == [{"name": "eyes", "users": [slack.inside.bot.id], "count": 1}]
    assert await error_of(client.reactions_add(**on, name="eyes")) == "already_reacted"
    await client.reactions_remove(**on, name="eyes")
    assert await error_of(client.reactions_remove(**on, name="eyes")) == "no_reaction"
    assert (
        await error_of(client.reactions_get(channel=message.channel, timestamp="1.1")) == "message_not_found"
    )


async def test_a_home_is_published_with_its_hash(client: AsyncWebClient, ada: Person) -> None:
    home = {"type": "home", "blocks": [section("Hello")]}
    first = await client.views_publish(user_id=ada.id, view=home)

    second = await client.views_publish(user_id=ada.id, view=home, hash=first["view"]["hash"])

    assert second["view"]["id"] == first["view"]["id"]
    assert (
        await error_of(client.views_publish(user_id=ada.id, view=home, hash=first["view"]["hash"]))
        == "hash_conflict"
    )
    assert await error_of(client.views_publish(user_id="U0", view=home)) == "user_not_found"


async def test_bad_days_of_slack_come_when_asked_for(slack: LocalWorkspace, client: AsyncWebClient) -> None:
    slack.fails("auth.test", RateLimited(retry_after=7))
    slack.fails("auth.test", ServerError(503))
    slack.fails("auth.test", Says("fatal_error"), times=2)

    with pytest.raises(SlackApiError) as limited:
        await client.auth_test()
    with pytest.raises(SlackApiError) as broken:
        await client.auth_test()

    assert (limited.value.response.status_code, limited.value.response.headers["Retry-After"]) == (429, "7")
    assert broken.value.response.status_code == 503
    assert await error_of(client.auth_test()) == "fatal_error"
    assert await error_of(client.auth_test()) == "fatal_error"
    assert (await client.auth_test())["ok"]


async def test_a_rate_limited_call_is_made_again_by_slack_sdk(
    slack: LocalWorkspace, client: AsyncWebClient
) -> None:
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
    slack.fails("auth.test", RateLimited(retry_after=0))

    assert (await client.auth_test())["ok"]


async def test_a_call_may_hang_and_be_dropped(slack: LocalWorkspace) -> None:
    slack.fails("auth.test", Hangs(seconds=0.01), times=2)

    with pytest.raises(aiohttp.ServerDisconnectedError):
        await AsyncWebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[]).auth_test()
