"""Who has this e-mail address, phone number, profile address."""

from collections.abc import Sequence

from storage.models import ContactEmail, ContactPhone, ContactProfile


async def by_email(tenant: str, normalised: Sequence[str]) -> dict[str, int]:
    """Normalised address -> contact id, for those that somebody has."""
    found = await ContactEmail.filter(tenant=tenant, normalised__in=list(normalised)).values(
        "normalised", "contact_id"
    )
    return {row["normalised"]: row["contact_id"] for row in found}


async def by_profile(tenant: str, urls: Sequence[str]) -> dict[str, int]:
    """Canonical address -> contact id, for those that somebody has."""
    found = await ContactProfile.filter(tenant=tenant, url__in=list(urls)).values("url", "contact_id")
    return {row["url"]: row["contact_id"] for row in found}


async def by_phone(tenant: str, numbers: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """E.164 number -> the ids of those who share it."""
    found = (
        await ContactPhone.filter(tenant=tenant, number__in=list(numbers))
        .order_by("contact_id")
        .values("number", "contact_id")
    )
    owners: dict[str, tuple[int, ...]] = {}
    for row in found:
        owners[row["number"]] = (*owners.get(row["number"], ()), row["contact_id"])
    return owners
