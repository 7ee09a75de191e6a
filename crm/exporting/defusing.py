"""Cells that a spreadsheet would run as a formula, made harmless by an apostrophe, and back.

Spreadsheets look past blanks and quotes, and take the full-width signs of East Asian keyboards for the plain ones.
`restored(defused(text)) == text` for every text.
"""

import re

_FORMULA = re.compile(r"""["'\s\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20]|["' \ufeff\u200b]*[\t\r\n]""")


def defused(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def restored(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text
