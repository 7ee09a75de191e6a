"""Whose places on the dynamic lists are to be looked at again. Written in the transaction that changes them."""

from collections.abc import Iterable, Sequence

from storage import bulk
from storage.database import among, rows
from storage.models import ChangedContact


async def note(tenant: str, contact_ids: Iterable[int]) -> None:
    """These were changed."""
    noted = [{"contact_id": contact_id} for contact_id in dict.fromkeys(contact_ids)]
    await bulk.insert(tenant, ChangedContact, noted)


async def note_tagged(tenant: str, tag_id: int) -> None:
    """Everybody who has that tag was."""
    await rows(
        "INSERT INTO changed_contact (tenant, contact_id)"
        " SELECT tenant, contact_id FROM contact_tag WHERE tenant = ? AND tag_id = ?",
        [tenant, tag_id],
    )


async def some(tenant: str, limit: int) -> list[tuple[int, int]]:
    """(id of the note, contact id), the oldest first."""
    found = await ChangedContact.filter(tenant=tenant).order_by("id").limit(limit).values("id", "contact_id")
    return [(row["id"], row["contact_id"]) for row in found]


async def forget(tenant: str, ids: Sequence[int]) -> None:
    """These notes were seen to."""
    condition, values = among("id", ids)
    await rows(f"DELETE FROM changed_contact WHERE tenant = ? AND {condition}", [tenant, values])  # noqa: S608 - the name is ours


async def tenants() -> list[str]:
    """Whoever has some."""
    found = await rows("SELECT DISTINCT tenant FROM changed_contact ORDER BY tenant")
    return [row["tenant"] for row in found]
