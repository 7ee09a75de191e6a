"""Composition objects: https://docs.slack.dev/reference/block-kit/composition-objects."""

import re

from workspace.blocks.rules import at_least_one, exactly_one
from workspace.blocks.shapes import Choice, Flag, Many, OneOf, Record, Shape, Text

_LONGEST_TEXT = 3000
_LONGEST_URL = 3000


def _looks_like(pattern: str, says: str) -> Text:
    matches = re.compile(pattern, re.IGNORECASE).fullmatch
    return Text(_LONGEST_URL, valid=lambda value: matches(value) is not None, says=says)


WEB_ADDRESS = _looks_like(r"https?://\S+", "must be a URL that begins with http:// or https://")
SECURE_ADDRESS = _looks_like(r"https://\S+", "must be a URL that begins with https://")
LINK = _looks_like(r"[a-z][a-z0-9+.-]*:\S+", "must be a URL")
"""Any scheme: a button may open slack:// or mailto:."""


def plain_text(longest: int = _LONGEST_TEXT) -> Record:
    return Record("plain_text", required={"text": Text(longest)}, optional={"emoji": Flag()})


def _mrkdwn(longest: int) -> Record:
    return Record("mrkdwn", required={"text": Text(longest)}, optional={"verbatim": Flag()})


def any_text(longest: int = _LONGEST_TEXT) -> OneOf:
    return OneOf(plain_text(longest), _mrkdwn(longest))


def _option(text: Shape, description: Shape, **more: Shape) -> Record:
    return Record(
        required={"text": text, "value": Text(150, shortest=0)},
        optional={"description": description, **more},
    )


OPTION = _option(plain_text(75), plain_text(75))
"""In select menus."""
RICH_OPTION = _option(any_text(75), any_text(75))
"""In radio buttons and checkboxes."""
LINKED_OPTION = _option(plain_text(75), plain_text(75), url=LINK)
"""In overflow menus."""
OPTION_GROUP = Record(required={"label": plain_text(75), "options": Many(OPTION, least=1, most=100)})

STYLE = Choice(("primary", "danger"))
CONFIRM = Record(
    required={
        "title": plain_text(100),
        "text": any_text(300),
        "confirm": plain_text(30),
        "deny": plain_text(30),
    },
    optional={"style": STYLE},
)
DISPATCH_ACTION_CONFIG = Record(
    required={
        "trigger_actions_on": Many(Choice(("on_enter_pressed", "on_character_entered")), least=1, most=2)
    }
)
CONVERSATION_FILTER = Record(
    optional={
        "include": Many(Choice(("im", "mpim", "private", "public")), least=1),
        "exclude_external_shared_channels": Flag(),
        "exclude_bot_users": Flag(),
    },
    rules=(at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),),
)
SLACK_FILE = Record(optional={"id": Text(), "url": WEB_ADDRESS}, rules=(exactly_one("id", "url"),))
WORKFLOW = Record(
    required={
        "trigger": Record(
            required={"url": WEB_ADDRESS},
            optional={
                "customizable_input_parameters": Many(
                    Record(required={"name": Text(), "value": Text(shortest=0)}), least=1
                )
            },
        )
    }
)
