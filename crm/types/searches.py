"""A search, and a page of whom it found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

Line = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is what was looked for."""


@dataclass(frozen=True, slots=True)
class Search:
    """`line` is the query as it is printed, `words` as it is said ("people in Berlin tagged go"), `count` how many there are.

    `was_mixed`: AND and OR stood beside each other, and `line` says how they were read. `corrected`: what was taken for a
    word that nobody has. `order`: how they are sorted where nobody says otherwise.
    """

    line: str
    words: str
    was_mixed: bool
    count: int
    corrected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = "touched"


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
