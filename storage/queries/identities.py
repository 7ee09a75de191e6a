"""Who has this e-mail address, phone number, profile address. Who was deleted or merged has none."""

from collections.abc import Sequence

from storage.models import ContactEmail, ContactPhone, ContactProfile
from storage.queries.contacts import LIVE


async def by_email(tenant: str, normalised: Sequence[str]) -> dict[str, int]:
    """Normalised address -> contact id, for those that somebody has; whose it is where several have it."""
    found = (
        await ContactEmail.filter(tenant=tenant, normalised__in=list(normalised), contact__state=LIVE)
        .order_by("id")
        .values("normalised", "contact_id", "claim")
    )
    return _owners([(row["normalised"], row["contact_id"], bool(row["claim"])) for row in found])


async def by_profile(tenant: str, urls: Sequence[str]) -> dict[str, int]:
    """Canonical address -> contact id, for those that somebody has; whose it is where several have it."""
    found = (
        await ContactProfile.filter(tenant=tenant, url__in=list(urls), contact__state=LIVE)
        .order_by("id")
        .values("url", "contact_id", "claim")
    )
    return _owners([(row["url"], row["contact_id"], bool(row["claim"])) for row in found])


async def by_phone(tenant: str, numbers: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """E.164 number -> the ids of those who share it."""
    found = (
        await ContactPhone.filter(tenant=tenant, number__in=list(numbers), contact__state=LIVE)
        .order_by("contact_id")
        .values("number", "contact_id")
    )
    owners: dict[str, tuple[int, ...]] = {}
    for row in found:
        owners[row["number"]] = (*owners.get(row["number"], ()), row["contact_id"])
    return owners


async def with_phone(tenant: str, number: str, extension: str) -> list[int]:
    """The ids of those who share that E.164 number with that extension."""
    found = ContactPhone.filter(
        tenant=tenant, number=number, extension=extension, contact__state=LIVE
    ).order_by("contact_id")
    return [row["contact_id"] for row in await found.values("contact_id")]


def _owners(found: Sequence[tuple[str, int, bool]]) -> dict[str, int]:
    """(identity, contact id, whether it claims it): the claiming one, else the first."""
    first = {identity: contact_id for identity, contact_id, _ in reversed(found)}
    return first | {identity: contact_id for identity, contact_id, claims in found if claims}
