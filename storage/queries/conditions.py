"""Who is looked for, as storage understands it: a small tree of conditions on a contact. `crm.querying` makes it out of what
somebody typed, `storage.queries.clauses` makes SQL out of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

ANYWHERE = "anywhere"
PROFILE = "profile"
NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words in a row, the first at the beginning of a word, the last going on unless `whole`.

    `where`: ANYWHERE, PROFILE (any part of it), NOTES, or one of `storage.folding.PARTS`. Of notes only those for `audiences`.
    """

    words: tuple[str, ...]
    whole: bool = False
    where: str = ANYWHERE
    audiences: tuple[str, ...] = ("",)


@dataclass(frozen=True, slots=True)
class Having:
    """Who has one of these things (`storage.queries.clauses.THINGS`): "email", "note" ... `user_id`: who asks."""

    things: tuple[str, ...]
    audiences: tuple[str, ...] = ("",)
    user_id: str = ""


@dataclass(frozen=True, slots=True)
class Among:
    """Who has one of these values of `what`: tag (ids), list (ids), skill, phone, profile, network, owner, event (a kind
    of timeline entry), import (the reference of one), import_added, import_updated, import_unchanged and import_skipped
    (the id of its run).

    `begins`: or a value that begins so.
    """

    what: str
    values: tuple[str | int, ...]
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """`what` (added, changed, touched) lies from `since` on and before `until`; None is open. Both None: it has happened at all."""

    what: str
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """The last entry of these kinds, by one of these users (of anybody, if none), lies from `since` on and before `until`."""

    kinds: tuple[str, ...]
    by: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    audiences: tuple[str, ...] = ("",)


@dataclass(frozen=True, slots=True)
class Every:
    """All of them; of none: everybody."""

    of: "tuple[Condition, ...]" = ()


@dataclass(frozen=True, slots=True)
class Either:
    """One of them; of none: nobody."""

    of: "tuple[Condition, ...]" = ()


@dataclass(frozen=True, slots=True)
class Without:
    of: "Condition"


Leaf = Words | Having | Among | Dated | Happened
Condition = Leaf | Every | Either | Without


def leaves(condition: Condition) -> list[Leaf]:
    if isinstance(condition, Every | Either):
        return [leaf for part in condition.of for leaf in leaves(part)]
    return leaves(condition.of) if isinstance(condition, Without) else [condition]


def conjuncts(condition: Condition) -> Iterator[Condition]:
    """What must be true each."""
    if isinstance(condition, Every):
        for part in condition.of:
            yield from conjuncts(part)
    else:
        yield condition
