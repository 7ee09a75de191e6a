"""What somebody wants to be reminded of."""

from dataclasses import dataclass
from datetime import datetime

from crm.types.contacts import ContactSummary
from crm.types.origins import Tenant


@dataclass(frozen=True, slots=True)
class ReminderDraft:
    """What somebody asked to be told. `at` is aware; `repeat` one of `crm.moments.REPEATS` or ""; `timezone` an IANA name."""

    at: datetime | None
    text: str
    repeat: str
    restarts: bool
    timezone: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """Tell `user_id` about a contact at `next_at`, which is None once told. `due_at` is the moment that it is for."""

    id: int
    tenant: Tenant
    contact_id: int
    contact_name: str
    user_id: str
    text: str
    repeat: str
    restarts: bool
    timezone: str
    due_at: datetime
    next_at: datetime | None
    told: int

    @property
    def message_key(self) -> str:
        """Of the message that tells it: another one for each moment that it is for."""
        return f"reminder:{self.id}:{int(self.due_at.timestamp())}"


@dataclass(frozen=True, slots=True)
class Digest:
    """A person's week: what is overdue, what comes due, and whom they have not heard of for long."""

    overdue: tuple[Reminder, ...]
    due: tuple[Reminder, ...]
    quiet: tuple[ContactSummary, ...]
