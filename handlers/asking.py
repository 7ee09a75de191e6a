"""Who asks a query, as the query language needs to know them."""

from datetime import UTC, datetime

from crm.lists.meaning import KnownLists
from crm.querying.asking import Asker
from crm.types import Reader, Tenant
from handlers.context import Context
from handlers.zones import zone_of


async def asker_for(context: Context, tenant: Tenant, user_id: str) -> Asker:
    """That person, now, where they are."""
    return Asker(
        Reader(user_id),
        datetime.now(UTC),
        await zone_of(context, user_id),
        await context.colleagues.everybody(),
        KnownLists(tenant),
    )
