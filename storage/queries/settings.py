"""What a workspace has decided otherwise than the defaults."""

from datetime import datetime
from typing import Any

from storage.models import WorkspaceSetting


async def values(tenant: str) -> dict[str, Any]:
    """Name -> value."""
    return {row.name: row.value["value"] for row in await WorkspaceSetting.filter(tenant=tenant)}


async def tenants_with(name: str) -> list[str]:
    """Whoever has decided that otherwise than the default."""
    return [
        row["tenant"] for row in await WorkspaceSetting.filter(name=name).order_by("tenant").values("tenant")
    ]


async def put(tenant: str, name: str, value: object, set_by: str, now: datetime) -> None:
    """The newest value counts. Kept in an object: the mapper takes a bare text for JSON that is written already."""
    await WorkspaceSetting.update_or_create(
        tenant=tenant, name=name, defaults={"value": {"value": value}, "set_by": set_by, "set_at": now}
    )
