"""Buttons and pictures, the elements beside text: https://docs.slack.dev/reference/block-kit/block-elements."""

from workspace.blocks.objects import (
    CONFIRM,
    LINK,
    LINKED_OPTION,
    SLACK_FILE,
    STYLE,
    WEB_ADDRESS,
    WORKFLOW,
    plain_text,
)
from workspace.blocks.rules import exactly_one, unique_option_values
from workspace.blocks.shapes import Choice, Fields, Many, Record, Text

ACTION_ID: Fields = {"action_id": Text(255)}
ACTION: Fields = {**ACTION_ID, "confirm": CONFIRM}
_LABEL = Text(75)
_VALUE = Text(2000, shortest=0)
_USER_IDS = Many(Text(), most=10)

BUTTON = Record(
    "button",
    required={"text": plain_text(75)},
    optional={
        **ACTION,
        "url": LINK,
        "value": _VALUE,
        "style": STYLE,
        "accessibility_label": _LABEL,
        "agent_prompt": Text(4000),
        "agent_prompt_display": Text(),
        "visible_to_user_ids": Many(Text()),
    },
)
WORKFLOW_BUTTON = Record(
    "workflow_button",
    required={"text": plain_text(75), "workflow": WORKFLOW},
    optional={**ACTION, "style": STYLE, "accessibility_label": _LABEL},
)
ICON_BUTTON = Record(
    "icon_button",
    required={"icon": Choice(("trash",)), "text": plain_text()},
    optional={**ACTION, "accessibility_label": _LABEL, "value": _VALUE, "visible_to_user_ids": _USER_IDS},
)
_FEEDBACK_BUTTON = Record(
    required={"text": plain_text(75), "value": Text(2000)}, optional={"accessibility_label": _LABEL}
)
FEEDBACK_BUTTONS = Record(
    "feedback_buttons",
    required={"positive_button": _FEEDBACK_BUTTON, "negative_button": _FEEDBACK_BUTTON},
    optional=ACTION_ID,
)
OVERFLOW = Record(
    "overflow",
    required={"options": Many(LINKED_OPTION, least=1, most=5)},
    optional=ACTION,
    rules=(unique_option_values,),
)
IMAGE = Record(
    "image",
    required={"alt_text": Text(2000)},
    optional={"image_url": WEB_ADDRESS, "slack_file": SLACK_FILE},
    rules=(exactly_one("image_url", "slack_file"),),
)
