"""Where the app is, who is there, what was said and how it was taken, through slack_sdk."""

from dataclasses import replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from tests.workspace.bolt_app import section
from tests.workspace.refusals import error_of
from workspace.driver import LocalWorkspace, Person
from workspace.manifest import Manifest


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
