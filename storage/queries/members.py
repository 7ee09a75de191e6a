"""What is remembered for each of those who work here."""

from datetime import datetime

from storage import bulk
from storage.models import Member


async def looked_at(tenant: str, user_id: str) -> list[int]:
    """The ids of the contacts whose cards they saw last, the newest first."""
    found = await Member.get_or_none(tenant=tenant, user_id=user_id)
    return found.looked_at if found else []


async def set_looked_at(tenant: str, user_id: str, contact_ids: list[int]) -> None:
    await _ensure(tenant, user_id)
    await Member.filter(tenant=tenant, user_id=user_id).update(looked_at=contact_ids)


async def greet(tenant: str, user_id: str, now: datetime) -> bool:
    """True for the first time."""
    await _ensure(tenant, user_id)
    return bool(await Member.filter(tenant=tenant, user_id=user_id, greeted_at=None).update(greeted_at=now))


async def _ensure(tenant: str, user_id: str) -> None:
    row: dict[str, object] = {"user_id": user_id, "greeted_at": None, "looked_at": []}
    await bulk.insert(tenant, Member, [row], conflict=("tenant", "user_id"))
