"""Who is never to be kept again, by keyed hashes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from storage import bulk
from storage.database import among, rows
from storage.models import Suppression


async def is_anybody(tenant: str) -> bool:
    return await Suppression.filter(tenant=tenant).exists()


async def known(tenant: str, hashes: Sequence[str]) -> set[str]:
    """Those of them that are on the list."""
    condition, values = among("hash", list(hashes))
    found = await rows(f"SELECT hash FROM suppression WHERE tenant = ? AND {condition}", [tenant, values])  # noqa: S608 - the names are ours
    return {row["hash"] for row in found}


async def first(tenant: str, hashes: Sequence[str]) -> Suppression | None:
    """The one that has been there longest."""
    return await Suppression.filter(tenant=tenant, hash__in=list(hashes)).order_by("id").first()


async def add(
    tenant: str, kinds: Mapping[str, str], made_with: str, reason: str, set_by: str, now: datetime
) -> None:
    """`kinds` by hash. What is on the list already stays as it is."""
    stamp = {"made_with": made_with, "reason": reason, "set_by": set_by, "set_at": now}
    await bulk.insert(
        tenant,
        Suppression,
        [{"hash": hash_, "kind": kinds[hash_], **stamp} for hash_ in sorted(kinds)],
        conflict=("tenant", "hash"),
    )


async def remove(tenant: str, hashes: Sequence[str]) -> int:
    """How many of them were on the list."""
    return await Suppression.filter(tenant=tenant, hash__in=list(hashes)).delete()


async def counts(tenant: str) -> dict[tuple[str, str], int]:
    """(kind, made with) -> how many."""
    found = await rows(
        "SELECT kind, made_with, count(*) AS number FROM suppression WHERE tenant = ? GROUP BY kind, made_with",
        [tenant],
    )
    return {(row["kind"], row["made_with"]): row["number"] for row in found}
