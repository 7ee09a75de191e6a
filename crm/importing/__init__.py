"""Taking in a dropped file: received, mapped, decided upon, imported chunk by chunk, and taken back where that was a mistake."""

from crm.importing.chunks import import_next, rows_at_once
from crm.importing.expecting import expect
from crm.importing.reading import Limits
from crm.importing.runs import (
    KIND,
    cancel,
    get,
    held,
    left,
    receive,
    rejections_file,
    set_mapping,
    set_options,
    start,
)

__all__ = [
    "KIND",
    "Limits",
    "cancel",
    "expect",
    "get",
    "held",
    "import_next",
    "left",
    "receive",
    "rejections_file",
    "rows_at_once",
    "set_mapping",
    "set_options",
    "start",
]
