"""The documented limits, written down once more by hand: exactly at the limit is sound, one over is refused there."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.workspace.blocks.samples import (
    Json,
    actions,
    button,
    chart,
    confirm,
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

URL = "https://example.com/"
Measured = Callable[[int], list[Fault]]


def message(block: Callable[[int], Json]) -> Measured:
    return lambda size: in_message(block(size))


def in_a_modal(block: Callable[[int], Json]) -> Measured:
    return lambda size: in_modal(block(size))


def element(build: Callable[[int], Json]) -> Measured:
    return message(lambda size: actions(build(size)))


def typed(build: Callable[[int], Json]) -> Measured:
    return in_a_modal(lambda size: input_of(build(size)))


def of_view(name: str, build: Callable[[int], Any] = lambda size: "x" * size) -> Measured:
    return lambda size: view_faults(modal({"type": "divider"}, **{name: build(size)}))


def x(size: int) -> Json:
    return plain("x" * size)


def url(size: int) -> str:
    return URL + "x" * (size - len(URL))


def points(count: int) -> list[Json]:
    return [{"label": f"Week {number}", "value": number} for number in range(count)]


def pie(count: int) -> Json:
    return chart() | {"chart": {"type": "pie", "segments": points(count)}}


def card(**fields: Any) -> Json:
    return {"type": "card", "title": mrkdwn(), **fields}


def data_table(rows: int = 2, columns: int = 1, **fields: Any) -> Json:
    return table(rows, columns) | {"type": "data_table", "caption": "Pipeline"} | fields


def container(**fields: Any) -> Json:
    return {"type": "container", "title": plain(), "child_blocks": [section()], **fields}


def feedback(**fields: Any) -> Json:
    one = {"text": plain("Good"), "value": "good"}
    both = {"positive_button": one | fields, "negative_button": one}
    return {"type": "context_actions", "elements": [{"type": "feedback_buttons", **both}]}


def auth_provider(**fields: Any) -> Json:
    return {"type": "auth_provider", "value": "crm", "name": plain(), "is_connected": True, **fields}


def video(**fields: Any) -> Json:
    return {
        "type": "video",
        "alt_text": "A talk",
        "title": plain(),
        "video_url": URL,
        "thumbnail_url": URL,
        **fields,
    }


def static_select(**fields: Any) -> Json:
    return {"type": "static_select", "options": options(2), **fields}


def groups(count: int) -> list[Json]:
    return [{"label": plain(), "options": [option(f"option {number}")]} for number in range(count)]


def dividers(count: int) -> list[Json]:
    return [{"type": "divider"}] * count


AT_MOST: dict[str, tuple[str, int, Measured]] = {
    "blocks of a message": ("/blocks", 50, lambda size: in_message(*dividers(size))),
    "blocks of a modal": ("/view/blocks", 100, lambda size: in_modal(*dividers(size))),
    "blocks of a home": ("/view/blocks", 100, lambda size: in_home(*dividers(size))),
    "title of a modal": ("/view/title/text", 24, of_view("title", x)),
    "submit of a modal": ("/view/submit/text", 24, of_view("submit", x)),
    "close of a modal": ("/view/close/text", 24, of_view("close", x)),
    "private_metadata": ("/view/private_metadata", 3000, of_view("private_metadata")),
    "callback_id": ("/view/callback_id", 255, of_view("callback_id")),
    "external_id": ("/view/external_id", 255, of_view("external_id")),
    "block_id": ("/blocks/0/block_id", 255, message(lambda n: {"type": "divider", "block_id": "x" * n})),
    "action_id": ("/blocks/0/elements/0/action_id", 255, element(lambda n: button("x" * n))),
    "header": ("/blocks/0/text/text", 150, message(lambda n: {"type": "header", "text": x(n)})),
    "section text": ("/blocks/0/text/text", 3000, message(lambda n: section(text=mrkdwn("x" * n)))),
    "section fields": ("/blocks/0/fields", 10, message(lambda n: section(fields=[plain()] * n))),
    "section field": ("/blocks/0/fields/0/text", 2000, message(lambda n: section(fields=[x(n)]))),
    "context": ("/blocks/0/elements", 10, message(lambda n: {"type": "context", "elements": [image()] * n})),
    "context text": (
        "/blocks/0/elements/0/text",
        3000,
        message(lambda n: {"type": "context", "elements": [x(n)]}),
    ),
    "actions": (
        "/blocks/0/elements",
        25,
        message(lambda n: actions(*[button(str(one)) for one in range(n)])),
    ),
    "image alt_text": ("/blocks/0/alt_text", 2000, message(lambda n: image(alt_text="x" * n))),
    "image title": ("/blocks/0/title/text", 2000, message(lambda n: image(title=x(n)))),
    "image_url": ("/blocks/0/image_url", 3000, message(lambda n: image(image_url=url(n)))),
    "image element": (
        "/blocks/0/accessory/alt_text",
        2000,
        message(lambda n: section(accessory=image(alt_text="x" * n))),
    ),
    "input label": (
        "/view/blocks/0/label/text",
        2000,
        in_a_modal(lambda n: input_of(static_select(), label=x(n))),
    ),
    "input hint": (
        "/view/blocks/0/hint/text",
        2000,
        in_a_modal(lambda n: input_of(static_select(), hint=x(n))),
    ),
    "markdown": ("/blocks/0/text", 12_000, message(lambda n: {"type": "markdown", "text": "x" * n})),
    "button text": ("/blocks/0/elements/0/text/text", 75, element(lambda n: button(text=x(n)))),
    "button value": ("/blocks/0/elements/0/value", 2000, element(lambda n: button(value="x" * n))),
    "button url": ("/blocks/0/elements/0/url", 3000, element(lambda n: button(url=url(n)))),
    "accessibility_label": (
        "/blocks/0/elements/0/accessibility_label",
        75,
        element(lambda n: button(accessibility_label="x" * n)),
    ),
    "agent_prompt": (
        "/blocks/0/elements/0/agent_prompt",
        4000,
        element(lambda n: button(agent_prompt="x" * n)),
    ),
    "confirm title": (
        "/blocks/0/elements/0/confirm/title/text",
        100,
        element(lambda n: button(confirm=confirm(title=x(n)))),
    ),
    "confirm text": (
        "/blocks/0/elements/0/confirm/text/text",
        300,
        element(lambda n: button(confirm=confirm(text=x(n)))),
    ),
    "confirm button": (
        "/blocks/0/elements/0/confirm/confirm/text",
        30,
        element(lambda n: button(confirm=confirm(confirm=x(n)))),
    ),
    "deny button": (
        "/blocks/0/elements/0/confirm/deny/text",
        30,
        element(lambda n: button(confirm=confirm(deny=x(n)))),
    ),
    "option text": (
        "/blocks/0/elements/0/options/0/text/text",
        75,
        element(lambda n: static_select(options=[option(text=x(n))])),
    ),
    "option value": (
        "/blocks/0/elements/0/options/0/value",
        150,
        element(lambda n: static_select(options=[option("x" * n)])),
    ),
    "option description": (
        "/blocks/0/elements/0/options/0/description/text",
        75,
        element(lambda n: static_select(options=[option(description=x(n))])),
    ),
    "overflow url": (
        "/blocks/0/elements/0/options/0/url",
        3000,
        element(lambda n: {"type": "overflow", "options": [option(url=url(n))]}),
    ),
    "options": ("/blocks/0/elements/0/options", 100, element(lambda n: static_select(options=options(n)))),
    "option groups": (
        "/blocks/0/elements/0/option_groups",
        100,
        element(lambda n: {"type": "static_select", "option_groups": groups(n)}),
    ),
    "options of a group": (
        "/blocks/0/elements/0/option_groups/0/options",
        100,
        element(
            lambda n: {"type": "static_select", "option_groups": [{"label": plain(), "options": options(n)}]}
        ),
    ),
    "group label": (
        "/blocks/0/elements/0/option_groups/0/label/text",
        75,
        element(
            lambda n: {"type": "static_select", "option_groups": [{"label": x(n), "options": options(1)}]}
        ),
    ),
    "placeholder": (
        "/blocks/0/elements/0/placeholder/text",
        150,
        element(lambda n: static_select(placeholder=x(n))),
    ),
    "overflow": (
        "/blocks/0/elements/0/options",
        5,
        element(lambda n: {"type": "overflow", "options": options(n)}),
    ),
    "radio buttons": (
        "/blocks/0/elements/0/options",
        10,
        element(lambda n: {"type": "radio_buttons", "options": options(n)}),
    ),
    "checkboxes": (
        "/blocks/0/elements/0/options",
        10,
        element(lambda n: {"type": "checkboxes", "options": options(n)}),
    ),
    "max_length": (
        "/view/blocks/0/element/max_length",
        3000,
        typed(lambda n: {"type": "plain_text_input", "max_length": n}),
    ),
    "min_length": (
        "/view/blocks/0/element/min_length",
        3000,
        typed(lambda n: {"type": "plain_text_input", "min_length": n}),
    ),
    "files": (
        "/view/blocks/0/element/max_files",
        10,
        typed(lambda n: {"type": "file_input", "max_files": n}),
    ),
    "table rows": ("/blocks/0/rows", 100, message(table)),
    "table columns": ("/blocks/0/rows/0", 20, message(lambda n: table(1, n))),
    "table characters": ("/blocks/0/rows", 10_000, message(lambda n: table(1, 1, "x" * n))),
    "table column settings": (
        "/blocks/0/column_settings",
        20,
        message(lambda n: table() | {"column_settings": [None] * n}),
    ),
    "data table rows": ("/blocks/0/rows", 201, message(data_table)),
    "data table page": ("/blocks/0/page_size", 100, message(lambda n: data_table(page_size=n))),
    "data table characters": (
        "/blocks/0/rows",
        20_000,
        message(
            lambda n: (
                data_table(rows=2)
                | {
                    "rows": [
                        [{"type": "raw_text", "text": "x" * (n // 2)}],
                        [{"type": "raw_text", "text": "x" * (n - n // 2)}],
                    ]
                }
            )
        ),
    ),
    "chart title": ("/blocks/0/title", 50, message(lambda n: chart() | {"title": "x" * n})),
    "chart series": ("/blocks/0/chart/series", 12, message(chart)),
    "pie segments": ("/blocks/0/chart/segments", 12, message(pie)),
    "axis label": ("/blocks/0/chart/axis_config/x_label", 50, message(lambda n: chart(x_label="x" * n))),
    "card title": ("/blocks/0/title/text", 150, message(lambda n: card(title=x(n)))),
    "card subtitle": ("/blocks/0/subtitle/text", 150, message(lambda n: card(subtitle=x(n)))),
    "card body": ("/blocks/0/body/text", 200, message(lambda n: card(body=x(n)))),
    "card buttons": (
        "/blocks/0/actions",
        3,
        message(lambda n: card(actions=[button(str(one)) for one in range(n)])),
    ),
    "carousel": ("/blocks/0/elements", 10, message(lambda n: {"type": "carousel", "elements": [card()] * n})),
    "container": ("/blocks/0/child_blocks", 10, message(lambda n: container(child_blocks=dividers(n)))),
    "container title": ("/blocks/0/title/text", 150, message(lambda n: container(title=x(n)))),
    "container subtitle": ("/blocks/0/subtitle/text", 150, message(lambda n: container(subtitle=x(n)))),
    "alert": ("/view/blocks/0/text/text", 200, in_a_modal(lambda n: {"type": "alert", "text": x(n)})),
    "video title": ("/blocks/0/title/text", 199, message(lambda n: video(title=x(n)))),
    "video author": ("/blocks/0/author_name", 49, message(lambda n: video(author_name="x" * n))),
    "context actions": (
        "/blocks/0/elements",
        5,
        message(lambda n: {"type": "context_actions", "elements": feedback()["elements"] * n}),
    ),
    "feedback text": (
        "/blocks/0/elements/0/positive_button/text/text",
        75,
        message(lambda n: feedback(text=x(n))),
    ),
    "feedback value": (
        "/blocks/0/elements/0/positive_button/value",
        2000,
        message(lambda n: feedback(value="x" * n)),
    ),
    "auth provider": ("/blocks/0/value", 150, message(lambda n: auth_provider(value="x" * n))),
    "auth provider name": ("/blocks/0/name/text", 75, message(lambda n: auth_provider(name=x(n)))),
    "list indent": (
        "/blocks/0/elements/0/indent",
        8,
        message(
            lambda n: rich_text(
                {"type": "rich_text_list", "style": "bullet", "indent": n, "elements": [words("x")]}
            )
        ),
    ),
    "attachments": ("/attachments", 100, lambda n: message_faults({"attachments": [{"text": "x"}] * n})),
    "attachment footer": (
        "/attachments/0/footer",
        300,
        lambda n: message_faults({"attachments": [{"footer": "x" * n}]}),
    ),
    "blocks of an attachment": (
        "/attachments/0/blocks",
        50,
        lambda n: message_faults({"attachments": [{"blocks": dividers(n)}]}),
    ),
}
AT_LEAST: dict[str, tuple[str, int, Measured]] = {
    "blocks of a modal": ("/view/blocks", 1, lambda size: in_modal(*dividers(size))),
    "title of a modal": ("/view/title/text", 1, of_view("title", x)),
    "section text": ("/blocks/0/text/text", 1, message(lambda n: section(text=x(n)))),
    "section fields": ("/blocks/0/fields", 1, message(lambda n: section(fields=[plain()] * n))),
    "context": ("/blocks/0/elements", 1, message(lambda n: {"type": "context", "elements": [plain()] * n})),
    "actions": ("/blocks/0/elements", 1, message(lambda n: actions(*[button()] * n))),
    "button text": ("/blocks/0/elements/0/text/text", 1, element(lambda n: button(text=x(n)))),
    "options": ("/blocks/0/elements/0/options", 1, element(lambda n: static_select(options=options(n)))),
    "overflow": (
        "/blocks/0/elements/0/options",
        1,
        element(lambda n: {"type": "overflow", "options": options(n)}),
    ),
    "radio buttons": (
        "/blocks/0/elements/0/options",
        1,
        element(lambda n: {"type": "radio_buttons", "options": options(n)}),
    ),
    "files": ("/view/blocks/0/element/max_files", 1, typed(lambda n: {"type": "file_input", "max_files": n})),
    "max_length": (
        "/view/blocks/0/element/max_length",
        1,
        typed(lambda n: {"type": "plain_text_input", "max_length": n}),
    ),
    "max_selected_items": (
        "/blocks/0/elements/0/max_selected_items",
        1,
        element(lambda n: {"type": "multi_users_select", "max_selected_items": n}),
    ),
    "table rows": ("/blocks/0/rows", 1, message(table)),
    "table cell": ("/blocks/0/rows/0/0/text", 1, message(lambda n: table(text="x" * n))),
    "data table rows": ("/blocks/0/rows", 2, message(data_table)),
    "carousel": ("/blocks/0/elements", 1, message(lambda n: {"type": "carousel", "elements": [card()] * n})),
    "container": ("/blocks/0/child_blocks", 1, message(lambda n: container(child_blocks=dividers(n)))),
    "rich text": ("/blocks/0/elements/0/elements/0/text", 1, message(lambda n: rich_text(words("x" * n)))),
}


@pytest.mark.parametrize(("path", "most", "measured"), AT_MOST.values(), ids=AT_MOST)
def test_as_much_as_documented_and_no_more(path: str, most: int, measured: Measured) -> None:
    assert measured(most) == []
    assert paths(measured(most + 1)) == [path]


@pytest.mark.parametrize(("path", "least", "measured"), AT_LEAST.values(), ids=AT_LEAST)
def test_as_little_as_documented_and_no_less(path: str, least: int, measured: Measured) -> None:
    assert measured(least) == []
    assert paths(measured(least - 1)) == [path]


def test_markdown_is_counted_over_all_its_blocks() -> None:
    half = {"type": "markdown", "text": "x" * 6000}
    assert in_message(half, half) == []
    assert paths(in_message(half, half, {"type": "markdown", "text": "x"})) == ["/blocks"]


def test_a_message_that_is_too_long_as_a_whole_has_a_code_of_its_own() -> None:
    long = section(text=plain("x" * 2600))
    assert in_message(*[long] * 5) == []
    (fault,) = in_message(*[long] * 6)
    assert (fault.path, fault.code) == ("/blocks", "msg_blocks_too_long")


def test_a_large_table_is_not_too_long_a_message() -> None:
    assert in_message(table(100, 20, "12345")) == []


def test_a_message_has_one_table_and_two_charts_at_most() -> None:
    assert in_message(table(), chart(), chart()) == []
    assert paths(in_message(table(), table())) == ["/blocks/1"]
    assert paths(in_message(chart(), chart(), chart())) == ["/blocks/2"]


def test_each_part_of_a_message_is_refused_with_its_own_code() -> None:
    assert message_faults({"attachments": [{"text": "x"}] * 101})[0].code == "too_many_attachments"
    assert message_faults({"attachments": [{"nonsense": "x"}]})[0].code == "invalid_attachments"
    assert message_faults({"blocks": [{"type": "nonsense"}]})[0].code == "invalid_blocks"
    assert view_faults(modal({"type": "nonsense"}))[0].code == "invalid_arguments"
