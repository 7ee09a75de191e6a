"""A whole name taken apart, where it can be: as it is done in the scripts that write the first name first. Pure."""

import re

_BEFORE = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "herr", "frau", "dipl-ing"}
)
_AFTER = frozenset(
    {"jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "cpa", "esq", "msc", "bsc", "pmp", "shrm-cp"}
)
_PARTICLES = frozenset(
    {
        "af",
        "al",
        "bin",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "la",
        "le",
    }
    | {"ten", "ter", "van", "vom", "von", "zu", "zum", "zur", "ibn", "bint", "san", "st"}
)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f'\u2019.\s-]+")
_FEWEST = 2


def first_and_last(name: str) -> tuple[str, str]:
    """Jane and van der Berg of "Dr. Jane van der Berg, PhD"; "" and "" where it cannot be said."""
    words = name.partition(",")[0].split()
    while words and _bare(words[0]) in _BEFORE:
        words = words[1:]
    while words and _bare(words[-1]) in _AFTER:
        words = words[:-1]
    if len(words) < _FEWEST or not _LATIN.fullmatch(" ".join(words)):
        return "", ""
    start = len(words) - 1
    while start > 1 and _bare(words[start - 1]) in _PARTICLES:
        start -= 1
    return words[0], " ".join(words[start:])


def _bare(word: str) -> str:
    return word.strip(".").replace(".", "").lower()
