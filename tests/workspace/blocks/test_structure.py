"""Unknown things, missing things, things in the wrong place, things that contradict each other."""

from typing import Any

import pytest

from tests.workspace.blocks.samples import (
    Json,
    actions,
    button,
    chart,
    confirm,
    home,
    image,
    in_home,
    in_message,
    in_modal,
    input_of,
    modal,
    mrkdwn,
    option,
    options,
    paths,
    plain,
    rich_text,
    section,
    table,
    words,
)
from workspace.blocks import Fault, message_faults, view_faults

TEXT_INPUT = {"type": "plain_text_input"}


def sentence(fault: Fault) -> str:
    return f"{fault.message} [json-pointer:{fault.path}]"


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ({"type": "paragraph"}, "unsupported type: paragraph [json-pointer:/blocks/0/type]"),
        ({"text": plain()}, "missing required field: type [json-pointer:/blocks/0]"),
        ("header", "must provide an object [json-pointer:/blocks/0]"),
        ({"type": "header"}, "missing required field: text [json-pointer:/blocks/0]"),
        ({"type": "divider", "color": "red"}, "invalid additional property: color [json-pointer:/blocks/0]"),
        ({"type": "header", "text": mrkdwn()}, "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]"),
        (section(text="Jane"), "must provide an object [json-pointer:/blocks/0/text]"),
        (section(text=plain() | {"text": 7}), "must provide a string [json-pointer:/blocks/0/text/text]"),
        (section(text=None), "must provide an object [json-pointer:/blocks/0/text]"),
        (section(expand="yes"), "must provide a boolean [json-pointer:/blocks/0/expand]"),
        (section(fields={}), "must provide an array [json-pointer:/blocks/0/fields]"),
        (
            table() | {"rows": [[{"type": "raw_number", "value": "1", "text": "1"}]]},
            "must provide a number [json-pointer:/blocks/0/rows/0/0/value]",
        ),
        ({"type": "section"}, "must define at least one of `text`, `fields` [json-pointer:/blocks/0]"),
        (
            actions(button(style="blue")),
            "must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]",
        ),
        (
            {"type": "image", "alt_text": "Jane"},
            "must define exactly one of `image_url`, `slack_file` [json-pointer:/blocks/0]",
        ),
    ],
)
def test_what_slack_says(block: Any, said: str) -> None:
    assert [sentence(fault) for fault in in_message(block)] == [said]


@pytest.mark.parametrize(
    ("element", "path"),
    [
        (button(url="example.com"), "url"),
        (button(text=mrkdwn()), "text/type"),
        (button(confirm={name: part for name, part in confirm().items() if name != "deny"}), "confirm"),
        (button(confirm=confirm(title=mrkdwn())), "confirm/title/type"),
        ({"type": "static_select"}, ""),
        ({"type": "static_select", "options": options(1), "option_groups": []}, "option_groups"),
        ({"type": "static_select", "options": [option(text=mrkdwn())]}, "options/0/text/type"),
        ({"type": "static_select", "options": [option(url="https://example.com")]}, "options/0"),
        ({"type": "static_select", "options": options(2), "initial_option": option("fax")}, "initial_option"),
        ({"type": "static_select", "options": [option(), option()]}, "options/1/value"),
        (
            {"type": "static_select", "option_groups": [{"label": plain(), "options": [option()]}] * 2},
            "option_groups/1/options/0/value",
        ),
        (
            {
                "type": "multi_static_select",
                "options": options(2),
                "initial_options": [*options(1), option("fax")],
            },
            "initial_options/1",
        ),
        ({"type": "radio_buttons", "options": options(2), "initial_option": option("fax")}, "initial_option"),
        ({"type": "checkboxes", "options": [option(), option()]}, "options/1/value"),
        ({"type": "overflow", "options": [option(), option()]}, "options/1/value"),
        ({"type": "datepicker", "initial_date": "2026-02-30"}, "initial_date"),
        ({"type": "datepicker", "initial_date": "20260228"}, "initial_date"),
        ({"type": "timepicker", "initial_time": "24:00"}, "initial_time"),
        ({"type": "timepicker", "initial_time": "7:30"}, "initial_time"),
        ({"type": "timepicker", "timezone": "Mars/Olympus_Mons"}, "timezone"),
        ({"type": "datetimepicker", "initial_date_time": 1_000}, "initial_date_time"),
        ({"type": "datetimepicker", "initial_date_time": True}, "initial_date_time"),
        ({"type": "conversations_select", "filter": {}}, "filter"),
        ({"type": "conversations_select", "filter": {"include": ["private", "secret"]}}, "filter/include/1"),
        ({"type": "external_select", "min_query_length": -1}, "min_query_length"),
        ({"type": "external_select", "options": options(1)}, ""),
    ],
)
def test_unsound_elements(element: Json, path: str) -> None:
    assert paths(in_message(actions(element))) == [f"/blocks/0/elements/0/{path}".rstrip("/")]


