"""Whose places on the dynamic lists are to be looked at again. Written in the transaction that changes them.

`about`: what was changed, if that is known: ENTRY, or `tag` of an id. Lists that do not ask for it need no look.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from storage import bulk
from storage.database import among, rows
from storage.models import ChangedContact

ENTRY = "entry"
"""A note, or an activity that was logged."""
_TAG = "tag:"


def tag(tag_id: int) -> str:
    """They got that tag, or have it no longer."""
    return f"{_TAG}{tag_id}"


def tags_of(about: Iterable[str]) -> set[int]:
    """The ids of the tags among it."""
    return {int(each.removeprefix(_TAG)) for each in about if each.startswith(_TAG)}


@dataclass(frozen=True, slots=True)
class Noted:
    """`about` None: anything."""

    id: int
    contact_id: int
    about: frozenset[str] | None


async def note(tenant: str, contact_ids: Iterable[int], about: Collection[str] | None = None) -> None:
    """These were changed."""
    said = None if about is None else sorted(about)
    noted = [{"contact_id": contact_id, "about": said} for contact_id in dict.fromkeys(contact_ids)]
    await bulk.insert(tenant, ChangedContact, noted)


async def note_tagged(tenant: str, tag_id: int) -> None:
    """Everybody who has that tag was."""
    await rows(
        "INSERT INTO changed_contact (tenant, contact_id)"
        " SELECT tenant, contact_id FROM contact_tag WHERE tenant = ? AND tag_id = ?",
        [tenant, tag_id],
    )


async def some(tenant: str, limit: int) -> list[Noted]:
    """The oldest first."""
    found = await ChangedContact.filter(tenant=tenant).order_by("id").limit(limit)
    return [
        Noted(row.id, row.contact_id, None if row.about is None else frozenset(row.about)) for row in found
    ]


async def forget(tenant: str, ids: Sequence[int]) -> None:
    """These notes were seen to."""
    condition, values = among("id", ids)
    await rows(f"DELETE FROM changed_contact WHERE tenant = ? AND {condition}", [tenant, values])  # noqa: S608 - the name is ours


async def tenants() -> list[str]:
    """Whoever has some."""
    found = await rows("SELECT DISTINCT tenant FROM changed_contact ORDER BY tenant")
    return [row["tenant"] for row in found]
