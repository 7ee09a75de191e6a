"""Events: which are sent, what is in them, how they are retried."""

import asyncio
import json
from typing import Any

from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from tests.workspace.bolt_app import BoltApp
from workspace.driver import LocalWorkspace, Person

Event = dict[str, Any]


def heard(app: BoltApp, *types: str) -> asyncio.Queue[Event]:
    """The events of those types, as they come."""
    queue: asyncio.Queue[Event] = asyncio.Queue()
    for name in types:

        @app.bolt.event(name)
        async def hear(event: Any) -> None:
            queue.put_nowait(event)

    return queue


async def next_of(queue: asyncio.Queue[Event]) -> Event:
    return await asyncio.wait_for(queue.get(), 5)


async def test_a_message_comes_in_slacks_envelope(slack: LocalWorkspace, app: BoltApp, ada: Person) -> None:
    events = heard(app, "message")

    message = await ada.says(
        "hello <&> @ben see https://example.org/a?b=c, ada@example.org in #sourcing", channel="recruiting"
    )

    event = await next_of(events)
    assert event["text"] == (
        f"hello &lt;&amp;&gt; <@{slack.person('ben').id}> see <https://example.org/a?b=c>, "
        f"<mailto:ada@example.org|ada@example.org> in <#{slack.channel_id('sourcing')}|sourcing>"
    )
    assert (event["channel"], event["channel_type"], event["ts"]) == (
        slack.channel_id("recruiting"),
        "channel",
        message.ts,
    )
    ((headers, body),) = app.requests
    envelope = json.loads(body)
    assert SignatureVerifier(slack.signing_secret).is_valid_request(body, headers)
    assert envelope["type"] == "event_callback"
    assert envelope["team_id"] == slack.team_id
    assert envelope["event_id"].startswith("Ev")
    assert envelope["authorizations"][0]["is_bot"]
    assert envelope.keys() >= {"token", "api_app_id", "event_time", "is_ext_shared_channel", "event_context"}


async def test_direct_messages_mentions_and_reactions_come(
    slack: LocalWorkspace, app: BoltApp, ada: Person
) -> None:
    events = heard(app, "message", "app_mention", "reaction_added")

    await ada.says("psst", channel="Counter")
    assert (await next_of(events))["channel_type"] == "im"

    message = await ada.says("@Counter, look", channel="recruiting")
    both = {(await next_of(events))["type"] for _ in range(2)}
    assert both == {"message", "app_mention"}

    await ada.reacts("eyes", message)
    reaction = await next_of(events)
    assert (reaction["reaction"], reaction["item"]["ts"], reaction["user"]) == ("eyes", message.ts, ada.id)
    await ada.sees(":eyes: 1")


async def test_nothing_comes_from_where_the_bot_is_not(
    slack: LocalWorkspace, app: BoltApp, ada: Person
) -> None:
    events = heard(app, "message", "member_joined_channel")

    await ada.says("unheard", channel="sourcing")
    await ada.brings_the_bot("sourcing")
    await ada.says("heard", channel="sourcing")

    joined = await next_of(events)
    assert (joined["type"], joined["inviter"]) == ("member_joined_channel", ada.id)
    assert (await next_of(events))["text"] == "heard"


async def test_nothing_comes_that_is_not_subscribed_or_lacks_its_scope(
    slack: LocalWorkspace, app: BoltApp, ada: Person
) -> None:
    """reaction_removed is not in the manifest; message.groups is not either, with the bot in a private channel."""
    events = heard(app, "message", "reaction_removed", "reaction_added")
    slack.inside.conversations.named("offers").members.append(slack.inside.bot.id)  # type: ignore[union-attr]  # it is there

    await ada.says("secret", channel="offers")
    message = await ada.says("open", channel="recruiting")
    await ada.reacts("eyes", message)
    await ada.reacts("eyes", message)
    await ada.reacts("tada", message)

    came = [await next_of(events) for _ in range(3)]
    assert sorted(event.get("text") or event["reaction"] for event in came) == ["eyes", "open", "tada"]


