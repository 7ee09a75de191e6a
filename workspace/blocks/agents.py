"""Blocks for agents, calls and connected accounts."""

from workspace.blocks.buttons import FEEDBACK_BUTTONS, ICON_BUTTON, OVERFLOW
from workspace.blocks.layout import BLOCK
from workspace.blocks.objects import SECURE_ADDRESS, WEB_ADDRESS, plain_text
from workspace.blocks.rich_text import RICH_TEXT
from workspace.blocks.rules import unique
from workspace.blocks.shapes import Anything, Choice, Flag, Many, OneOf, Record, Text

CONTEXT_ACTIONS = Record(
    "context_actions",
    required={"elements": Many(OneOf(FEEDBACK_BUTTONS, ICON_BUTTON), least=1, most=5)},
    optional=BLOCK,
    rules=(unique("elements", "action_id"),),
)
_SOURCE = Record("url", required={"url": WEB_ADDRESS, "text": Text()}, optional={"icon_url": WEB_ADDRESS})
TASK_CARD = Record(
    "task_card",
    required={
        "task_id": Text(),
        "title": Text(),
        "status": Choice(("pending", "in_progress", "complete", "error")),
    },
    optional={**BLOCK, "details": RICH_TEXT, "output": RICH_TEXT, "sources": Many(_SOURCE)},
)
PLAN = Record("plan", required={"title": Text()}, optional={**BLOCK, "tasks": Many(TASK_CARD)})
CALL = Record(
    "call",
    required={"call_id": Text()},
    optional={**BLOCK, "api_decoration_available": Flag(), "call": Anything()},
)


def auth_provider(*fallback: Record) -> Record:
    return Record(
        "auth_provider",
        required={"value": Text(150), "name": plain_text(75), "is_connected": Flag()},
        optional={
            **BLOCK,
            "description": plain_text(150),
            "icon_url": SECURE_ADDRESS,
            "auth_url": SECURE_ADDRESS,
            "disconnect_url": SECURE_ADDRESS,
            "connected_identity": plain_text(75),
            "connected_context": plain_text(75),
            "accessory": OVERFLOW,
            "fallback": Many(OneOf(*fallback)),
        },
    )
