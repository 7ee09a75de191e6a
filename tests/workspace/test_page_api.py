"""The page's own protocol: what it is told, what it may do, and what keeps others out."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.workspace.bolt_app import BoltApp, button, field, modal, section
from workspace.driver import LocalWorkspace, Person

Json = dict[str, Any]


class Page:
    """A browser's view of the workspace, as one person."""

    def __init__(self, session: aiohttp.ClientSession, user: str) -> None:
        self._session = session
        self.user = user

    async def get(self, path: str, **query: str) -> Json:
        async with self._session.get(path, params={"user": self.user, **query}) as answer:
            content: Json = await answer.json()
            return content

    async def post(self, path: str, **body: Any) -> Json:
        async with self._session.post(path, json={"user": self.user, **body}) as answer:
            content: Json = await answer.json()
            return content

    async def upload(self, path: str, name: str, content: bytes, **fields: str) -> Json:
        form = aiohttp.FormData({"user": self.user, **fields}, quote_fields=False)
        form.add_field("file", content, filename=name, content_type="text/csv")
        async with self._session.post(path, data=form) as answer:
            result: Json = await answer.json()
            return result


@pytest.fixture
async def session(slack: LocalWorkspace) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(slack.page_url) as opened:
        yield opened


@pytest.fixture
def page(session: aiohttp.ClientSession, ada: Person) -> Page:
    return Page(session, ada.id)


async def test_the_page_is_told_who_and_what_there_is(
    slack: LocalWorkspace, page: Page, session: aiohttp.ClientSession
) -> None:
    state = await page.get("api/state")

    assert state["ok"]
    assert state["workspace"] == {"name": "Halden Talent", "team_id": slack.team_id}
    assert state["me"]["name"] == "ada"
    assert {user["name"] for user in state["users"]} == {"ada", "ben", "mei", "gwen", "counter"}
    assert [channel["name"] for channel in state["channels"] if channel["is_channel"]] == [
        "general",
        "recruiting",
        "sourcing",
        "offers",
    ]
    app = state["app"]
    assert app["commands"][0] == {"command": "/count", "description": "Count", "usage_hint": "what"}
    assert {shortcut["callback_id"] for shortcut in app["shortcuts"]} == {"count_now", "count_this"}
    assert app["im_channel"] in {channel["id"] for channel in state["channels"] if channel["is_im"]}
    first = await (await session.get("api/state")).json()
    assert first["me"] == state["me"]


async def test_a_guest_sees_only_where_she_is(slack: LocalWorkspace, session: aiohttp.ClientSession) -> None:
    gwen = Page(session, slack.person("gwen").id)

    state = await gwen.get("api/state")
    closed = await gwen.get("api/messages", channel=slack.channel_id("general"))

    assert [channel["name"] for channel in state["channels"] if not channel["is_im"]] == ["recruiting"]
    assert closed["error"] == "channel_not_found"
    assert "not open to you" in closed["message"]


async def test_messages_and_threads_are_said_and_read(slack: LocalWorkspace, page: Page) -> None:
    channel = slack.channel_id("sourcing")
    root = await page.post("api/messages", channel=channel, text="who?")
    await page.post("api/messages", channel=channel, text="me", thread_ts=root["message"]["ts"])

    roots = await page.get("api/messages", channel=channel)
    thread = await page.get("api/messages", channel=channel, thread_ts=root["message"]["ts"])

    assert [message["text"] for message in roots["messages"]] == ["who?"]
    assert roots["messages"][0]["reply_count"] == 1
    assert [
        (message["text"], message["channel"], message["ephemeral"]) for message in thread["messages"]
    ] == [
        ("who?", channel, False),
        ("me", channel, False),
    ]
    assert (await page.post("api/messages", channel=channel, text=" "))["error"] == "no_text"


async def test_the_page_hears_of_every_change(
    slack: LocalWorkspace, page: Page, session: aiohttp.ClientSession, ben: Person
) -> None:
    async with session.ws_connect(f"api/socket?user={page.user}") as socket:
        message = await ben.says("hello", channel="general")
        assert (await socket.receive_json())["message"]["text"] == "hello"
        await ben.reacts("eyes", message)
        assert (await socket.receive_json())["type"] == "message_changed"
        await page.post("api/reactions", channel=message.channel, ts=message.ts, name="eyes")
        assert (await socket.receive_json())["message"]["reactions"][0]["count"] == 2
        await page.post("api/channels/join", channel=slack.channel_id("sourcing"))
        frames = [await socket.receive_json() for _ in range(2)]
        opened = await page.post("api/channels/open", **{"with": ben.id})
        frames.append(await socket.receive_json())

    assert [frame["type"] for frame in frames] == ["message", "channels", "channels"]
    assert opened["channel"]["id"] in {channel["id"] for channel in frames[-1]["channels"]}


