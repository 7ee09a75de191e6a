"""A Bolt app with one of everything that a page must show."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp

from tests.workspace.bolt_app import button, field, modal, section

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str) -> Json:
    return {"text": plain(text), "value": text.lower()}


OPTIONS = {"options": [option("Red"), option("Green"), option("Blue")]}
CONFIRM = {
    "title": plain("Delete everything?"),
    "text": plain("This cannot be undone."),
    "confirm": plain("Delete"),
    "deny": plain("Keep"),
    "style": "danger",
}
FORM = modal(
    "Everything",
    section("*Every* kind of input there is"),
    field("Name", hint=plain("As on the passport")),
    field("About", optional=True, multiline=True, max_length=40),
    field("Mail", "email_text_input"),
    field("Site", "url_text_input", optional=True),
    field("Age", "number_input", optional=True, is_decimal_allowed=False),
    field("Story", "rich_text_input", optional=True),
    field("Colour", "static_select", **OPTIONS),
    field("Colours", "multi_static_select", optional=True, **OPTIONS),
    field("Where", "external_select", optional=True, min_query_length=1),
    field("Wheres", "multi_external_select", optional=True, min_query_length=0),
    field("Person", "users_select", optional=True),
    field("People", "multi_users_select", optional=True),
    field("Channel", "channels_select", optional=True),
    field("Channels", "multi_channels_select", optional=True),
    field("Talk", "conversations_select", optional=True),
    field("Talks", "multi_conversations_select", optional=True),
    field("Day", "datepicker", optional=True),
    field("Time", "timepicker", optional=True),
    field("Moment", "datetimepicker", optional=True),
    field("Size", "radio_buttons", optional=True, **OPTIONS),
    field("Extras", "checkboxes", optional=True, **OPTIONS),
    field("Papers", "file_input", optional=True, filetypes=["csv"]),
    {"type": "actions", "elements": [button("More", "more")]},
)
for block in FORM["blocks"]:
    if "hint" in block.get("element", {}):
        block["hint"] = block["element"].pop("hint")

CARD: list[Json] = [
    {"type": "header", "text": plain("Jane Doe")},
    section(
        "*Staff Engineer* at _Fjord_ :wave:\n<https://example.org/jane|her page> · <mailto:jane@example.org|jane@example.org>",
        accessory={"type": "overflow", "action_id": "more_of_her", "options": [option("Merge"), option("Forget")]},
    ),
    {
        "type": "section",
        "fields": [{"type": "mrkdwn", "text": text} for text in ("*Phone*\n+44 20 7946 0958", "*Status*\nActive", "*Owner*\n<@{ada}>", "*Tags*\n`python` `london`")],
    },
    {"type": "divider"},
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "Added <!date^1700000000^{date_short} at {time}|then> by <@{ada}> in <#{general}>"}]},
    {
        "type": "actions",
        "elements": [
            button("Edit", "edit", style="primary"),
            button("Delete", "delete", style="danger", confirm=CONFIRM),
            {"type": "static_select", "action_id": "pick", "placeholder": plain("Move to"), **OPTIONS},
            {"type": "datepicker", "action_id": "day", "placeholder": plain("Next call")},
        ],
    },
]
HOME = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": plain("Counted so far")},
        section("*12 wolves* and 3 sheep", accessory=button("Count again", "again")),
        {"type": "divider"},
        section("Nothing here is *hidden* from <@{ada}>"),
    ],
}
RICH = [
    {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "Bold", "style": {"bold": True}}, {"type": "text", "text": " and "}, {"type": "link", "url": "https://example.org", "text": "a link"}]},
            {"type": "rich_text_list", "style": "bullet", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": each}]} for each in ("one", "two")]},
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "said somebody"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x = 1"}]},
        ],
    },
    {"type": "markdown", "text": "# Title\n\n**bold** and [link](https://example.org)\n\n- a\n- b"},
    {"type": "table", "rows": [[{"type": "raw_text", "text": text} for text in row] for row in (("Name", "Count"), ("Wolves", "12"))]},
]


def teach(bolt: AsyncApp, places: dict[str, str]) -> list[Json]:
    """Let the app answer. `places`: ids to put into texts. What was submitted is collected in the list."""
    submitted: list[Json] = []

    @bolt.command("/count")
    async def count(ack: Any, command: Json, client: Any, respond: Any) -> None:
        await ack()
        place = command["channel_id"]
        match command["text"]:
            case "form":
                await client.views_open(trigger_id=command["trigger_id"], view=FORM)
            case "card":
                await client.chat_postMessage(channel=place, text="Jane Doe", blocks=_filled(CARD, places))
            case "rich":
                await client.chat_postMessage(channel=place, text="Rich", blocks=RICH)
            case text:
                await respond(f"Only you may know of `{text}` &lt;b&gt;")

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
        await client.views_push(trigger_id=body["trigger_id"], view=modal("On top", section("A second modal")))
        await ack()

    @bolt.action("delete")
    async def delete(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="Deleted Jane Doe", replace_original=True)

    @bolt.action("again")
    async def again(ack: Any, body: Json, client: Any) -> None:
        await ack()
        view = {**HOME, "blocks": [section("*13 wolves*")]}
        await client.views_publish(user_id=body["user"]["id"], view=view)

    @bolt.action({"action_id": "pick"})
    async def pick(ack: Any, action: Json, say: Any) -> None:
        await ack()
        await say(f"Moved to {action['selected_option']['text']['text']}")

    @bolt.options("entered")
    async def where(ack: Any, payload: Json) -> None:
        towns = ("Oslo", "Osaka", "Lisbon")
        await ack(options=[option(town) for town in towns if payload["value"].lower() in town.lower()])

    @bolt.event("app_home_opened")
    async def home(event: Json, client: Any) -> None:
        await client.views_publish(user_id=event["user"], view=_filled(HOME, places))

    @bolt.event("file_shared")
    async def file_shared(event: Json, client: Any) -> None:
        file = (await client.files_info(file=event["file_id"]))["file"]
        if file["user"] == places["bot"]:
            return
        (stamps,) = file["shares"].get("public", file["shares"].get("private")).values()
        await client.files_upload_v2(
            channel=event["channel_id"], thread_ts=stamps[0]["ts"], content="name,count\nWolves,12\n",
            filename="counted.csv", initial_comment=f"Counted {file['name']}",
        )  # fmt: skip

    @bolt.event("message")
    async def message() -> None: ...

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

    return submitted


def _filled(content: Any, places: dict[str, str]) -> Any:
    """The same with `{ada}` and the like replaced by their ids."""
    if isinstance(content, dict):
        return {name: _filled(value, places) for name, value in content.items()}
    if isinstance(content, list):
        return [_filled(value, places) for value in content]
    if isinstance(content, str):
        for name, place in places.items():
            content = content.replace(f"{{{name}}}", place)
    return content
