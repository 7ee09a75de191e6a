"""Whoever changes a contact holds it first, until the transaction ends: then nobody merges or deletes it halfway, and the dynamic
lists are looked at again.

`about`: what will be changed (`storage.queries.changes`), if it is not just anything; empty where the caller notes it.
"""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress

from crm.absent import why_absent
from crm.errors import ContactMerged, ContactNotFound
from crm.types import Tenant
from storage.database import transaction
from storage.queries import changes
from storage.queries import contacts as rows


async def hold(tenant: Tenant, *contact_ids: int, about: Collection[str] | None = None) -> None:
    """In the order of their ids, so that nobody waits for one another for ever. Raises ContactNotFound and its kinds."""
    async with transaction():  # within the caller's: who is not live is let go at once
        await rows.lock(tenant.key, contact_ids)
        live = await rows.live_among(tenant.key, contact_ids)
        for contact_id in contact_ids:
            if contact_id not in live:
                raise await why_absent(tenant, contact_id)
        if about is None or about:
            await changes.note(tenant.key, contact_ids, about)


async def hold_who_is_left(tenant: Tenant, contact_id: int, about: Collection[str] | None = None) -> int:
    """The same, following who was merged with another. Returns the id of who is held. Raises ContactNotFound."""
    while True:
        try:
            await hold(tenant, contact_id, about=about)
        except ContactMerged as merged:
            contact_id = merged.into_id
        else:
            return contact_id


async def hold_those_left(
    tenant: Tenant, contact_ids: Iterable[int], about: Collection[str] | None = None
) -> tuple[int, ...]:
    """The same for several, each once and in the order given. Whoever was deleted is left out."""
    return _each_once(await hold_who_are_left(tenant, contact_ids, about))


async def hold_who_are_left(
    tenant: Tenant, contact_ids: Iterable[int], about: Collection[str] | None = None
) -> Mapping[int, int]:
    """The same, by whom they were: who is left of each."""
    wanted = tuple(contact_ids)
    while True:
        left = await who_are_left(tenant, wanted)
        with suppress(ContactNotFound):  # somebody merged or deleted one of them in that moment: look again
            await hold(tenant, *_each_once(left), about=about)
            return left


async def those_left(tenant: Tenant, contact_ids: Iterable[int]) -> tuple[int, ...]:
    """As `hold_those_left`, and nobody is held."""
    return _each_once(await who_are_left(tenant, contact_ids))


async def who_are_left(tenant: Tenant, contact_ids: Iterable[int]) -> Mapping[int, int]:
    """As `hold_who_are_left`, and nobody is held."""
    wanted = tuple(dict.fromkeys(contact_ids))
    there = await rows.live_among(tenant.key, wanted)
    left: dict[int, int] = {}
    for contact_id in wanted:
        with suppress(ContactNotFound):
            left[contact_id] = contact_id if contact_id in there else await who_is_left(tenant, contact_id)
    return left


async def who_is_left(tenant: Tenant, contact_id: int) -> int:
    """The contact itself or, where it was merged with another, that one. Raises ContactNotFound, ContactDeleted."""
    if await rows.live_among(tenant.key, [contact_id]):
        return contact_id
    absence: ContactNotFound = await why_absent(tenant, contact_id)
    if isinstance(absence, ContactMerged):
        return absence.into_id
    raise absence


def _each_once(left: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(left.values()))
