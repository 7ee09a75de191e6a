"""Who may be in the book twice, and what becomes of them."""

from dataclasses import dataclass
from datetime import datetime

from crm.types.contacts import Contact, ContactSummary


@dataclass(frozen=True, slots=True)
class MergeChoice:
    """A single-valued field in which two contacts differ. `field` is a key of `crm.merging.SINGLE`, or that of a field of the workspace (`crm.profile.custom`).

    `label` is what a custom field is called, "" for the others. The one of who stays wins unless somebody chooses.
    """

    field: str
    label: str
    stays: str
    brought: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two contacts that may become one: `survivor` stays, `merged` brings what it has. `choices`: where both say something else."""

    survivor: Contact
    merged: Contact
    choices: tuple[MergeChoice, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """Two contacts that were made one. `until` is when they can be parted at the latest."""

    id: int
    survivor_id: int
    survivor_name: str
    merged_id: int
    merged_name: str
    merged_by: str
    merged_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class ContactPair:
    """Two contacts that may be one. `reasons` are keys of `crm.duplicates.likeness.WEIGHTS`, `confidence` is up to 1."""

    id: int
    older: ContactSummary
    newer: ContactSummary
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairGroup:
    """Pairs that hang together, the surest first: two contacts, or several that may all be one."""

    pairs: tuple[ContactPair, ...]

    @property
    def people(self) -> tuple[ContactSummary, ...]:
        found = {each.id: each for pair in self.pairs for each in (pair.older, pair.newer)}
        return tuple(found[id_] for id_ in sorted(found))


@dataclass(frozen=True, slots=True)
class RecentContact:
    """A colleague has written to or called somebody within the last `days`. `kind` is a key of `crm.timeline.kinds.KINDS`."""

    user_id: str
    kind: str
    at: datetime
    days: int
