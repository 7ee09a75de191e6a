"""Buttons, selects and inputs in messages, modals and App Homes; response_urls."""

import asyncio
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.workspace.bolt_app import BoltApp, button, field, modal, section
from workspace.driver import LocalWorkspace, NotSeen, Person

Body = dict[str, Any]


def option(text: str) -> Body:
    return {"text": {"type": "plain_text", "text": text}, "value": text.lower()}


def actions(*elements: Body) -> Body:
    return {"type": "actions", "block_id": "buttons", "elements": list(elements)}


def taken(app: BoltApp, action_id: str = "pressed") -> list[Body]:
    """Acks that action, and keeps what came."""
    kept: list[Body] = []

    @app.bolt.action(action_id)
    async def act(ack: Any, body: Body) -> None:
        kept.append(body)
        await ack()

    return kept


async def post(slack: LocalWorkspace, app: BoltApp, *blocks: Body, channel: str = "recruiting") -> str:
    answer = await app.bolt.client.chat_postMessage(
        channel=slack.channel_id(channel), text="see", blocks=list(blocks)
    )
    ts: str = answer["ts"]
    return ts


async def test_a_button_in_a_message_tells_the_app_what_and_where(
    slack: LocalWorkspace, app: BoltApp, ada: Person
) -> None:
    kept = taken(app)
    ts = await post(slack, app, section("card"), actions(button("Edit", "pressed", value="42")))

    await ada.click("edit")

    (body,) = kept
    assert body["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": slack.channel_id("recruiting"),
        "is_ephemeral": False,
    }
    assert body["channel"]["name"] == "recruiting"
    assert body["message"]["ts"] == ts
    (action,) = body["actions"]
    assert action["value"] == "42"
    assert action["text"]["text"] == "Edit"
    assert action["block_id"] == "buttons"
    assert body["user"]["id"] == ada.id
    assert body["team"]["id"] == slack.team_id
    assert body["response_url"].startswith(slack.page_url)


async def test_only_somebody_who_sees_it_can_press_it(slack: LocalWorkspace, app: BoltApp) -> None:
    taken(app)
    await app.bolt.client.conversations_join(channel=slack.channel_id("sourcing"))
    await post(slack, app, actions(button("Edit", "pressed")), channel="sourcing")

    with pytest.raises(NotSeen, match="sees no button 'Edit'"):
        await slack.person("gwen", patience=0).click("Edit")


async def test_the_newest_button_of_that_name_is_pressed_unless_told_where(
    slack: LocalWorkspace, app: BoltApp, ada: Person
) -> None:
    kept = taken(app)
    await post(slack, app, section("first"), actions(button("Edit", "pressed", value="1")))
    await post(slack, app, section("second"), actions(button("Edit", "pressed", value="2")))

    await ada.click("Edit")
    await ada.click("Edit", within=await ada.sees_message("first"))

    assert [body["actions"][0]["value"] for body in kept] == ["2", "1"]


async def test_of_several_buttons_the_one_beside_a_text_is_pressed(
    slack: LocalWorkspace, app: BoltApp, ada: Person
) -> None:
    kept = taken(app)
    people = [
        section(f"*{name}* Doe", accessory=button("Open", "pressed", value=name)) for name in ("Jane", "Joe")
    ]
    await post(slack, app, *people)

    await ada.click("Open", beside="Joe Doe")

    assert kept[0]["actions"][0]["value"] == "Joe"
    with pytest.raises(NotSeen, match="no button 'Open' beside 'Jim Doe'"):
        await slack.person("ada", patience=0).click("Open", beside="Jim Doe")


async def test_a_confirm_dialog_may_be_dismissed(slack: LocalWorkspace, app: BoltApp, ada: Person) -> None:
    kept = taken(app)
    texts = {name: {"type": "plain_text", "text": name} for name in ("title", "text", "confirm", "deny")}
    await post(slack, app, actions(button("Delete", "pressed", confirm=texts)))

    await ada.click("Delete", confirm=False)
    assert kept == []

    await ada.click("Delete")
    assert len(kept) == 1


async def test_an_entry_of_an_overflow_menu_is_pressed_by_its_words(
    slack: LocalWorkspace, app: BoltApp, ada: Person
) -> None:
    kept = taken(app)
    menu = {"type": "overflow", "action_id": "pressed", "options": [option("Archive"), option("Merge")]}
    await post(slack, app, section("card", accessory=menu))

    await ada.click("Merge")

    assert kept[0]["actions"][0]["selected_option"]["value"] == "merge"


