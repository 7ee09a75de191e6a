"""What the Bolt app of these tests shows: one of everything."""

from typing import Any

from tests.workspace.bolt_app import button, field, modal, section

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str) -> Json:
    return {"text": plain(text), "value": text.lower()}


OPTIONS: Json = {"options": [option("Red"), option("Green"), option("Blue")]}
MOVE = {
    "title": plain("Move her?"),
    "text": plain("She will be told."),
    "confirm": plain("Move"),
    "deny": plain("Stay"),
}
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
    field("Name") | {"hint": plain("As on the passport")},
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
    {"type": "actions", "elements": [button("More", "more"), button("Reword", "reword")]},
)

CARD: list[Json] = [
    {"type": "header", "text": plain("Jane Doe")},
    section(
        "*Staff Engineer* at _Fjord_ :wave:\n<https://example.org/jane|her page> · <mailto:jane@example.org|jane@example.org>",
        accessory={
            "type": "overflow",
            "action_id": "more_of_her",
            "options": [option("Merge"), option("Forget")],
        },
    ),
    {
        "type": "section",
        "fields": [
            {"type": "mrkdwn", "text": text}
            for text in (
                "*Phone*\n+44 20 7946 0958",
                "*Status*\nActive",
                "*Owner*\n<@{ada}>",
                "*Tags*\n`python` `london`",
            )
        ],
    },
    {"type": "divider"},
    {
        "type": "context",
        "elements": [
            {
                "type": "mrkdwn",
                "text": "Added <!date^1700000000^{date_short} at {time}|then> by <@{ada}> in <#{general}>",
            }
        ],
    },
    {
        "type": "actions",
        "elements": [
            button("Edit", "edit", style="primary"),
            button("Delete", "delete", style="danger", confirm=CONFIRM),
            {
                "type": "static_select",
                "action_id": "pick",
                "placeholder": plain("Move to"),
                "confirm": MOVE,
                **OPTIONS,
            },
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
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "Bold", "style": {"bold": True}},
                    {"type": "text", "text": " and "},
                    {"type": "link", "url": "https://example.org", "text": "a link"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "bullet",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": each}]}
                    for each in ("one", "two")
                ],
            },
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "said somebody"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x = 1"}]},
        ],
    },
    {"type": "markdown", "text": "# Title\n\n**bold** and [link](https://example.org)\n\n- a\n- b"},
    {
        "type": "table",
        "rows": [
            [{"type": "raw_text", "text": text} for text in row]
            for row in (("Name", "Count"), ("Wolves", "12"))
        ],
    },
]


def filled(content: Any, places: dict[str, str]) -> Any:
    """The same with `{ada}` and the like replaced by their ids."""
    if isinstance(content, dict):
        return {name: filled(value, places) for name, value in content.items()}
    if isinstance(content, list):
        return [filled(value, places) for value in content]
    if isinstance(content, str):
        for name, place in places.items():
            content = content.replace(f"{{{name}}}", place)
    return content
