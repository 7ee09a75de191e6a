"""What providers take in their own units, which are not our credits: also where they find nothing."""

from collections.abc import Mapping
from datetime import UTC, datetime

from crm.types import Author, Tenant, VendorUnits
from storage.queries import vendor_use as rows

_PARTS = 1000
"""Some take half a unit for a call, and all that is kept are whole numbers."""


async def note(
    tenant: Tenant, author: Author, key: str, provider: str, units: float, reference: str, *, is_miss: bool
) -> None:
    """What one call took. Once for each key: whoever comes second changes nothing."""
    now = datetime.now(UTC)
    await rows.note(
        tenant.key,
        key=key,
        provider=provider,
        user_id=author.user_id,
        reference=reference,
        thousandths=round(units * _PARTS),
        is_miss=is_miss,
        month=f"{now:%Y-%m}",
        made_at=now,
    )


async def by_month(tenant: Tenant, from_month: str) -> Mapping[str, tuple[VendorUnits, ...]]:
    """From that month (2026-11) on."""
    found: dict[str, tuple[VendorUnits, ...]] = {}
    for month, provider, calls, taken, missed in await rows.by_month(tenant.key, from_month):
        units = VendorUnits(provider, calls, taken / _PARTS, missed / _PARTS)
        found[month] = (*found.get(month, ()), units)
    return found
