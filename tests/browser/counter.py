"""A Bolt app that answers everything a page can ask of one."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp

from tests.browser.content import CARD, FORM, HOME, RICH, filled, option, plain
from tests.workspace.bolt_app import field, modal, section

Json = dict[str, Any]
_TOWNS = ("Oslo", "Osaka", "Lisbon")


def teach(bolt: AsyncApp, places: dict[str, str]) -> list[Json]:
    """Let the app answer. `places`: ids to put into texts. What was submitted is collected in the list."""
    _teach_commands(bolt, places)
    _teach_buttons(bolt)
    _teach_home(bolt, places)
    _teach_files(bolt, places)
    _teach_shortcuts(bolt)
    return _teach_form(bolt, places)


def _teach_commands(bolt: AsyncApp, places: dict[str, str]) -> None:
    @bolt.command("/count")
    async def count(ack: Any, command: Json, client: Any, respond: Any) -> None:
        await ack()
        place = command["channel_id"]
        match command["text"]:
            case "form":
                await client.views_open(trigger_id=command["trigger_id"], view=FORM)
            case "card":
                await client.chat_postMessage(channel=place, text="Jane Doe", blocks=filled(CARD, places))
            case "rich":
                await client.chat_postMessage(channel=place, text="Rich", blocks=RICH)
            case text:
                await respond(f"Only you may know of `{text}` &lt;b&gt;")


def _teach_form(bolt: AsyncApp, places: dict[str, str]) -> list[Json]:
    submitted: list[Json] = []

    @bolt.view("form")
    async def form(ack: Any, view: Json, client: Any) -> None:
        values = {block: next(iter(entered.values())) for block, entered in view["state"]["values"].items()}
        if values["name"]["value"] == "Nobody":
            await ack(response_action="errors", errors={"name": "That is nobody's name."})
            return
        await ack()
        submitted.append(values)
        await client.chat_postMessage(channel=places["general"], text=f"Saved {values['name']['value']}")

    @bolt.action("more")
    async def more(ack: Any, body: Json, client: Any) -> None:
        await client.views_push(
            trigger_id=body["trigger_id"], view=modal("On top", section("A second modal"))
        )
        await ack()

    @bolt.action("reword")
    async def reword(ack: Any, body: Json, client: Any) -> None:
        await ack()
        worded = {**FORM, "title": plain("Reworded"), "blocks": [section("Other words"), *FORM["blocks"][1:]]}
        await client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=worded)

    @bolt.options("entered")
    async def where(ack: Any, payload: Json) -> None:
        typed = payload["value"].lower()
        await ack(options=[option(town) for town in _TOWNS if typed in town.lower()])

    return submitted


def _teach_buttons(bolt: AsyncApp) -> None:
    @bolt.action("delete")
    async def delete(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="Deleted Jane Doe", replace_original=True)

    @bolt.action("pick")
    async def pick(ack: Any, action: Json, say: Any) -> None:
        await ack()
        await say(f"Moved to {action['selected_option']['text']['text']}")


def _teach_home(bolt: AsyncApp, places: dict[str, str]) -> None:
    @bolt.event("app_home_opened")
    async def home(event: Json, client: Any) -> None:
        await client.views_publish(user_id=event["user"], view=filled(HOME, places))

    @bolt.action("again")
    async def again(ack: Any, body: Json, client: Any) -> None:
        await ack()
        view = {**HOME, "blocks": [section("*13 wolves*")]}
        await client.views_publish(user_id=body["user"]["id"], view=view)

    @bolt.event("message")
    async def message() -> None: ...


def _teach_files(bolt: AsyncApp, places: dict[str, str]) -> None:
    @bolt.event("file_shared")
    async def file_shared(event: Json, client: Any) -> None:
        file = (await client.files_info(file=event["file_id"]))["file"]
        if file["user"] == places["bot"]:
            return
        (stamps,) = file["shares"]["public"].values()
        await client.files_upload_v2(
            channel=event["channel_id"],
            thread_ts=stamps[0]["ts"],
            content="name,count\nWolves,12\n",
            filename="counted.csv",
            initial_comment=f"Counted {file['name']}",
        )


def _teach_shortcuts(bolt: AsyncApp) -> None:
    @bolt.shortcut("count_this")
    async def count_this(ack: Any, payload: Json, client: Any) -> None:
        await ack()
        words = len(payload["message"]["text"].split())
        place = {"channel": payload["channel"]["id"], "thread_ts": payload["message"]["ts"]}
        await client.chat_postMessage(**place, text=f"{words} words")

    @bolt.shortcut("count_now")
    async def count_now(ack: Any, body: Json, client: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=modal("Count now", field("What")))
        await ack()
