"""What one asks of a person before writing to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.models import TimelineEntry
from storage.queries.contacts import live


@dataclass(frozen=True, slots=True)
class Standing:
    owner_id: str
    do_not_contact: bool
    reason: str


async def standing(tenant: str, contact_ids: Sequence[int]) -> dict[int, Standing]:
    found = live(tenant).filter(id__in=list(contact_ids))
    columns = ("id", "owner_id", "do_not_contact", "do_not_contact_reason")
    return {
        row["id"]: Standing(row["owner_id"], row["do_not_contact"], row["do_not_contact_reason"])
        for row in await found.values(*columns)
    }


async def last_of_others(
    tenant: str, contact_id: int, kinds: Sequence[str], but_user: str, since: datetime
) -> TimelineEntry | None:
    """The newest entry of these kinds by anybody else. What is for few to read counts too: it is told without its text."""
    found = TimelineEntry.filter(
        tenant=tenant, contact_id=contact_id, kind__in=list(kinds), deleted_at=None, occurred_at__gte=since
    )
    return await found.exclude(user_id=but_user).order_by("-occurred_at", "-id").first()