@pytest.mark.parametrize(
    ("element", "path"),
    [
        (TEXT_INPUT | {"min_length": 5, "max_length": 4}, "min_length"),
        (
            TEXT_INPUT | {"dispatch_action_config": {"trigger_actions_on": ["on_blur"]}},
            "dispatch_action_config/trigger_actions_on/0",
        ),
        ({"type": "number_input"}, ""),
        ({"type": "number_input", "is_decimal_allowed": False, "initial_value": "1.5"}, "initial_value"),
        ({"type": "number_input", "is_decimal_allowed": True, "initial_value": "a few"}, "initial_value"),
        (
            {
                "type": "number_input",
                "is_decimal_allowed": True,
                "min_value": "9",
                "max_value": "10",
                "initial_value": "11",
            },
            "initial_value",
        ),
        (
            {"type": "number_input", "is_decimal_allowed": True, "min_value": "10", "max_value": "9"},
            "min_value",
        ),
        ({"type": "rich_text_input", "initial_value": words("x")}, "initial_value/type"),
        ({"type": "button", "text": plain()}, "type"),
    ],
)
def test_unsound_inputs(element: Json, path: str) -> None:
    assert paths(in_modal(input_of(element))) == [f"/view/blocks/0/element/{path}".rstrip("/")]


@pytest.mark.parametrize(
    ("element", "path"),
    [
        ({"type": "paragraph"}, "type"),
        ({"type": "rich_text_list", "elements": [words("x")]}, ""),
        ({"type": "rich_text_list", "style": "roman", "elements": [words("x")]}, "style"),
        (
            {"type": "rich_text_list", "style": "ordered", "elements": [{"type": "text", "text": "x"}]},
            "elements/0/type",
        ),
        (
            {
                "type": "rich_text_section",
                "elements": [{"type": "text", "text": "x", "style": {"blink": True}}],
            },
            "elements/0/style",
        ),
        (
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "x", "style": {"bold": 1}}]},
            "elements/0/style/bold",
        ),
        (
            {"type": "rich_text_section", "elements": [{"type": "broadcast", "range": "all"}]},
            "elements/0/range",
        ),
        ({"type": "rich_text_section", "elements": [{"type": "user"}]}, "elements/0"),
        (
            {"type": "rich_text_preformatted", "elements": [{"type": "user", "user_id": "U1"}]},
            "elements/0/type",
        ),
        ({"type": "rich_text_quote", "elements": [{"type": "link"}]}, "elements/0"),
    ],
)
def test_unsound_rich_text(element: Json, path: str) -> None:
    assert paths(in_message(rich_text(element))) == [f"/blocks/0/elements/0/{path}".rstrip("/")]


def test_tables_and_charts_have_a_regular_form() -> None:
    cell, rich = {"type": "raw_text", "text": "x"}, rich_text(words("x"))
    data_table = {"type": "data_table", "caption": "Pipeline"}
    assert paths(in_message(data_table | {"rows": [[cell, cell], [cell]]})) == ["/blocks/0/rows/1"]
    assert paths(in_message(data_table | {"rows": [[rich], [rich]]})) == ["/blocks/0/rows/0/0/type"]
    assert paths(in_message(data_table | {"rows": [[cell], [cell]], "row_header_column_index": 1})) == [
        "/blocks/0/row_header_column_index"
    ]
    assert paths(in_message(chart(2, 3) | {"title": ""})) == ["/blocks/0/title"]
    assert in_message(chart(2, 20)) == []
    assert paths(in_message(chart(1, 21))) == [
        "/blocks/0/chart/series/0/data",
        "/blocks/0/chart/axis_config/categories",
    ]
    assert paths(in_message(chart(categories=["elsewhere"]))) == ["/blocks/0/chart/series/0/data"]
    twins = chart(2)
    twins["chart"]["series"][1]["name"] = "Team 0"
    assert paths(in_message(twins)) == ["/blocks/0/chart/series/1/name"]


def test_cards_and_containers_are_not_empty_and_do_not_contradict_themselves() -> None:
    container = {"type": "container", "title": plain(), "child_blocks": [section()]}
    assert paths(in_message({"type": "card", "subtitle": plain()})) == ["/blocks/0"]
    assert paths(in_message({"type": "container", "child_blocks": [section()]})) == ["/blocks/0"]
    assert paths(in_message(container | {"default_collapsed": True})) == ["/blocks/0/default_collapsed"]
    assert paths(in_message(container | {"is_collapsible": True, "has_header_divider": True})) == [
        "/blocks/0/has_header_divider"
    ]
    assert paths(in_message(container | {"child_blocks": [container]})) == ["/blocks/0/child_blocks/0/type"]


