"""Elements to choose with: menus, radio buttons, checkboxes. One and several share all but the initial choice."""

from workspace.blocks.buttons import ACTION
from workspace.blocks.objects import CONVERSATION_FILTER, OPTION, OPTION_GROUP, RICH_OPTION, plain_text
from workspace.blocks.rules import exactly_one, initially_among_options, unique_option_values
from workspace.blocks.shapes import Fields, Flag, Many, Number, Record, Text

_FOCUS: Fields = {**ACTION, "focus_on_load": Flag()}
_MENU: Fields = {**_FOCUS, "placeholder": plain_text(150)}
_SEVERAL: Fields = {**_MENU, "max_selected_items": Number(least=1)}
_RESPONDING: Fields = {"response_url_enabled": Flag()}
_ID = Text()

_CHOICES: Fields = {
    "options": Many(OPTION, least=1, most=100),
    "option_groups": Many(OPTION_GROUP, least=1, most=100),
}
_OF_CHOICES = (exactly_one("options", "option_groups"), unique_option_values, initially_among_options)
_QUERY: Fields = {"min_query_length": Number(least=0)}
_CONVERSATIONS: Fields = {"default_to_current_conversation": Flag(), "filter": CONVERSATION_FILTER}

SELECTS = (
    Record("static_select", optional={**_MENU, **_CHOICES, "initial_option": OPTION}, rules=_OF_CHOICES),
    Record("external_select", optional={**_MENU, **_QUERY, "initial_option": OPTION}),
    Record("users_select", optional={**_MENU, "initial_user": _ID}),
    Record(
        "conversations_select",
        optional={**_MENU, **_CONVERSATIONS, **_RESPONDING, "initial_conversation": _ID},
    ),
    Record("channels_select", optional={**_MENU, **_RESPONDING, "initial_channel": _ID}),
)
MULTI_SELECTS = (
    Record(
        "multi_static_select",
        optional={**_SEVERAL, **_CHOICES, "initial_options": Many(OPTION, most=100)},
        rules=_OF_CHOICES,
    ),
    Record(
        "multi_external_select", optional={**_SEVERAL, **_QUERY, "initial_options": Many(OPTION, most=100)}
    ),
    Record("multi_users_select", optional={**_SEVERAL, "initial_users": Many(_ID)}),
    Record(
        "multi_conversations_select",
        optional={**_SEVERAL, **_CONVERSATIONS, "initial_conversations": Many(_ID)},
    ),
    Record("multi_channels_select", optional={**_SEVERAL, "initial_channels": Many(_ID)}),
)

_BUTTONS: Fields = {"options": Many(RICH_OPTION, least=1, most=10)}
_OF_BUTTONS = (unique_option_values, initially_among_options)
RADIO_BUTTONS = Record(
    "radio_buttons", required=_BUTTONS, optional={**_FOCUS, "initial_option": RICH_OPTION}, rules=_OF_BUTTONS
)
CHECKBOXES = Record(
    "checkboxes",
    required=_BUTTONS,
    optional={**_FOCUS, "initial_options": Many(RICH_OPTION, least=1, most=10)},
    rules=_OF_BUTTONS,
)
