"""The formats of an export. To add one: a file here, and a line in the table."""

from crm.errors import UserError
from crm.exporting.formats.delimited import EXCEL, PLAIN
from crm.exporting.formats.format import Format
from crm.exporting.formats.jsonl import JSON_LINES
from crm.exporting.formats.vcard import VCARD
from crm.exporting.formats.workbook import WORKBOOK

FORMATS: tuple[Format, ...] = (EXCEL, PLAIN, WORKBOOK, VCARD, JSON_LINES)
_BY_KEY = {each.key: each for each in FORMATS}


__all__ = ["EXCEL", "FORMATS", "Format", "format_of"]


def format_of(key: str) -> Format:
    """Raises UserError."""
    if key not in _BY_KEY:
        raise UserError(f"There is no format {key}. There are {', '.join(_BY_KEY)}.")
    return _BY_KEY[key]