async def test_choosing_in_a_message_carries_the_state_of_the_others(
    slack: LocalWorkspace, app: BoltApp, ada: Person
) -> None:
    kept = taken(app)
    select = {
        "type": "static_select",
        "action_id": "pressed",
        "placeholder": {"type": "plain_text", "text": "Kind"},
    }
    boxes = {"type": "checkboxes", "action_id": "boxes", "options": [option("Calls"), option("Notes")]}
    taken(app, "boxes")
    await post(
        slack,
        app,
        section("Show", block_id="show", accessory=boxes),
        actions(select | {"options": [option("All"), option("None")]}),
    )

    await ada.choose("Show", "Calls", "Notes")
    await ada.choose("Kind", "None")

    (body,) = kept
    state = body["state"]["values"]
    assert body["actions"][0]["selected_option"]["value"] == "none"
    assert [chosen["value"] for chosen in state["show"]["boxes"]["selected_options"]] == ["calls", "notes"]
    assert state["buttons"]["pressed"]["selected_option"]["value"] == "none"


async def test_every_kind_of_input_is_entered_as_slack_sends_it(
    slack: LocalWorkspace, app: BoltApp, ada: Person, ben: Person
) -> None:
    kept: list[Body] = []
    choices: Body = {"options": [option("One"), option("Two")]}
    form = modal(
        "All",
        field("Number", "number_input", is_decimal_allowed=False),
        field("Link", "url_text_input"),
        field("Rich", "rich_text_input"),
        field("Date", "datepicker"),
        field("Time", "timepicker"),
        field("Moment", "datetimepicker"),
        field("Radio", "radio_buttons", **choices),
        field("Many", "multi_static_select", **choices),
        field("Who", "users_select"),
        field("Whom", "multi_users_select"),
        field("Where", "conversations_select", response_url_enabled=True),
        field("Papers", "file_input"),
        field("Kept", initial_value="as it was"),
    )

    @app.bolt.command("/count")
    async def count(ack: Any, command: Any, client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=form)

    @app.bolt.view("form")
    async def submitted(ack: Any, body: Body) -> None:
        kept.append(body)
        await ack()

    await ada.slash("/count")
    await ada.fill(
        number="7", link="https://example.org", rich="hi", date="2026-01-31", time="14:30", moment=1800000000
    )
    await ada.fill(who="ben", whom=["ben", "ada"], where="recruiting", papers=("cv.txt", b"me"))
    await ada.choose("Radio", "Two")
    await ada.choose("Many", "One", "Two")
    await ada.submit()
    await ada.sees_no_modal()

    values = {block: state["entered"] for block, state in kept[0]["view"]["state"]["values"].items()}
    assert values["number"]["value"] == "7"
    assert values["link"]["value"] == "https://example.org"
    assert values["rich"]["rich_text_value"]["elements"][0]["elements"][0]["text"] == "hi"
    assert values["date"]["selected_date"] == "2026-01-31"
    assert values["time"]["selected_time"] == "14:30"
    assert values["moment"]["selected_date_time"] == 1800000000
    assert values["radio"]["selected_option"]["value"] == "two"
    assert [chosen["value"] for chosen in values["many"]["selected_options"]] == ["one", "two"]
    assert values["who"]["selected_user"] == ben.id
    assert values["whom"]["selected_users"] == [ben.id, ada.id]
    assert values["where"]["selected_conversation"] == slack.channel_id("recruiting")
    assert values["kept"]["value"] == "as it was"
    (file,) = values["papers"]["files"]
    assert file["name"] == "cv.txt"
    assert (await app.bolt.client.files_info(file=file["id"]))["file"]["size"] == 2
    (url,) = kept[0]["response_urls"]
    assert url["channel_id"] == slack.channel_id("recruiting")


async def test_an_external_select_asks_the_app(app: BoltApp, ada: Person) -> None:
    @app.bolt.command("/count")
    async def count(ack: Any, command: Any, client: Any) -> None:
        await ack()
        form = modal("Find", field("Person", "external_select", min_query_length=0))
        await client.views_open(trigger_id=command["trigger_id"], view=form)

    @app.bolt.options("entered")
    async def offer(ack: Any, payload: Any) -> None:
        await ack(options=[option(f"{payload['value']} Doe")] if payload["value"] == "Jane" else [])

    await ada.slash("/count")
    with pytest.raises(NotSeen, match="'Joe' is not offered"):
        await ada.choose("Person", "Joe")
    with pytest.raises(NotSeen, match="'Jane' is not offered; there is 'Jane Doe'"):
        await ada.choose("Person", "Jane")


