"""Which workspaces there are: the only questions that are asked across tenants, for what is looked after by the clock."""

from storage.database import rows


async def with_runs() -> list[str]:
    """Those that have ever imported or exported."""
    found = await rows("SELECT tenant FROM import_run UNION SELECT tenant FROM export_run ORDER BY tenant")
    return [row["tenant"] for row in found]


async def with_deliveries() -> list[str]:
    """Those that Slack lately delivered anything for."""
    return [row["tenant"] for row in await rows("SELECT DISTINCT tenant FROM delivery ORDER BY tenant")]
