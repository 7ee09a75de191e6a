"""Lists of people."""

from dataclasses import dataclass
from datetime import datetime

from crm.types.contacts import ContactSummary


@dataclass(frozen=True, slots=True)
class PeopleList:
    """`query` is the printed query of a dynamic list, "" for a static one; `problem` why it can no longer be read, else "".

    `people` is how many are on it, `is_being_filled` that there may be more soon. `channel_id` is where joins and leaves are
    told, "" nowhere. `key` is what makes two spellings one name.
    """

    id: int
    name: str
    key: str
    description: str
    query: str
    zone: str
    problem: str
    people: int
    is_being_filled: bool
    is_archived: bool
    channel_id: str
    made_by: str
    made_at: datetime

    @property
    def is_dynamic(self) -> bool:
        return bool(self.query)


@dataclass(frozen=True, slots=True)
class ListPage:
    """Lists in alphabetical order. `archived`: how many there are besides."""

    lists: tuple[PeopleList, ...]
    more: bool
    archived: int = 0


@dataclass(frozen=True, slots=True)
class ListPeople:
    """Some of the people of a list; `next` is the cursor of those after them, "" at the end."""

    people: tuple[ContactSummary, ...]
    next: str


@dataclass(frozen=True, slots=True)
class ListDraft:
    """What somebody typed. `query` "" makes a static list; `zone` is where its days begin, an IANA name."""

    name: str
    description: str = ""
    query: str = ""
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Preview:
    """Whom a query would put on a list. `printed`: as it is kept; `was_mixed`: AND and OR stood beside each other."""

    printed: str
    words: str
    was_mixed: bool
    count: int
    sample: tuple[ContactSummary, ...]


@dataclass(frozen=True, slots=True)
class WhyOnList:
    """`because`: the clauses that decide, each as it is said and whether it is true of the person, or one sentence."""

    name: str
    is_on: bool
    sentence: str
    because: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """`user_id` is whose it is, "" everybody's. `query` is the line as it is printed."""

    id: int
    name: str
    query: str
    user_id: str
    saved_by: str
