"""Modals: opened by a trigger, filled in, submitted, stacked, updated, closed."""

import asyncio
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.workspace.bolt_app import BoltApp, button, field, modal, section
from tests.workspace.refusals import error_of
from workspace.driver import LocalWorkspace, NotSeen, Person

FORM = modal(
    "Count",
    field("What"),
    field("E-mail", "email_text_input", optional=True),
    field("How", max_length=5, optional=True),
)


@pytest.fixture
async def opened(app: BoltApp, ada: Person) -> BoltApp:
    """The app, with its form open before Ada."""

    @app.bolt.command("/count")
    async def count(ack: Any, command: Any, client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=FORM)

    await ada.slash("/count")
    await ada.sees_modal("Count")
    return app


def submissions(app: BoltApp, **answer: Any) -> list[dict[str, Any]]:
    """Answers every submission so, and keeps them."""
    kept: list[dict[str, Any]] = []

    @app.bolt.view("form")
    async def submitted(ack: Any, body: Any) -> None:
        await ack(**answer)
        kept.append(body)

    return kept


async def test_a_form_is_filled_in_by_label_and_submitted(opened: BoltApp, ada: Person) -> None:
    kept = submissions(opened)

    await ada.fill(what="sheep", **{"E-mail": "ada@example.org"})
    await ada.submit()

    await ada.sees_no_modal()
    (body,) = kept
    values = body["view"]["state"]["values"]
    assert values["what"]["entered"] == {"type": "plain_text_input", "value": "sheep"}
    assert values["e-mail"]["entered"]["value"] == "ada@example.org"
    assert values["how"]["entered"]["value"] is None
    assert body["type"] == "view_submission"
    assert body["response_urls"] == []


async def test_the_form_shows_what_it_holds(opened: BoltApp, ada: Person) -> None:
    await ada.fill(what="sheep")

    assert ada.modal is not None
    assert ada.modal.fields == ["What", "E-mail", "How"]
    assert ada.modal.value("What") == "sheep"
    assert "[Save]" in ada.modal.text


async def test_what_slack_itself_would_not_submit_stays(opened: BoltApp, ada: Person) -> None:
    kept = submissions(opened)

    await ada.fill(**{"E-mail": "nobody"}, how="too long")
    await ada.submit()

    await ada.sees_error("What", "Please complete this required field.")
    await ada.sees_error("E-mail", "Please enter a valid email address.")
    await ada.sees_error("How", "Please enter 5 characters or fewer.")
    assert kept == []


async def test_the_app_puts_errors_under_fields_and_they_go_when_mended(opened: BoltApp, ada: Person) -> None:
    @opened.bolt.view("form")
    async def submitted(ack: Any, view: Any) -> None:
        if view["state"]["values"]["what"]["entered"]["value"] == "wolves":
            await ack(response_action="errors", errors={"what": "Not those."})
        else:
            await ack()

    await ada.fill(what="wolves")
    await ada.submit()
    await ada.sees_error("What", "Not those.")

    await ada.fill(what="sheep")
    await ada.submit()
    await ada.sees_no_modal()


async def test_errors_for_a_field_that_is_not_there_are_trouble(opened: BoltApp, ada: Person) -> None:
    submissions(opened, response_action="errors", errors={"nowhere": "Hm."})

    await ada.fill(what="sheep")
    await ada.submit()

    await ada.sees("We had some trouble connecting")
    await ada.sees_modal("Count")


async def test_a_submission_may_update_push_or_clear(opened: BoltApp, ada: Person) -> None:
    def answer(title: str, action: str) -> dict[str, Any]:
        return {
            "response_action": action,
            "view": modal(title, section(f"this is {title}"), callback_id=title),
        }

    @opened.bolt.view("form")
    async def first(ack: Any) -> None:
        await ack(**answer("second", "update"))

    @opened.bolt.view("second")
    async def second(ack: Any) -> None:
        await ack(**answer("third", "push"))

    @opened.bolt.view("third")
    async def third(ack: Any) -> None:
        await ack(response_action="clear")

    await ada.fill(what="sheep")
    await ada.submit()
    updated = await ada.sees_modal("second")
    await ada.submit()
    pushed = await ada.sees_modal("third")
    assert pushed.view["previous_view_id"] == updated.view["id"]
    await ada.submit()
    await ada.sees_no_modal()


async def test_a_submission_that_is_not_acked_keeps_the_form(opened: BoltApp, ada: Person) -> None:
    @opened.bolt.view("form")
    async def submitted(ack: Any) -> None:
        await asyncio.sleep(1)
        await ack()

    await ada.fill(what="sheep")
    await ada.submit()

    await ada.sees("did not answer in time")
    await ada.sees_modal("Count")


async def test_closing_is_told_only_where_the_app_asked(app: BoltApp, ada: Person) -> None:
    closed: list[bool] = []

    @app.bolt.command("/count")
    async def count(ack: Any, command: Any, client: Any) -> None:
        await ack()
        await client.views_open(
            trigger_id=command["trigger_id"], view=modal("Asked", notify_on_close=command["text"] == "loud")
        )

    @app.bolt.view_closed("form")
    async def gone(ack: Any, body: Any, client: Any) -> None:
        await ack()
        closed.append(body["is_cleared"])
        await client.chat_postMessage(channel=body["user"]["id"], text="You closed it")

    await ada.slash("/count quiet")
    await ada.closes_modal()
    await ada.sees_no_modal()
    await ada.slash("/count loud")
    await ada.closes_modal()

    await ada.sees("You closed it", within="Counter")
    assert closed == [False]


