"""What search reads: texts folded, so that accents, case and script make no difference, and the parts of a profile told apart.

It stands beside the database because a migration folds what is there already.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from anyascii import anyascii

_NO_WORD = re.compile(r"[^0-9a-z]+")
_BLANKS = re.compile(r"\s+")
_BETWEEN = re.compile(r"(?<=[0-9a-z])[-_./]+(?=[0-9a-z])")
LONGEST_SKILL = 100
"""Of its name, and of `contact_skill.folded`."""
PARTS = ("name", "headline", "location", "email", "company", "title", "former", "skill")
"""In the order in which they stand in `contact.search_text`."""
MARKS = dict(zip((*PARTS[1:], ""), "!#$&*+:;", strict=True))
"""What stands before each of them but the first, and, for "", at the end: signs that no folded word has, and that PostgreSQL's
trigrams do not see."""


@dataclass(slots=True)
class Profile:
    """The texts of a profile, part by part, as somebody wrote them."""

    name: str = ""
    headline: str = ""
    location: str = ""
    email: list[str] = field(default_factory=list)
    company: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    skill: list[str] = field(default_factory=list)

    def add_position(self, company: str, title: str, *, is_current: bool) -> None:
        if is_current:
            self.company.append(company)
            self.title.append(title)
        else:
            self.former += [company, title]


def fold(text: str) -> str:
    """For comparing: no accents, no case, Latin letters for every script, words parted by one blank."""
    return _NO_WORD.sub(" ", anyascii(unicodedata.normalize("NFKC", text)).lower()).strip()


def of_skill(name: str) -> str:
    """`contact_skill.folded`: what makes two spellings one skill, for whoever adds one and for whoever looks for it.

    No accents, no case, and nothing between its words: "Node.js", "node js" and "NodeJS" are one. Other signs stay: "c", "c++" and
    "c#" are three.
    """
    latin = anyascii(unicodedata.normalize("NFKC", name)).lower()
    return (_BETWEEN.sub("", _BLANKS.sub("", latin)) or name.casefold())[:LONGEST_SKILL]


def of_profile(profile: Profile) -> str:
    """`contact.search_text`: the name, then for each part its mark and its words; a blank before and after every word."""
    said: list[str] = [_words([profile.name])]
    for part in PARTS[1:]:
        value: str | Sequence[str] = getattr(profile, part)
        said += [MARKS[part], _words([value] if isinstance(value, str) else value)]
    return f" {' '.join(filter(None, (*said, MARKS[''])))} "


def of_entry(text: str) -> str:
    """`timeline_entry.search_text`: "" where there is nothing to find."""
    words = fold(text)
    return f" {words} " if words else ""


def _words(texts: Iterable[str]) -> str:
    """Folded in one go, which takes half the time."""
    return fold(" ".join(texts))