async def test_a_modal_goes_through_the_page(
    app: BoltApp, slack: LocalWorkspace, page: Page, session: aiohttp.ClientSession
) -> None:
    @app.bolt.command("/count")
    async def count(ack: Any, command: Any, client: Any) -> None:
        await client.views_open(trigger_id=command["trigger_id"], view=modal("Count", field("What")))
        await ack()

    @app.bolt.view("form")
    async def submitted(ack: Any) -> None:
        await ack(response_action="errors", errors={"what": "Not those."})

    async with session.ws_connect(f"api/socket?user={page.user}") as socket:
        assert await page.post("api/commands", channel=slack.channel_id("general"), text="/count") == {
            "ok": True
        }
        frame = await socket.receive_json()
    (view,) = frame["stack"]
    assert (await page.get("api/views"))["stack"] == [view]
    values = {"what": {"entered": {"type": "plain_text_input", "value": "wolves"}}}

    empty = await page.post("api/views/submit", view_id=view["id"], state={"values": {}})
    refused = await page.post("api/views/submit", view_id=view["id"], state={"values": values})
    closed = await page.post("api/views/close", view_id=view["id"])
    gone = await page.post("api/views/submit", view_id=view["id"], state={"values": values})

    assert (empty["error"], empty["errors"]) == (
        "field_errors",
        {"what": "Please complete this required field."},
    )
    assert refused["errors"] == {"what": "Not those."}
    assert closed == {"ok": True}
    assert gone["error"] == "not_found"


async def test_buttons_options_home_and_shortcuts_go_through_the_page(
    app: BoltApp, slack: LocalWorkspace, page: Page
) -> None:
    pressed: list[Json] = []

    @app.bolt.event("app_home_opened")
    async def home(event: Any, client: Any) -> None:
        await client.views_publish(user_id=event["user"], view=HOME)

    @app.bolt.action("go")
    async def go(ack: Any, body: Json) -> None:
        pressed.append(body)
        await ack()

    @app.bolt.options("who")
    async def who(ack: Any, payload: Any) -> None:
        await ack(options=[{"text": {"type": "plain_text", "text": payload["value"]}, "value": "1"}])

    @app.bolt.shortcut("count_now")
    async def now(ack: Any) -> None:
        await ack()

    ada = slack.person("ada")
    assert (await page.post("api/home", tab="home"))["view"] is None
    await ada.opens_home()
    await ada.sees("Go", within="home")
    view = (await page.get("api/views"))["home"]
    container = {"type": "view", "view_id": view["id"]}
    at = {"block_id": view["blocks"][0]["block_id"]}

    acted = await page.post(
        "api/actions", container=container, actions=[{"type": "button", "action_id": "go", **at}]
    )
    offered = await page.post("api/options", container=container, action_id="who", value="ja", **at)
    unknown = await page.post(
        "api/actions", container=container, actions=[{"type": "button", "action_id": "no", **at}]
    )

    assert acted == {"ok": True}
    assert pressed[0]["view"]["type"] == "home"
    assert offered["options"][0]["text"]["text"] == "ja"
    assert unknown["error"] == "action_not_found"
    assert await page.post("api/shortcuts", callback_id="count_now") == {"ok": True}
    assert (await page.post("api/shortcuts", callback_id="nope"))["error"] == "unknown_shortcut"


SELECT = {"type": "external_select", "action_id": "who", "placeholder": {"type": "plain_text", "text": "Who"}}
HOME = {
    "type": "home",
    "blocks": [{"type": "actions", "elements": [button("Go", "go"), SELECT]}, section("Welcome")],
}


async def test_files_go_up_and_come_down(
    slack: LocalWorkspace, page: Page, session: aiohttp.ClientSession
) -> None:
    shared = await page.upload(
        "api/files", "people.csv", b"a,b", channel=slack.channel_id("general"), text="look"
    )
    attached = await page.upload("api/uploads", "é vil/.html", b"<script>")

    file = f"api/files/{shared['files'][0]['id']}?user={page.user}"
    attachment = await session.get(file)
    inline = await session.get(f"{file}&inline=1")
    script = await session.get(f"api/files/{attached['file']['id']}?user={page.user}&inline=1")
    stranger = await session.get(f"api/files/{attached['file']['id']}?user={slack.person('ben').id}")

    assert await attachment.read() == b"a,b"
    assert attachment.headers["Content-Disposition"] == "attachment; filename*=UTF-8''people.csv"
    assert inline.headers["Content-Disposition"].startswith("inline")
    assert script.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%C3%A9%20vil%2F.html"
    assert stranger.status == 404


async def test_a_request_that_makes_no_sense_is_answered_with_a_sentence(
    page: Page, session: aiohttp.ClientSession
) -> None:
    assert (await page.post("api/messages"))["error"] == "invalid_request"
    assert (await page.get("api/state", user="U0"))["error"] == "user_not_found"
    nothing = await (await session.post("api/commands", data="{")).json()
    assert nothing["error"] == "invalid_request"


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Host": "evil.example"}])
async def test_other_sites_are_kept_out(session: aiohttp.ClientSession, headers: dict[str, str]) -> None:
    answer = await session.get("api/state", headers=headers)

    assert answer.status == 403
