"""The name of a person, put together of its parts as it is said where they live."""

import re

from crm.importing import looks

_EAST_ASIAN = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\s]+")
"""Chinese characters, kana and hangul."""
_MOST_WORDS = 4
_IN_NO_NAME = re.compile(r"[\d@]")
_NO_LETTER = re.compile(r"[\W_]+")
_SUFFIXES_AND_DEGREES = (
    "jr,sr,junior,senior,ii,iii,iv,esq,phd,dphil,edd,psyd,pharmd,dds,dvm,md,mba,msc,bsc,beng,meng,mph,llm,llb,jd,cpa,cfa,acca,pmp,"
    "phr,sphr,dr,prof,ing,dipl,dipling"
)
_SUFFIXES = frozenset(_SUFFIXES_AND_DEGREES.split(","))
"""Without case and dots."""


def whole(first: str, middle: str, last: str, suffix: str) -> str:
    """Family name first in East Asian scripts. Credentials after a comma in a last name stay there."""
    if first and last and _EAST_ASIAN.fullmatch(first) and _EAST_ASIAN.fullmatch(last):
        return f"{last} {first}"
    return " ".join(part for part in (first, middle, last, suffix) if part)


def turned(text: str) -> str:
    """ "Doe, Jane" as it is said: Jane Doe. Anything else stays as it is."""
    parts = last_and_first(text)
    return whole(parts[1], "", parts[0], "") if parts else text


def last_and_first(text: str) -> tuple[str, str] | None:
    """The parts of "Doe, Jane"; None for "Jane Doe, PhD", "Jane Doe, Engineer" and "Doe Inc., Jane"."""
    last, comma, first = (part.strip() for part in text.partition(","))
    if not comma or not last or not first or "," in first or _IN_NO_NAME.search(text):
        return None
    before, behind = last.split(), first.split()
    is_whole_name = len(before) > 1
    if (
        max(len(before), len(behind)) > _MOST_WORDS
        or any(_NO_LETTER.sub("", word).casefold() in _SUFFIXES for word in behind)
        or (is_whole_name and first.isupper() and len(first) > 1 and not last.isupper())
        or looks.is_title(first)
        or looks.is_company(behind[-1])
        or (is_whole_name and looks.is_company(before[-1]))
    ):
        return None
    return last, first
