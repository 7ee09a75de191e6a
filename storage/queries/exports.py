"""Export runs, and the people that go into them."""

from collections.abc import Sequence
from datetime import datetime

from storage.models import Contact, ExportRun
from storage.queries.contacts import live, load_many


async def create(tenant: str, *, user_id: str, text: str, now: datetime) -> ExportRun:
    return await ExportRun.create(tenant=tenant, user_id=user_id, text=text, created_at=now)


async def get(tenant: str, run_id: int) -> ExportRun | None:
    return await ExportRun.get_or_none(tenant=tenant, id=run_id)


async def everyone(tenant: str) -> list[int]:
    """The id of each person, ascending."""
    found = await live(tenant).order_by("id").values("id")
    return [row["id"] for row in found]


async def these(tenant: str, contact_ids: Sequence[int]) -> list[Contact]:
    """With all their parts, in the order of their ids."""
    return sorted(await load_many(tenant, contact_ids), key=lambda contact: contact.id)
