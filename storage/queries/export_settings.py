"""What exports are to look like, under a name, for everybody."""

from collections.abc import Sequence
from datetime import datetime

from storage import bulk
from storage.models import ExportSetting


async def save(
    tenant: str,
    name: str,
    folded: str,
    *,
    format_key: str,
    fields: Sequence[str],
    saved_by: str,
    now: datetime,
) -> None:
    """In the place of the one of that name."""
    values = {"name": name, "format": format_key, "chosen_fields": list(fields), "saved_by": saved_by}
    await bulk.insert(
        tenant,
        ExportSetting,
        [{"folded": folded, **values, "saved_at": now}],
        conflict=("tenant", "folded"),
        update=(*values, "saved_at"),
    )


async def count(tenant: str) -> int:
    return await ExportSetting.filter(tenant=tenant).count()


async def all_of(tenant: str) -> Sequence[ExportSetting]:
    """In alphabetical order."""
    return await ExportSetting.filter(tenant=tenant).order_by("folded")


async def get(tenant: str, setting_id: int) -> ExportSetting | None:
    return await ExportSetting.get_or_none(tenant=tenant, id=setting_id)


async def delete(tenant: str, setting_id: int) -> None:
    await ExportSetting.filter(tenant=tenant, id=setting_id).delete()
