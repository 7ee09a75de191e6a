"""Elements to type or upload into, and to pick dates and times with."""

import re
from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from workspace.blocks.buttons import ACTION, ACTION_ID
from workspace.blocks.objects import DISPATCH_ACTION_CONFIG, plain_text
from workspace.blocks.rich_text import RICH_TEXT
from workspace.blocks.rules import ordered, whole_unless
from workspace.blocks.shapes import Fields, Flag, Many, Number, Record, Text


def _like(pattern: str, parse: Callable[[str], object] = str) -> Callable[[str], bool]:
    """Whether a text looks like that and can be parsed."""

    def valid(value: str) -> bool:
        try:
            return re.fullmatch(pattern, value, re.ASCII) is not None and parse(value) is not None
        except (ValueError, OSError, LookupError):
            return False

    return valid


_DATE = Text(valid=_like(r"\d{4}-\d{2}-\d{2}", date.fromisoformat), says="must be a date as YYYY-MM-DD")
_TIME = Text(valid=_like(r"([01]\d|2[0-3]):[0-5]\d"), says="must be a time as HH:mm")
_TIMEZONE = Text(valid=_like(r"[\w+/-]+", ZoneInfo), says="must be a time zone as Europe/Berlin")
_NUMERAL = Text(valid=_like(r"-?\d+(\.\d+)?"), says="must be a number written as a string")

_FOCUS: Fields = {"focus_on_load": Flag()}
_PLACEHOLDER: Fields = {"placeholder": plain_text(150)}
_TYPED: Fields = {**ACTION_ID, **_FOCUS, **_PLACEHOLDER, "dispatch_action_config": DISPATCH_ACTION_CONFIG}
_INITIAL: Fields = {"initial_value": Text(3000, shortest=0)}
_NUMERALS = ("initial_value", "min_value", "max_value")

PLAIN_TEXT_INPUT = Record(
    "plain_text_input",
    optional={
        **_TYPED,
        **_INITIAL,
        "multiline": Flag(),
        "min_length": Number(least=0, most=3000),
        "max_length": Number(least=1, most=3000),
    },
    rules=(ordered("min_length", "max_length"),),
)
EMAIL_INPUT = Record("email_text_input", optional={**_TYPED, **_INITIAL})
URL_INPUT = Record("url_text_input", optional={**_TYPED, **_INITIAL})
NUMBER_INPUT = Record(
    "number_input",
    required={"is_decimal_allowed": Flag()},
    optional={**_TYPED, **dict.fromkeys(_NUMERALS, _NUMERAL)},
    rules=(
        ordered("min_value", "max_value"),
        ordered("min_value", "initial_value"),
        ordered("initial_value", "max_value"),
        whole_unless("is_decimal_allowed", *_NUMERALS),
    ),
)
RICH_TEXT_INPUT = Record(
    "rich_text_input",
    optional={
        **_TYPED,
        "initial_value": RICH_TEXT,
        "min_lines": Number(least=1),
        "max_lines": Number(least=1),
    },
    rules=(ordered("min_lines", "max_lines"),),
)
FILE_INPUT = Record(
    "file_input",
    optional={**ACTION_ID, "filetypes": Many(Text(), least=1), "max_files": Number(least=1, most=10)},
)

DATEPICKER = Record("datepicker", optional={**ACTION, **_FOCUS, **_PLACEHOLDER, "initial_date": _DATE})
TIMEPICKER = Record(
    "timepicker", optional={**ACTION, **_FOCUS, **_PLACEHOLDER, "initial_time": _TIME, "timezone": _TIMEZONE}
)
DATETIMEPICKER = Record(
    "datetimepicker",
    optional={**ACTION, **_FOCUS, "initial_date_time": Number(least=1_000_000_000, most=9_999_999_999)},
)
