"""Skills in a running text: the longest name that stands there, at the borders of words. Only ours: ESCO's other names are words such as
"guide", too.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from crm.skills.known import KnownSkill
from crm.skills.taxonomy import by_key, by_name
from storage.folding import of_skill

_WORD = re.compile(r"(?:(?<![^\W_])\.)?[^\W_]+(?:\+\+|#|\+)?")
"""With what belongs to it: .NET, C++, C#, A+."""
_JOINS = re.compile(r"[-_./]|\s+|\s*&\s*")
"""What may stand within a name."""
_MOST_WORDS = 6
_ENDS_SENTENCE = re.compile(r"[.!?:;•\n]|^\s*$|[-*]\s")
_AFTER_A_VERB = frozenset(
    (
        "to",
        "in",
        "at",
        "for",
        "on",
        "the",
        "a",
        "an",
        "with",
        "through",
        "beyond",
        "ahead",
        "over",
        "up",
        "above",
    )
)
"""What follows where "Go" or "Excel" begins a sentence and is what somebody is to do."""
_LETTERED = frozenset(
    ("series", "plan", "vitamin", "class", "grade", "hepatitis", "type", "section", "appendix", "option")
)
"""Before a single letter that is no language."""


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def found_in(text: str) -> tuple[str, ...]:
    """The names of the skills that are named there, in their order, each once."""
    text = unicodedata.normalize("NFKC", text)
    return tuple(dict.fromkeys(skill.name for skill in _found(text)))


def _found(text: str) -> Iterator[KnownSkill]:
    words = [_Word(each[0], each.start(), each.end()) for each in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        skill, length = _longest(text, words, at)
        if skill is not None:
            yield skill
        at += length


def _longest(text: str, words: list[_Word], first: int) -> tuple[KnownSkill | None, int]:
    """The skill that begins with that word, and how many words it takes; None and 1 where there is none."""
    last = first
    while last + 1 < min(len(words), first + _MOST_WORDS) and _JOINS.fullmatch(
        text, words[last].end, words[last + 1].start
    ):
        last += 1
    for end in range(last, first - 1, -1):
        written = text[words[first].start : words[end].end]
        key = of_skill(written)
        skill = by_key().get(key)
        if skill and _is_meant(text, words, first, end, key, written):
            return skill, end - first + 1
    return None, 1


def _is_meant(text: str, words: list[_Word], first: int, last: int, key: str, written: str) -> bool:
    wanted = _only_as_written().get(key)
    if wanted is None:
        return True
    if written not in wanted:
        return False
    before = words[first - 1] if first else None
    after = words[last + 1] if last + 1 < len(words) else None
    if len(written) == 1 and _is_part_of_something(text, words[first], before):
        return False
    begins = before is None or _ENDS_SENTENCE.search(text, before.end, words[first].start)
    follows_directly = after is not None and text[words[last].end : after.start] == " "
    return not (begins and follows_directly and after is not None and after.text in _AFTER_A_VERB)


def _is_part_of_something(text: str, letter: _Word, before: _Word | None) -> bool:
    """Of R&D, C-level, Vitamin C, or the name of John C. Reilly."""
    around = text[max(letter.start - 1, 0) : letter.start] + text[letter.end : letter.end + 1]
    follows_a_name = before is None or before.text[:1].isupper()
    is_initial = follows_a_name and re.match(r"\.\s*\w", text[letter.end : letter.end + 9]) is not None
    is_lettered = before is not None and before.text.casefold() in _LETTERED
    return is_initial or is_lettered or any(sign in around for sign in "-&'\u2019")


@cache
def _only_as_written() -> dict[str, frozenset[str]]:
    """By folded spelling."""
    found: dict[str, set[str]] = {}
    for skill in by_name().values():
        for spelling in skill.only_as_written:
            found.setdefault(of_skill(spelling), set()).add(spelling)
    return {key: frozenset(spellings) for key, spellings in found.items()}
