"""The tags that a workspace knows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownTag:
    """`key` is what makes two spellings one tag; `colour` a key of `crm.tag_book.COLOURS`, or ""; `people` who have it."""

    id: int
    name: str
    key: str
    colour: str
    people: int


@dataclass(frozen=True, slots=True)
class TagPage:
    tags: tuple[KnownTag, ...]
    more: bool
