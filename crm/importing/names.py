"""The name of a person, put together of its parts as it is said where they live."""

import re

_EAST_ASIAN = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\s]+")
"""Chinese characters, kana and hangul."""


def whole(first: str, middle: str, last: str, suffix: str) -> str:
    """Family name first in East Asian scripts. Credentials after a comma in a last name stay there."""
    if first and last and _EAST_ASIAN.fullmatch(first) and _EAST_ASIAN.fullmatch(last):
        return f"{last} {first}"
    return " ".join(part for part in (first, middle, last, suffix) if part)
