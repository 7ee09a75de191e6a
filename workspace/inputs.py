"""What people have entered: the state of inputs as Slack sends it, and what Slack's client refuses to submit."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email

from workspace.block_ids import all_blocks, elements_of
from workspace.wire import Json


class _Kind(NamedTuple):
    """Names of the value in the state and of the initial value in the element; the value when there is none."""

    value: str
    initial: str
    empty: Any = None


_KINDS = {
    "plain_text_input": _Kind("value", "initial_value"),
    "email_text_input": _Kind("value", "initial_value"),
    "url_text_input": _Kind("value", "initial_value"),
    "number_input": _Kind("value", "initial_value"),
    "rich_text_input": _Kind("rich_text_value", "initial_value"),
    "checkboxes": _Kind("selected_options", "initial_options", ()),
    "radio_buttons": _Kind("selected_option", "initial_option"),
    "static_select": _Kind("selected_option", "initial_option"),
    "external_select": _Kind("selected_option", "initial_option"),
    "users_select": _Kind("selected_user", "initial_user"),
    "conversations_select": _Kind("selected_conversation", "initial_conversation"),
    "channels_select": _Kind("selected_channel", "initial_channel"),
    "multi_static_select": _Kind("selected_options", "initial_options", ()),
    "multi_external_select": _Kind("selected_options", "initial_options", ()),
    "multi_users_select": _Kind("selected_users", "initial_users", ()),
    "multi_conversations_select": _Kind("selected_conversations", "initial_conversations", ()),
    "multi_channels_select": _Kind("selected_channels", "initial_channels", ()),
    "datepicker": _Kind("selected_date", "initial_date"),
    "timepicker": _Kind("selected_time", "initial_time"),
    "datetimepicker": _Kind("selected_date_time", "initial_date_time"),
    "file_input": _Kind("files", "initial_files", ()),
}
_LONGEST_TEXT = 3000
_MOST_FILES = 10
REQUIRED = "Please complete this required field."


def holds_value(element: Json) -> bool:
    return element.get("type") in _KINDS


def value_name(element: Json) -> str:
    """Under which name the element's value stands in the state: `value`, `selected_option`, ..."""
    return _KINDS[element["type"]].value


def current_values(blocks: list[Json], given: Mapping[str, Any]) -> Json:
    """`{block_id: {action_id: {type, value ...}}}` of every input: what was given, else what it began with."""
    values: Json = {}
    for block in all_blocks(blocks):
        for element in filter(holds_value, elements_of(block)):
            entered = given.get(block["block_id"], {}).get(element["action_id"])
            value = entered or {"type": element["type"], **_initially(element)}
            values.setdefault(block["block_id"], {})[element["action_id"]] = value
    return values


def problems(blocks: list[Json], values: Json) -> dict[str, str]:
    """Block id -> sentence, for each input that Slack's client would not let through."""
    found: dict[str, str] = {}
    for block in all_blocks(blocks):
        if block.get("type") != "input" or not holds_value(block["element"]):
            continue
        element = block["element"]
        value = values[block["block_id"]][element["action_id"]].get(value_name(element))
        sentence = _problem(element, value, is_optional=bool(block.get("optional")))
        if sentence:
            found[block["block_id"]] = sentence
    return found


def _initially(element: Json) -> Json:
    kind = _KINDS[element["type"]]
    empty = list(kind.empty) if kind.empty is not None else None
    return {kind.value: element.get(kind.initial, empty)}


def _problem(element: Json, value: Any, *, is_optional: bool) -> str | None:
    if value is None or value == [] or (isinstance(value, str) and not value.strip()):
        return None if is_optional else REQUIRED
    if isinstance(value, list):
        return _list_problem(element, value)
    check = _CHECKS.get(element["type"])
    return check(element, str(value)) if check else None


def _text_problem(element: Json, value: str) -> str | None:
    longest = element.get("max_length", _LONGEST_TEXT)
    if len(value) > longest:
        return f"Please enter {longest} characters or fewer."
    shortest = element.get("min_length", 0)
    return f"Please enter {shortest} characters or more." if len(value) < shortest else None


def _email_problem(_element: Json, value: str) -> str | None:
    try:
        validate_email(value, check_deliverability=False)
    except EmailNotValidError:
        return "Please enter a valid email address."
    return None


def _url_problem(_element: Json, value: str) -> str | None:
    parts = urlsplit(value)
    return None if parts.scheme and parts.netloc else "Please enter a valid URL."


def _number_problem(element: Json, value: str) -> str | None:
    try:
        number = float(value) if element.get("is_decimal_allowed") else int(value)
    except ValueError:
        return "Please enter a valid number."
    if "min_value" in element and number < float(element["min_value"]):
        return f"Please enter a number of {element['min_value']} or more."
    if "max_value" in element and number > float(element["max_value"]):
        return f"Please enter a number of {element['max_value']} or less."
    return None


def _list_problem(element: Json, value: list[Any]) -> str | None:
    most = (
        element.get("max_files", _MOST_FILES)
        if element["type"] == "file_input"
        else element.get("max_selected_items")
    )
    return f"Please choose {most} or fewer." if most and len(value) > most else None


_CHECKS = {
    "plain_text_input": _text_problem,
    "email_text_input": _email_problem,
    "url_text_input": _url_problem,
    "number_input": _number_problem,
}
