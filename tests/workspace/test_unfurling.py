"""Links to the app's own domains: the app hears of them, and shows something under them."""

import asyncio
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.models.blocks import ActionsBlock, ButtonElement, SectionBlock
from slack_sdk.web.async_client import AsyncWebClient

from tests.workspace.bolt_app import BoltApp
from tests.workspace.test_events import heard, next_of
from workspace.driver import LocalWorkspace, Person

URL = "https://counter.example/c/1?a=b&c=d"
PRESSED = ButtonElement(text="Count", action_id="count")
UNFURL = {
    "blocks": [
        SectionBlock(text="Eleven things").to_dict(),
        ActionsBlock(elements=[PRESSED]).to_dict(),
    ]
}


async def test_a_link_unfurls_and_what_stands_there_can_be_acted_upon(
    slack: LocalWorkspace, app: BoltApp, client: AsyncWebClient, ada: Person, ben: Person
) -> None:
    shared, pressed = heard(app, "link_shared"), asyncio.Queue[Any]()

    @app.bolt.action("count")
    async def press(ack: Any, body: Any) -> None:
        await ack()
        pressed.put_nowait(body)

    message = await ada.says(f"see {URL} and https://example.org/1", channel="recruiting")
    event = await next_of(shared)
    assert event["links"] == [{"domain": "counter.example", "url": URL}]
    assert (
        event.items()
        >= {
            "channel": slack.channel_id("recruiting"),
            "user": ada.id,
            "message_ts": message.ts,
            "source": "conversations_history",
            "is_bot_user_member": True,
        }.items()
    )

    await client.chat_unfurl(unfurl_id=event["unfurl_id"], source=event["source"], unfurls={URL: UNFURL})
    await ben.sees("Eleven things", within=message)
    # Once more, by where the message is: it takes the place of the first.
    await client.chat_unfurl(channel=event["channel"], ts=event["message_ts"], unfurls={URL: UNFURL})
    assert ben.screen(message).count("Eleven things") == 1
    (attachment,) = message.fields["attachments"]
    assert (attachment["from_url"], attachment["is_app_unfurl"]) == (URL, True)
    await ben.click("Count", within=message)
    assert (await asyncio.wait_for(pressed.get(), 5))["user"]["id"] == ben.id


async def test_what_cannot_be_unfurled_is_refused(
    slack: LocalWorkspace, client: AsyncWebClient, ada: Person
) -> None:
    message = await ada.says(f"see {URL}", channel="recruiting")
    where = {"channel": message.channel, "ts": message.ts}
    broken = {"blocks": [{"type": "section"}]}
    refusals: tuple[tuple[str, dict[str, Any]], ...] = (
        ("missing_unfurls", {**where, "unfurls": {}}),
        ("cannot_unfurl_url", {**where, "unfurls": {"https://counter.example/other": UNFURL}}),
        ("cannot_find_message", {**where, "ts": "1.1", "unfurls": {URL: UNFURL}}),
        (
            "invalid_unfurl_id",
            {"unfurl_id": f"{message.channel}.1", "source": "composer", "unfurls": {URL: UNFURL}},
        ),
        ("invalid_source", {"unfurl_id": "C.1", "source": "x", "unfurls": {URL: UNFURL}}),
        ("invalid_blocks", {**where, "unfurls": {URL: broken}}),
    )
    for code, arguments in refusals:
        with pytest.raises(SlackApiError, match=code):
            await client.chat_unfurl(**arguments)
    assert "attachments" not in message.fields


async def test_the_apps_own_links_and_those_elsewhere_are_no_event(
    app: BoltApp, client: AsyncWebClient, ada: Person
) -> None:
    shared = heard(app, "link_shared")
    await client.chat_postMessage(channel="#recruiting", text=f"<{URL}>")
    await ada.says("https://example.org/1", channel="recruiting")
    await ada.says(URL, channel="recruiting")
    assert (await next_of(shared))["user"] == ada.id
    assert shared.empty()
