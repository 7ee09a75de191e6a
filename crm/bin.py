"""Deleting a person, softly: for thirty days they lie in the bin, out of everybody's way, and can be restored."""

from datetime import UTC, datetime, timedelta
from itertools import groupby

from crm import contacts, timeline
from crm.drafts import check
from crm.errors import ContactDeleted
from crm.holding import hold
from crm.types import Author, Binned, Contact, ContactDraft, Tenant
from storage import models
from storage.database import AlreadyThere, transaction
from storage.queries import bin as rows
from storage.queries import changes
from storage.queries import contacts as contact_rows

KEPT = timedelta(days=30)
SHOWN = 20
AT_ONCE = 100


async def delete(tenant: Tenant, author: Author, contact_id: int) -> Binned:
    """Raises ContactDeleted, ContactMerged, ContactNotFound."""
    async with transaction():
        await hold(tenant, contact_id)  # not who is left: somebody else is not to be deleted in their stead
        found = await contact_rows.summaries(tenant.key, [contact_id])
        now = datetime.now(UTC)
        await rows.put_in(tenant.key, contact_id, author.user_id, now)
        await timeline.record(tenant, author, contact_id, "deleted")
    return Binned(contact_id, found[0].name, author.user_id, now, now + KEPT)


async def restore(
    tenant: Tenant, author: Author, contact_id: int, deleted_at: datetime | None = None
) -> Contact:
    """As they were, but for what somebody else claims by now. Who is there already stays. Raises ContactNotFound.

    `deleted_at`: only who was deleted at that moment, and not once more since.
    """
    try:
        await _restore(tenant, author, contact_id, deleted_at)
    except AlreadyThere:  # somebody claimed an address in that moment
        await _restore(tenant, author, contact_id, deleted_at)
    return await contacts.get(tenant, contact_id)


async def unclaimed(tenant: Tenant, contact_id: int) -> tuple[str, ...]:
    """The addresses and profiles of a contact that belong to somebody else."""
    return tuple(await rows.unclaimed(tenant.key, contact_id))


async def listed(tenant: Tenant) -> tuple[Binned, ...]:
    """Those deleted last first, at most SHOWN of them."""
    return tuple(_binned_of(row) for row in await rows.listed(tenant.key, SHOWN))


async def count(tenant: Tenant) -> int:
    return await rows.count(tenant.key)


async def deleted_with(tenant: Tenant, draft: ContactDraft, default_region: str = "") -> Binned | None:
    """Who lies in the bin with the e-mail address or the profile of a draft. Raises FieldErrors."""
    checked = check(draft, default_region)
    row = await rows.having(tenant.key, checked.email, checked.profile[1] if checked.profile else "")
    return _binned_of(row) if row else None


def binned(error: ContactDeleted) -> Binned:
    return Binned(error.contact_id, error.name, error.deleted_by, error.deleted_at, error.deleted_at + KEPT)


async def empty(now: datetime) -> None:
    """Remove for good whoever has been in a bin for too long, whoever's."""
    while found := sorted(await rows.expired(now - KEPT, AT_ONCE)):
        for tenant_key, theirs in groupby(found, key=lambda each: each[0]):
            async with transaction():
                await rows.remove(tenant_key, [contact_id for _, contact_id in theirs], now - KEPT)


async def any_expired(now: datetime) -> bool:
    return bool(await rows.expired(now - KEPT, 1))


async def _restore(tenant: Tenant, author: Author, contact_id: int, deleted_at: datetime | None) -> None:
    async with transaction():
        await contact_rows.lock(tenant.key, [contact_id])
        row = await contact_rows.state(tenant.key, contact_id)
        if (
            row is not None
            and row.state == contact_rows.DELETED
            and deleted_at in (None, _binned_of(row).deleted_at)
        ):
            await rows.take_out(tenant.key, contact_id)
            await changes.note(tenant.key, [contact_id])
            await contact_rows.bump_version(tenant.key, [contact_id], datetime.now(UTC))
            await timeline.record(tenant, author, contact_id, "restored")


def _binned_of(row: models.Contact) -> Binned:
    at = (row.state_at or row.updated_at).astimezone(UTC)
    return Binned(row.id, row.name, row.state_by, at, at + KEPT)