async def test_a_modal_pushes_two_more_and_no_third(app: BoltApp, ada: Person) -> None:
    refused: list[str] = []
    more = modal("More", {"type": "actions", "elements": [button("Deeper", "deeper")]})

    @app.bolt.command("/count")
    async def count(ack: Any, command: Any, client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=more)

    @app.bolt.action("deeper")
    async def deeper(ack: Any, body: Any, client: Any) -> None:
        await ack()
        try:
            await client.views_push(trigger_id=body["trigger_id"], view=more)
        except SlackApiError as error:
            refused.append(error.response["error"])
            await client.chat_postMessage(channel=body["user"]["id"], text="Deep enough")

    await ada.slash("/count")
    for _ in range(3):
        await ada.click("Deeper")

    await ada.sees("Deep enough", within="Counter")
    assert refused == ["push_limit_reached"]
    assert await depth(ada) == 3


async def depth(person: Person) -> int:
    """How many modals a person can close one by one."""
    closed = 0
    while person.modal:
        await person.closes_modal()
        closed += 1
    return closed


async def test_a_trigger_works_once_and_for_three_seconds(
    slack: LocalWorkspace, ada: Person, client: AsyncWebClient
) -> None:
    once = slack.inside.triggers.issue(ada.id)
    late = slack.inside.triggers.issue(ada.id)

    await client.views_open(trigger_id=once, view=FORM)
    slack.passes(3.1)

    assert await error_of(client.views_open(trigger_id=once, view=FORM)) == "exchanged_trigger_id"
    assert await error_of(client.views_open(trigger_id=late, view=FORM)) == "expired_trigger_id"
    assert await error_of(client.views_open(trigger_id="1.2.3", view=FORM)) == "invalid_trigger_id"


async def test_a_view_is_updated_with_its_own_hash_only(
    slack: LocalWorkspace, ada: Person, client: AsyncWebClient
) -> None:
    opened = await client.views_open(trigger_id=slack.inside.triggers.issue(ada.id), view=FORM)
    view = opened["view"]

    updated = await client.views_update(view_id=view["id"], hash=view["hash"], view=modal("Counted"))

    assert updated["view"]["hash"] != view["hash"]
    await ada.sees_modal("Counted")
    stale = client.views_update(view_id=view["id"], hash=view["hash"], view=FORM)
    assert await error_of(stale) == "hash_conflict"
    assert await error_of(client.views_update(view_id="V0", view=FORM)) == "not_found"
    assert (
        await error_of(client.views_push(trigger_id=slack.inside.triggers.issue(ada.id), view=FORM))
        == "not_found"
    )


async def test_what_a_person_entered_survives_an_update(
    slack: LocalWorkspace, ada: Person, client: AsyncWebClient
) -> None:
    opened = await client.views_open(trigger_id=slack.inside.triggers.issue(ada.id), view=FORM)
    await ada.fill(what="sheep")

    await client.views_update(
        view_id=opened["view"]["id"], view={**FORM, "title": {"type": "plain_text", "text": "Again"}}
    )

    again = await ada.sees_modal("Again")
    assert again.value("What") == "sheep"


async def test_an_external_id_names_one_view(
    slack: LocalWorkspace, ada: Person, client: AsyncWebClient
) -> None:
    named = modal("Named", external_id="the-one")
    await client.views_open(trigger_id=slack.inside.triggers.issue(ada.id), view=named)

    await client.views_update(external_id="the-one", view=modal("Renamed", external_id="the-one"))

    await ada.sees_modal("Renamed")
    ben_trigger = slack.inside.triggers.issue(slack.person("ben").id)
    assert await error_of(client.views_open(trigger_id=ben_trigger, view=named)) == "duplicate_external_id"


async def test_a_faulty_view_is_refused_with_the_path(
    slack: LocalWorkspace, ada: Person, client: AsyncWebClient
) -> None:
    faulty = modal("x" * 25, section("y" * 3001))

    with pytest.raises(SlackApiError) as caught:
        await client.views_open(trigger_id=slack.inside.triggers.issue(ada.id), view=faulty)

    answer = caught.value.response
    assert answer["error"] == "invalid_arguments"
    paths = " ".join(answer["response_metadata"]["messages"])
    assert "/view/title/text" in paths
    assert "/view/blocks/0/text/text" in paths


async def test_a_field_or_button_that_is_not_there_cannot_be_used(
    opened: BoltApp, slack: LocalWorkspace
) -> None:
    hasty = slack.person("ada", patience=0)

    with pytest.raises(NotSeen, match="sees no field 'colour', only \\['What', 'E-mail', 'How'\\]"):
        await hasty.fill(colour="red")
    with pytest.raises(NotSeen, match="sees no button 'Explode'"):
        await hasty.click("Explode")
