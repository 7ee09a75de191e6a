"""Sound Block Kit to bend in the tests."""

from typing import Any

from workspace.blocks import Fault, message_faults, view_faults

Json = dict[str, Any]


def plain(text: str = "Jane Doe") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "*Jane* Doe") -> Json:
    return {"type": "mrkdwn", "text": text}


def button(action_id: str = "edit", **fields: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain("Edit"), **fields}


def option(value: str = "phone", **fields: Any) -> Json:
    return {"text": plain(value[:75] or "none"), "value": value, **fields}


def options(count: int) -> list[Json]:
    return [option(f"option {number}") for number in range(count)]


def confirm(**fields: Any) -> Json:
    return {"title": plain(), "text": mrkdwn(), "confirm": plain("Yes"), "deny": plain("No"), **fields}


def image(**fields: Any) -> Json:
    return {"type": "image", "alt_text": "Jane", "image_url": "https://example.com/jane.png", **fields}


def section(**fields: Any) -> Json:
    return {"type": "section", "text": mrkdwn(), **fields}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def input_of(element: Json, **fields: Any) -> Json:
    return {"type": "input", "label": plain("Name"), "element": element, **fields}


def rich_text(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def words(*texts: str) -> Json:
    return {"type": "rich_text_section", "elements": [{"type": "text", "text": text} for text in texts]}


def table(rows: int = 1, columns: int = 1, text: str = "x") -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": text}] * columns] * rows}


def chart(series: int = 1, points: int = 1, kind: str = "bar", **axes: Any) -> Json:
    labels = [f"Week {number}" for number in range(points)]
    return {
        "type": "data_visualization",
        "title": "Hires",
        "chart": {
            "type": kind,
            "series": [
                {"name": f"Team {number}", "data": [{"label": label, "value": 1.5} for label in labels]}
                for number in range(series)
            ],
            "axis_config": {"categories": labels, **axes},
        },
    }


def modal(*blocks: Json, **fields: Any) -> Json:
    return {
        "type": "modal",
        "title": plain("Contact"),
        "submit": plain("Save"),
        "blocks": list(blocks),
        **fields,
    }


def home(*blocks: Json, **fields: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **fields}


def in_message(*blocks: Json) -> list[Fault]:
    return message_faults({"channel": "C1", "text": "hello", "blocks": list(blocks)})


def in_modal(*blocks: Json) -> list[Fault]:
    return view_faults(modal(*blocks))


def in_home(*blocks: Json) -> list[Fault]:
    return view_faults(home(*blocks))


def paths(faults: list[Fault]) -> list[str]:
    return [fault.path for fault in faults]
