"""What is left out where guests or people of other organisations may read: ways to reach somebody."""

import re

HIDDEN = "(hidden)"
FEWEST_DIGITS = 7
"""Of a phone number; what has fewer is a year, a price, a number of minutes."""
_EMAIL = re.compile(r"[^\s<>()|,;:\"']+@[^\s<>()|,;:\"']+\.[^\W\d_]{2,}")
_NUMBER = re.compile(r"[+(]{0,2}\d[\d \t\u00a0()./-]{5,}\d")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4} ?[-/] ?\d{4}")


def without_reach(text: str) -> str:
    """Without e-mail addresses and phone numbers, and rather without something else too than with one of them."""
    return _NUMBER.sub(_unless_harmless, _EMAIL.sub(HIDDEN, text))


def _unless_harmless(found: re.Match[str]) -> str:
    digits = sum(character.isdigit() for character in found[0])
    return found[0] if digits < FEWEST_DIGITS or _DATE.fullmatch(found[0]) else HIDDEN