async def test_the_bot_hears_of_its_own_messages_and_files(slack: LocalWorkspace, ada: Person) -> None:
    """Bolt drops a bot's own events unless told otherwise; Slack sends them."""
    async with BoltApp(slack, hears_itself=True) as app:
        events = heard(app, "file_shared", "message")

        await app.bolt.client.files_upload_v2(
            channel=slack.channel_id("recruiting"), content="a,b", filename="out.csv", initial_comment="there"
        )

        by_type = {event["type"]: event for event in [await next_of(events), await next_of(events)]}
    assert by_type["file_shared"]["user_id"] == slack.inside.bot.id
    assert by_type["message"]["subtype"] == "file_share"
    assert by_type["message"]["bot_id"] == slack.inside.app.bot_id
    (file,) = by_type["message"]["files"]
    assert by_type["file_shared"]["file_id"] == file["id"]
    await ada.sees("there [file out.csv, 3 bytes]")


class Failing:
    """An app that answers with those statuses, one after the other; then 200."""

    def __init__(self, *statuses: int, headers: dict[str, str] | None = None) -> None:
        self._statuses = list(statuses)
        self._headers = headers
        self.came: asyncio.Queue[web.Request] = asyncio.Queue()

    async def take(self, request: web.Request) -> web.Response:
        await request.read()
        self.came.put_nowait(request)
        return web.Response(status=self._statuses.pop(0) if self._statuses else 200, headers=self._headers)


async def test_an_event_that_is_not_taken_is_sent_again_three_times(
    slack: LocalWorkspace, ada: Person
) -> None:
    failing = Failing(500, 503, 404, 500, 500)
    runner = await serve(failing, slack)

    await ada.says("hello", channel="recruiting")
    requests = [await asyncio.wait_for(failing.came.get(), 5) for _ in range(4)]
    await ada.says("again", channel="recruiting")
    fifth = await asyncio.wait_for(failing.came.get(), 5)
    await runner.cleanup()

    assert [request.headers.get("X-Slack-Retry-Num") for request in requests] == [None, "1", "2", "3"]
    assert requests[1].headers["X-Slack-Retry-Reason"] == "http_error"
    assert "X-Slack-Retry-Num" not in fifth.headers
    bodies = [json.loads(await request.text()) for request in requests]
    assert len({body["event_id"] for body in bodies}) == 1


async def test_an_event_is_not_sent_again_where_the_app_says_so(slack: LocalWorkspace, ada: Person) -> None:
    failing = Failing(500, 500, headers={"X-Slack-No-Retry": "1"})
    runner = await serve(failing, slack)

    await ada.says("one", channel="recruiting")
    await asyncio.wait_for(failing.came.get(), 5)
    await ada.says("two", channel="recruiting")
    second = await asyncio.wait_for(failing.came.get(), 5)
    await runner.cleanup()

    assert json.loads(await second.text())["event"]["text"] == "two"


async def serve(failing: Failing, slack: LocalWorkspace) -> web.AppRunner:
    application = web.Application()
    application.router.add_post("/events", failing.take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.listens_at(f"http://127.0.0.1:{runner.addresses[0][1]}/events")
    return runner


async def test_the_app_home_is_opened_and_published(app: BoltApp, ada: Person, ben: Person) -> None:
    opened: list[Event] = []

    @app.bolt.event("app_home_opened")
    async def home(event: Any, client: Any) -> None:
        opened.append(event)
        text = {"type": "plain_text", "text": f"Welcome {len(opened)}"}
        await client.views_publish(
            user_id=event["user"], view={"type": "home", "blocks": [{"type": "header", "text": text}]}
        )

    await ada.opens_home()
    await ada.sees("Welcome 1", within="home")
    await ada.opens_home()
    await ada.sees("Welcome 2")

    assert opened[0]["tab"] == "home"
    assert "view" not in opened[0]
    assert opened[1]["view"]["type"] == "home"
    assert ben.screen("home") == ""
