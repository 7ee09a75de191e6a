"""What people and programs write where there is nothing, and what spreadsheets make of what they do not understand."""

import re

_SIGNS = frozenset(
    {"", "-", "--", "---", "–", "—", ".", "?", "/", "n/a", "n.a.", "#n/a", "(blank)", "[]", "{}"}
)
_WORDS = frozenset(
    {
        "na",
        "none",
        "null",
        "nil",
        "nan",
        "undefined",
        "unknown",
        "not available",
        "not provided",
        "not found",
        "no email",
        "unbekannt",
        "inconnu",
    }
)
_SIGNS_AND_WORDS = _SIGNS | _WORDS
_ERROR = re.compile(r"#{2,}|#(?:n/a|ref!|value!|name\?|div/0!|num!|null!|spill!)", re.IGNORECASE)
_LONGEST = 16
_SHORTENED = re.compile(r"[+-]?\d+(?:[.,]\d+)?E\+?\d+|-\d+(?:[.,]\d+)?", re.IGNORECASE)


def is_sign(text: str) -> bool:
    """Nothing, a dash, "n/a", or the error of a spreadsheet: it is no text anywhere."""
    return _is_among(text, _SIGNS)


def is_blank(text: str) -> bool:
    """The same, or a word such as "unknown", which is a text only where it is part of a name."""
    return _is_among(text, _SIGNS_AND_WORDS)


def _is_among(text: str, nothing: frozenset[str]) -> bool:
    bare = text.strip()
    if len(bare) <= _LONGEST and bare.casefold() in nothing:
        return True
    return bare.startswith("#") and _ERROR.fullmatch(bare) is not None


def is_shortened(text: str) -> bool:
    """What a spreadsheet made of a long number, or of one with a sign before it: 4.91771E+11, -202. Its digits are lost."""
    return _SHORTENED.fullmatch(text.strip()) is not None
