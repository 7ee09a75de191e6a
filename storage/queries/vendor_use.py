"""What providers took, in their own units."""

from storage import bulk
from storage.database import rows
from storage.models import VendorUse


async def note(tenant: str, **values: object) -> None:
    """Columns of `VendorUse`. Once for each key: who comes second changes nothing."""
    await bulk.insert(tenant, VendorUse, [values], conflict=("tenant", "key"))


async def by_month(tenant: str, from_month: str) -> list[tuple[str, str, int, int, int]]:
    """(month, provider, calls, thousandths, thousandths of those calls that found nothing) from that month on, newest first."""
    found = await rows(
        "SELECT month, provider, count(*) AS calls, sum(thousandths) AS thousandths,"
        " sum(CASE WHEN is_miss THEN thousandths ELSE 0 END) AS missed FROM vendor_use"
        " WHERE tenant = ? AND month >= ? GROUP BY month, provider ORDER BY month DESC, sum(thousandths) DESC, provider",
        [tenant, from_month],
    )
    return [
        (row["month"], row["provider"], row["calls"], int(row["thousandths"]), int(row["missed"]))
        for row in found
    ]
