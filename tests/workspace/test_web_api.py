"""The Web API as slack_sdk calls it: tokens, scopes, arguments, bad days."""

import io
from dataclasses import replace

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from tests.workspace.refusals import error_of
from workspace.driver import LocalWorkspace
from workspace.faults import Hangs, RateLimited, Says, ServerError
from workspace.manifest import Manifest
from workspace.method_scopes import scopes_for
from workspace.web_api.methods import METHODS


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
