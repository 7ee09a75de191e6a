"""Who has this e-mail address, phone number, profile address. Who was deleted or merged has none."""

from collections.abc import Sequence
from typing import Any

from tortoise.models import Model

from storage.database import among, rows
from storage.models import ContactEmail, ContactPhone, ContactProfile
from storage.queries.contacts import LIVE


async def by_email(tenant: str, normalised: Sequence[str]) -> dict[str, int]:
    """Normalised address -> contact id, for those that somebody has; whose it is where several have it."""
    return await _owners(tenant, ContactEmail, "normalised", normalised)


async def by_profile(tenant: str, urls: Sequence[str]) -> dict[str, int]:
    """Canonical address -> contact id, for those that somebody has; whose it is where several have it."""
    return await _owners(tenant, ContactProfile, "url", urls)


async def by_page(tenant: str, pages: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Canonical address and name -> contact id, for those of that name who have it; the first where there are several."""
    if not pages:
        return {}
    urls, wanted_urls = among("part.url", [url for url, _ in pages])
    names, wanted_names = among("c.name", [name for _, name in pages])
    found = await rows(
        "SELECT part.url, c.name, part.contact_id FROM contact_profile part"  # noqa: S608 - the names are ours
        f" JOIN contact c ON c.id = part.contact_id AND c.state = '{LIVE}' AND {names}"
        f" WHERE part.tenant = ? AND {urls} ORDER BY part.id DESC",
        [wanted_names, tenant, wanted_urls],
    )
    return {(row["url"], row["name"]): row["contact_id"] for row in found}


async def by_phone(tenant: str, numbers: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """E.164 number -> the ids of those who share it."""
    owners: dict[str, tuple[int, ...]] = {}
    for row in await _having(tenant, ContactPhone, "number", numbers):
        owners[row["identity"]] = (*owners.get(row["identity"], ()), row["contact_id"])
    return {number: tuple(sorted(ids)) for number, ids in owners.items()}


async def with_phone(tenant: str, number: str, extension: str) -> list[int]:
    """The ids of those who share that E.164 number with that extension."""
    found = ContactPhone.filter(
        tenant=tenant, number=number, extension=extension, contact__state=LIVE
    ).order_by("contact_id")
    return [row["contact_id"] for row in await found.values("contact_id")]


async def shared(tenant: str, contact_id: int) -> set[str]:
    """What a contact is known by that somebody else has too."""
    return {row["identity"] for row in await _same(tenant, [contact_id])}


async def sharing(tenant: str, contact_ids: Sequence[int]) -> set[int]:
    """The ids of others who are known by something that these are known by."""
    return {row["contact_id"] for row in await _same(tenant, contact_ids)}


async def _same(tenant: str, contact_ids: Sequence[int]) -> list[dict[str, Any]]:
    """identity, contact_id of whoever live has the same as one of these, and is none of them."""
    wanted, ids = among("mine.contact_id", list(contact_ids))
    found: list[dict[str, Any]] = []
    for model, column in ((ContactEmail, "normalised"), (ContactPhone, "number"), (ContactProfile, "url")):
        table = model._meta.db_table  # noqa: SLF001 - Tortoise's public way
        found += await rows(
            f"SELECT DISTINCT mine.{column} AS identity, other.contact_id FROM {table} mine"  # noqa: S608 - the names are ours
            f" JOIN {table} other ON other.tenant = mine.tenant AND other.{column} = mine.{column}"
            f" JOIN contact c ON c.id = other.contact_id AND c.state = '{LIVE}'"
            f" WHERE mine.tenant = ? AND {wanted}",
            [tenant, ids],
        )
    return [row for row in found if row["contact_id"] not in contact_ids]


async def _owners(tenant: str, table: type[Model], column: str, wanted: Sequence[str]) -> dict[str, int]:
    """The one who claims it, else the first."""
    found = await _having(tenant, table, column, wanted, "part.claim")
    first = {row["identity"]: row["contact_id"] for row in reversed(found)}
    return first | {row["identity"]: row["contact_id"] for row in found if row["claim"]}


async def _having(
    tenant: str, table: type[Model], column: str, wanted: Sequence[str], also: str = "part.id"
) -> list[dict[str, Any]]:
    """identity, contact_id, and what is asked for besides, of everyone live who has one of those; the oldest row first."""
    if not wanted:
        return []
    condition, values = among(f"part.{column}", list(wanted))
    return await rows(
        f"SELECT part.{column} AS identity, part.contact_id, {also} FROM {table._meta.db_table} part"  # noqa: S608, SLF001 - the names are ours
        f" JOIN contact c ON c.id = part.contact_id AND c.state = '{LIVE}'"
        f" WHERE part.tenant = ? AND {condition} ORDER BY part.id",
        [tenant, values],
    )
