"""Who was mentioned in an entry and told of it."""

from datetime import datetime

from storage.models import Mention


async def told(tenant: str, entry_id: int) -> set[str]:
    found = await Mention.filter(tenant=tenant, entry_id=entry_id).values("user_id")
    return {row["user_id"] for row in found}


async def add(tenant: str, entry_id: int, user_id: str, now: datetime) -> None:
    await Mention.bulk_create(
        [Mention(tenant=tenant, entry_id=entry_id, user_id=user_id, created_at=now)], ignore_conflicts=True
    )