async def test_an_input_that_dispatches_tells_the_app_at_once(app: BoltApp, ada: Person) -> None:
    kept = taken(app, "entered")

    @app.bolt.command("/count")
    async def count(ack: Any, command: Any, client: Any) -> None:
        await ack()
        await client.views_open(
            trigger_id=command["trigger_id"], view=modal("Live", {**field("What"), "dispatch_action": True})
        )

    await ada.slash("/count")
    await ada.fill(what="sheep")

    assert kept[0]["actions"][0]["value"] == "sheep"
    assert kept[0]["container"]["type"] == "view"


async def test_a_button_that_is_not_acked_is_said_to_have_timed_out(
    slack: LocalWorkspace, app: BoltApp, ada: Person
) -> None:
    @app.bolt.action("pressed")
    async def act(ack: Any) -> None:
        await asyncio.sleep(1)
        await ack()

    await post(slack, app, actions(button("Edit", "pressed")))
    await ada.click("Edit")

    await ada.sees("operation_timeout")


async def test_a_response_url_replaces_adds_and_deletes(
    slack: LocalWorkspace, app: BoltApp, ada: Person, ben: Person
) -> None:
    @app.bolt.action("pressed")
    async def act(ack: Any, respond: Any, action: Any) -> None:
        await ack()
        if action["value"] == "add":
            await respond("for you")
            await respond("for all", response_type="in_channel")
        elif action["value"] == "replace":
            await respond(
                "replaced",
                replace_original=True,
                blocks=[actions(button("Remove", "pressed", value="delete"))],
            )
        else:
            await respond(delete_original=True)

    more = section("more", accessory=button("Replace", "pressed", value="replace"))
    await post(slack, app, section("card"), actions(button("Add", "pressed", value="add")), more)

    await ada.click("Add")
    await ada.sees("for you")
    await ben.sees("for all")
    await ben.does_not_see("for you")
    await ada.click("Replace")
    await ben.sees("[Remove]")
    await ben.does_not_see("card")
    await ada.click("Remove")
    await ben.stops_seeing("[Remove]")


async def test_the_buttons_of_an_ephemeral_message_replace_it(app: BoltApp, ada: Person) -> None:
    kept: list[Body] = []

    @app.bolt.command("/count")
    async def count(ack: Any) -> None:
        await ack(text="which?", blocks=[actions(button("This one", "pressed"))])

    @app.bolt.action("pressed")
    async def act(ack: Any, body: Body, respond: Any) -> None:
        kept.append(body)
        await ack()
        await respond("that one it is", replace_original=True)

    await ada.slash("/count", channel="sourcing")
    await ada.click("This one")

    await ada.sees("that one it is")
    await ada.does_not_see("[This one]")
    assert kept[0]["container"]["is_ephemeral"]
    assert "message" not in kept[0]


async def test_a_response_url_dies_after_five_uses_or_thirty_minutes(
    slack: LocalWorkspace, ada: Person
) -> None:
    used = AsyncWebhookClient(slack.inside.response_urls.issue(ada.id, slack.channel_id("sourcing")))
    old = AsyncWebhookClient(slack.inside.response_urls.issue(ada.id, slack.channel_id("sourcing")))

    for number in range(5):
        assert (await used.send(text=f"answer {number}")).status_code == 200
    sixth = await used.send(text="answer 6")
    slack.passes(30 * 60 + 1)
    late = await old.send(text="late")

    assert (sixth.status_code, "used_url" in sixth.body) == (404, True)
    assert (late.status_code, "expired_url" in late.body) == (404, True)
    await ada.sees("answer 4", within="sourcing")
    await ada.does_not_see("answer 6")


async def test_a_response_url_refuses_what_chat_postmessage_would(slack: LocalWorkspace, ada: Person) -> None:
    url = AsyncWebhookClient(slack.inside.response_urls.issue(ada.id, slack.channel_id("sourcing")))

    empty = await url.send(text="")
    faulty = await url.send(text="x", blocks=[section("y" * 3001)])

    assert (empty.status_code, "no_text" in empty.body) == (400, True)
    assert (faulty.status_code, "/blocks/0/text/text" in faulty.body) == (400, True)


async def test_what_is_gone_cannot_be_acted_on(slack: LocalWorkspace, app: BoltApp, ada: Person) -> None:
    taken(app)
    ts = await post(slack, app, actions(button("Edit", "pressed")))
    await app.bolt.client.chat_delete(channel=slack.channel_id("recruiting"), ts=ts)

    with pytest.raises(SlackApiError, match="message_not_found"):
        await app.bolt.client.chat_update(channel=slack.channel_id("recruiting"), ts=ts, text="again")
    with pytest.raises(NotSeen):
        await slack.person("ada", patience=0).click("Edit")
