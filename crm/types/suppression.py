"""Who is never to be kept again. Nothing here says who they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Since when something has been on the list, who put it there (a user's id), and why."""

    reason: str
    set_by: str
    set_at: datetime


@dataclass(frozen=True, slots=True)
class SuppressionList:
    """How many e-mail addresses, phone numbers and profiles are on it, by kind: email, phone, profile.

    `void`: those of them that match nobody any more, as they were put there under another secret of the operator's.
    """

    counts: Mapping[str, int]
    void: int

    @property
    def count(self) -> int:
        return sum(self.counts.values())
