"""A search, and a page of whom it found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

THOSE_CHOSEN = "those you have chosen"
"""The words for people who were picked one by one: no query finds them."""
Line = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is what was looked for."""


@dataclass(frozen=True, slots=True)
class Search:
    """`line` is the query as it is printed, `words` as it is said ("people in Berlin tagged go"), `count` how many there are.

    `was_mixed`: AND and OR stood beside each other, and `line` says how they were read. `corrected`: what was taken for a
    word that nobody has. `suggestions`: where nobody is found, what may have been meant by a skill that nobody has.
    """

    line: str
    words: str
    was_mixed: bool
    count: int
    corrected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    suggestions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """One who was found. `elsewhere`: the words stand in nothing that is shown, but in a note, a skill or an earlier job."""

    id: int
    name: Line
    about: tuple[Line, ...]
    tags: tuple[str, ...]
    last_touch: datetime | None
    elsewhere: bool = False

    @property
    def called(self) -> str:
        return "".join(text for text, _ in self.name)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """`next`: the cursor of the page that follows, "" at the end."""

    matches: tuple[Match, ...]
    next: str


@dataclass(frozen=True, slots=True)
class Refinement:
    """A query as the fields of a form; all of it must be true. `names`, `texts` and `chosen` by the fields of the query
    language (`crm.querying.refining` says which); `rest` is what no field of the form can say."""

    words: tuple[str, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    without_tags: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    rest: str = ""
