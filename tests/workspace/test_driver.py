"""The driver itself: it reads the screen as a person does, and refuses what a person could not do."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.workspace.bolt_app import BoltApp, button, field, modal, section
from workspace.driver import LocalWorkspace, NotSeen, Person
from workspace.faults import AnswerLost, Faults, RateLimited, ServerError


@pytest.mark.parametrize(
    ("mrkdwn", "read"),
    [
        ("*bold* _it_ ~no~ `code`", "bold it no code"),
        ("*_both_*, 2*3*4 and snake_case_name", "both, 2*3*4 and snake_case_name"),
        ("`*as typed* &lt;`", "*as typed* <"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("<https://example.org|here> or <https://example.org>", "here or https://example.org"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("<!channel> <!here|here> <!date^1^{date}|today>", "@channel here today"),
        ("<@U0> <#C0|gone>", "@U0 #gone"),
    ],
)
async def test_text_is_read_as_slack_shows_it(
    slack: LocalWorkspace, client: AsyncWebClient, ada: Person, mrkdwn: str, read: str
) -> None:
    await client.chat_postMessage(channel="general", text=mrkdwn)

    assert ada.screen("general") == f"Counter:\n{read}"


async def test_people_and_channels_are_read_by_name(
    slack: LocalWorkspace, client: AsyncWebClient, ada: Person
) -> None:
    await client.chat_postMessage(channel="general", text=f"<@{ada.id}> in <#{slack.channel_id('general')}>")

    await ada.sees("@Ada Okafor in #general", within="general")


async def test_plain_text_is_read_as_typed(client: AsyncWebClient, ada: Person) -> None:
    await client.chat_postMessage(
        channel="general",
        text="x",
        blocks=[{"type": "header", "text": {"type": "plain_text", "text": "*Jane* <b>"}}],
    )

    await ada.sees("*Jane* <b>")


async def test_blocks_of_every_kind_are_read(client: AsyncWebClient, ada: Person) -> None:
    rich = {
        "type": "rich_text_section",
        "elements": [{"type": "text", "text": "rich "}, {"type": "user", "user_id": ada.id}],
    }
    image = {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "a face"}
    blocks = [
        section(
            "text", fields=[{"type": "mrkdwn", "text": "*left*"}, {"type": "plain_text", "text": "right"}]
        ),
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "_context_"}, image]},
        {"type": "rich_text", "elements": [rich]},
        {"type": "divider"},
        {"type": "actions", "elements": [button("Press", "press")]},
    ]
    await client.chat_postMessage(channel="general", text="x", blocks=blocks)

    for text in ("text", "left", "right", "context", "a face", "rich", "@Ada Okafor", "[Press]"):
        await ada.sees(text, within="general")


async def test_what_is_not_there_fails_with_the_whole_screen(slack: LocalWorkspace) -> None:
    hasty = slack.person("ada", patience=0)
    await hasty.says("hello", channel="general")

    with pytest.raises(
        NotSeen, match=r"Ada Okafor does not see 'goodbye'(?s:.*)# general\nAda Okafor:\nhello"
    ):
        await hasty.sees("goodbye")
    with pytest.raises(NotSeen, match="sees 'hello', but should not"):
        await hasty.does_not_see("hello")
    with pytest.raises(NotSeen, match="still sees 'hello'"):
        await hasty.stops_seeing("hello")
    with pytest.raises(NotSeen, match="sees no modal to submit"):
        await hasty.submit()
    with pytest.raises(KeyError, match="no channel or person called 'attic'"):
        await hasty.says("hello", channel="attic")
    with pytest.raises(KeyError, match="nobody called 'zoe'"):
        slack.person("zoe")


async def test_a_modal_covers_what_is_below(app: BoltApp, slack: LocalWorkspace, ada: Person) -> None:
    @app.bolt.command("/count")
    async def count(ack: Any, command: Any, client: Any) -> None:
        await ack()
        await client.views_open(
            trigger_id=command["trigger_id"], view=modal("Count", field("What", optional=True))
        )

    @app.bolt.view("form")
    async def submitted(ack: Any) -> None:
        await ack()

    blocks = [{"type": "actions", "elements": [button("Press", "press")]}]
    await app.bolt.client.chat_postMessage(channel="recruiting", text="x", blocks=blocks)
    await ada.slash("/count", channel="recruiting")
    await ada.sees_modal("Count")

    with pytest.raises(NotSeen, match="no button 'Press'"):
        await slack.person("ada", patience=0).click("Press")
    await ada.click("Save")
    await ada.sees_no_modal()


async def test_who_speaks_in_an_open_channel_is_in_it(
    slack: LocalWorkspace, ben: Person, ada: Person
) -> None:
    await ben.says("hello", channel="sourcing")

    await ada.sees("@Ben Lindqvist has joined the channel", within="sourcing")
    await ada.sees("hello", within="sourcing")


async def test_a_reply_to_a_reply_stands_under_the_root(
    slack: LocalWorkspace, client: AsyncWebClient, ada: Person
) -> None:
    root = await ada.says("root", channel="general")
    reply = await ada.says("reply", channel="general", thread=root)
    await client.chat_postMessage(channel="general", text="deeper", thread_ts=reply.ts)
    await client.chat_postMessage(channel="general", text="lost", thread_ts="1.1")

    assert ada.screen("general").split("\n") == [
        "Ada Okafor:", "root", "    Ada Okafor:", "    reply", "    Counter:", "    deeper", "Counter:", "lost",
    ]  # fmt: skip


async def test_blocks_in_attachments_work(app: BoltApp, ada: Person) -> None:
    pressed: list[str] = []

    @app.bolt.action("press")
    async def press(ack: Any, action: Any) -> None:
        pressed.append(action["value"])
        await ack()

    blocks = [{"type": "actions", "elements": [button("Press", "press", value="1")]}]
    await app.bolt.client.chat_postMessage(channel="recruiting", text="x", attachments=[{"blocks": blocks}])
    await ada.click("Press")

    assert pressed == ["1"]


async def test_the_app_can_be_sent_the_same_again(app: BoltApp, slack: LocalWorkspace, ada: Person) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()

    @app.bolt.event("message")
    async def hear(body: Any) -> None:
        heard.put_nowait(body["event_id"])

    await ada.says("hello", channel="recruiting")
    await slack.delivers_again("events_api")

    first, second = [await asyncio.wait_for(heard.get(), 5) for _ in range(2)]
    assert first == second
    assert app.headers("X-Slack-Retry-Num")[-1] == "1"


async def test_the_calls_of_the_app_are_remembered(slack: LocalWorkspace, client: AsyncWebClient) -> None:
    await client.users_list(limit=1)

    (call,) = slack.inside.calls
    assert (call.method, call.arguments) == ("users.list", {"limit": "1"})


async def test_a_call_is_remembered_with_when_it_came_and_the_bad_day_it_met(
    slack: LocalWorkspace, client: AsyncWebClient, ada: Person
) -> None:
    before = slack.inside.clock.now()
    slack.fails("users.list", RateLimited())
    with pytest.raises(SlackApiError):
        await client.users_list()
    url = slack.inside.response_urls.issue(ada.id, slack.channel_id("general"))
    slack.fails("response_url", AnswerLost())
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await AsyncWebhookClient(url, retry_handlers=[]).send(text="heard all the same")

    limited, lost = slack.inside.calls
    assert (limited.method, limited.fault) == ("users.list", RateLimited())
    assert (lost.method, lost.fault) == ("response_url", AnswerLost())
    assert before <= limited.at <= lost.at
    await ada.sees("heard all the same", within="general")


async def test_bad_days_reach_beyond_the_web_api(
    slack: LocalWorkspace, client: AsyncWebClient, ada: Person
) -> None:
    message = await ada.upload("a.csv", b"a", channel="recruiting")
    slack.fails("response_url", ServerError(502))
    slack.fails("file_download", RateLimited(retry_after=3))
    url = AsyncWebhookClient(slack.inside.response_urls.issue(ada.id, message.channel))

    assert (await url.send(text="x")).status_code == 502
    async with aiohttp.ClientSession() as session:
        download = await session.get(message.fields["files"][0]["url_private"])
        assert (download.status, download.headers["Retry-After"]) == (429, "3")
    assert (await url.send(text="x")).status_code == 200


@pytest.mark.parametrize("setting", ["views.open", "views.open=404", "a b=hang", "views.open=429*x"])
def test_a_setting_of_bad_days_that_cannot_be_read_is_refused(setting: str) -> None:
    with pytest.raises(ValueError, match=r"is not METHOD|neither 429"):
        Faults(setting)


def test_a_setting_of_bad_days_says_which_and_how_often() -> None:
    faults = Faults("chat.postMessage=429*2, views.open=500")

    assert [faults.take("chat.postMessage") for _ in range(3)] == [RateLimited(), RateLimited(), None]
    assert faults.take("views.open") == ServerError(500)
    assert faults.take("auth.test") is None
