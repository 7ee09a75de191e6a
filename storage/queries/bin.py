"""Who was deleted: put into the bin, taken out of it again, or removed for good."""

from collections.abc import Sequence
from datetime import datetime

from tortoise.expressions import Q

from storage.database import rows
from storage.models import (
    Contact,
    ContactEmail,
    ContactProfile,
    Follow,
    ImportChange,
    Merge,
    TimelineEntry,
)
from storage.queries import enrichment, identities, lookups
from storage.queries.contacts import DELETED, LIVE, MERGED


async def put_in(tenant: str, contact_id: int, deleted_by: str, now: datetime) -> None:
    """Nobody's e-mail address or profile is claimed by who lies in the bin."""
    await Contact.filter(tenant=tenant, id=contact_id, state=LIVE).update(
        state=DELETED, state_by=deleted_by, state_at=now
    )
    await ContactEmail.filter(tenant=tenant, contact_id=contact_id).update(claim=None)
    await ContactProfile.filter(tenant=tenant, contact_id=contact_id).update(claim=None)


async def take_out(tenant: str, contact_id: int) -> None:
    """Claims again what nobody else has claimed meanwhile."""
    await Contact.filter(tenant=tenant, id=contact_id, state=DELETED).update(
        state=LIVE, state_by="", state_at=None
    )
    for table, identity in (("contact_email", "normalised"), ("contact_profile", "url")):
        await rows(
            f"UPDATE {table} SET claim = {identity} WHERE tenant = ? AND contact_id = ? AND NOT EXISTS"  # noqa: S608 - the names are ours
            f" (SELECT 1 FROM {table} other WHERE other.tenant = ? AND other.claim = {table}.{identity})",
            [tenant, contact_id, tenant],
        )


async def unclaimed(tenant: str, contact_id: int) -> list[str]:
    """The e-mail addresses and profiles of a contact that belong to somebody else."""
    emails = await ContactEmail.filter(tenant=tenant, contact_id=contact_id, claim=None).values("address")
    profiles = await ContactProfile.filter(tenant=tenant, contact_id=contact_id, claim=None).values("url")
    return [*(row["address"] for row in emails), *(row["url"] for row in profiles)]


async def listed(tenant: str, limit: int) -> list[Contact]:
    """Those deleted last first."""
    return await Contact.filter(tenant=tenant, state=DELETED).order_by("-state_at", "-id").limit(limit)


async def count(tenant: str) -> int:
    return await Contact.filter(tenant=tenant, state=DELETED).count()


async def having(tenant: str, email: str, profile_url: str) -> Contact | None:
    """Who was deleted last of those with that address or profile; "" is nobody's."""
    found: set[int] = set()
    if email:
        found.update(await _owners(ContactEmail, Q(tenant=tenant, normalised=email)))
    if profile_url:
        found.update(await _owners(ContactProfile, Q(tenant=tenant, url=profile_url)))
    return (
        await Contact.filter(tenant=tenant, id__in=list(found), state=DELETED).order_by("-state_at").first()
    )


async def known_by(tenant: str, emails: Sequence[str], profile_urls: Sequence[str]) -> list[int]:
    """The ids of those who lie there with one of these."""
    found = {
        *await _owners(ContactEmail, Q(tenant=tenant, normalised__in=list(emails))),
        *await _owners(ContactProfile, Q(tenant=tenant, url__in=list(profile_urls))),
    }
    deleted = Contact.filter(tenant=tenant, id__in=list(found), state=DELETED)
    return [row["id"] for row in await deleted.values("id")]


async def remove(tenant: str, contact_ids: Sequence[int], before: datetime) -> None:
    """For good, with whoever was merged into them, or into these; but for who was taken out meanwhile.

    All that is theirs goes, what imports have replaced of it, what providers have answered about them, and what timelines of
    others say of them by themselves.
    """
    gone = Contact.filter(tenant=tenant, id__in=list(contact_ids), state=DELETED, state_at__lt=before)
    ids = last = [row["id"] for row in await gone.values("id")]
    while last:
        merged = Contact.filter(tenant=tenant, state=MERGED, merged_into__in=last)
        last = [row["id"] for row in await merged.values("id")]
        ids = [*ids, *last]
    await Follow.filter(tenant=tenant, target_kind="contact", target_id__in=ids).delete()
    await _leave_out_of_others(tenant, ids)
    await enrichment.rename(tenant, await enrichment.of_alone(tenant, ids), "somebody")
    looked_up = [f"enrichment:{run_id}" for run_id in await enrichment.runs_of(tenant, ids)]
    await lookups.forget_of(tenant, looked_up)
    await ImportChange.filter(tenant=tenant, contact_id__in=ids).delete()
    await Contact.filter(tenant=tenant, id__in=ids).delete()


async def expired(before: datetime, limit: int) -> list[tuple[str, int]]:
    """(tenant, contact id) of those who were deleted before that moment, whoever's."""
    found = await Contact.filter(state=DELETED, state_at__lt=before).limit(limit).values("tenant", "id")
    return [(row["tenant"], row["id"]) for row in found]


async def _leave_out_of_others(tenant: str, ids: Sequence[int]) -> None:
    """They had the same address, or were one for a while: it stays that there was somebody, and not who."""
    merges = Merge.filter(Q(survivor_id__in=ids) | Q(merged_id__in=ids), tenant=tenant)
    parted = [row[end] for row in await merges.values("survivor_id", "merged_id") for end in row]
    others = {*parted, *await identities.sharing(tenant, ids)} - {*ids}
    if not others:
        return
    kinds = ("shared", "merged", "unmerged")
    entries = await TimelineEntry.filter(tenant=tenant, contact_id__in=list(others), kind__in=kinds)
    of_them = [entry.id for entry in entries if entry.data.get("contact") in ids]
    await TimelineEntry.filter(tenant=tenant, id__in=of_them).update(data={})


async def _owners(model: type[ContactEmail] | type[ContactProfile], where: Q) -> list[int]:
    return [row["contact_id"] for row in await model.filter(where).values("contact_id")]