def test_ids_are_unique_where_slack_needs_to_tell_things_apart() -> None:
    named = {"type": "divider", "block_id": "rule"}
    container = {"type": "container", "title": plain(), "child_blocks": [named]}
    assert in_message(actions(button("edit"), button("note")), actions(button("edit"))) == []
    assert paths(in_message(actions(button("edit"), button("edit")))) == ["/blocks/0/elements/1/action_id"]
    assert paths(in_message(named, named)) == ["/blocks/1/block_id"]
    assert paths(in_message(named, container)) == ["/blocks/1/child_blocks/0/block_id"]
    assert paths(in_modal(named, named)) == ["/view/blocks/1/block_id"]
    assert paths(message_faults({"attachments": [{"blocks": [named, named]}]})) == [
        "/attachments/0/blocks/1/block_id"
    ]


def test_each_element_has_its_places() -> None:
    assert in_message(section(accessory=image())) == []
    assert paths(in_message(actions(image()))) == ["/blocks/0/elements/0/type"]
    assert paths(in_message(section(accessory=TEXT_INPUT))) == ["/blocks/0/accessory/type"]
    assert paths(in_message({"type": "context", "elements": [button()]})) == ["/blocks/0/elements/0/type"]
    assert paths(in_modal(input_of(button()))) == ["/view/blocks/0/element/type"]
    assert paths(in_message(section(accessory={"type": "datetimepicker"}))) == ["/blocks/0/accessory/type"]


def test_each_surface_has_its_blocks_and_elements() -> None:
    alert = {"type": "alert", "text": plain()}
    assert in_modal(alert) == []
    assert paths(in_message(alert)) == ["/blocks/0/type"]
    assert paths(in_home(alert)) == ["/view/blocks/0/type"]
    for only_in_messages in (table(), chart(), {"type": "markdown", "text": "x"}):
        assert in_message(only_in_messages) == []
        assert paths(in_modal(only_in_messages)) == ["/view/blocks/0/type"]
        assert paths(in_home(only_in_messages)) == ["/view/blocks/0/type"]
    for only_in_modals in ("email_text_input", "url_text_input", "file_input"):
        block = input_of({"type": only_in_modals})
        assert in_modal(block) == []
        assert paths(in_message(block)) == ["/blocks/0/element/type"]
        assert paths(in_home(block)) == ["/view/blocks/0/element/type"]
    assert in_message(input_of(TEXT_INPUT)) == in_home(input_of(TEXT_INPUT)) == []


def test_modals_and_homes_are_whole() -> None:
    assert paths(view_faults({"type": "modal"})) == ["/view", "/view"]
    assert paths(view_faults({"type": "popup"})) == ["/view/type"]
    assert paths(view_faults(home(section(), submit=plain()))) == ["/view"]
    assert paths(view_faults(modal(section(), state={}))) == ["/view"]
    assert paths(view_faults(modal(section(), title=mrkdwn()))) == ["/view/title/type"]
    assert view_faults(home(section(), private_metadata="", callback_id="home")) == []


def test_a_modal_that_asks_something_can_be_submitted() -> None:
    asking = modal(input_of(TEXT_INPUT))
    del asking["submit"]
    (fault,) = view_faults(asking)
    assert sentence(fault) == "must define `submit` to use an `input` block in modals [json-pointer:/view]"
    assert in_home(input_of(TEXT_INPUT)) == []


def test_one_element_has_the_focus() -> None:
    focused = input_of(TEXT_INPUT | {"focus_on_load": True})
    picked = actions(button(), {"type": "datepicker", "focus_on_load": True})
    assert in_modal(focused) == in_modal(picked) == []
    assert paths(in_modal(focused, picked)) == ["/view/blocks/1/elements/1/focus_on_load"]
    assert paths(in_modal(picked, focused)) == ["/view/blocks/1/element/focus_on_load"]


def test_files_are_not_dispatched() -> None:
    assert in_modal(input_of({"type": "file_input"}, dispatch_action=False)) == []
    assert paths(in_modal(input_of({"type": "file_input"}, dispatch_action=True))) == [
        "/view/blocks/0/element/type"
    ]


def test_a_message_needs_no_blocks() -> None:
    assert (
        message_faults({"text": "hello"})
        == message_faults({"text": "hello", "blocks": [], "attachments": []})
        == []
    )
    assert paths(message_faults({"blocks": "[]", "attachments": {}})) == ["/blocks", "/attachments"]
