"""What one asks of a person before writing to them."""

from collections.abc import Sequence
from datetime import datetime

from storage.models import TimelineEntry


async def last_of_others(
    tenant: str, contact_id: int, kinds: Sequence[str], but_user: str, since: datetime
) -> TimelineEntry | None:
    """The newest entry of these kinds by anybody else. What is for few to read counts too: it is told without its text."""
    found = TimelineEntry.filter(
        tenant=tenant, contact_id=contact_id, kind__in=list(kinds), deleted_at=None, occurred_at__gte=since
    )
    return await found.exclude(user_id=but_user).order_by("-occurred_at", "-id").first()
