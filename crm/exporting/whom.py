"""Whom an export is of. The one place that knows how they are asked for."""

from crm.search import find_all
from crm.types import Tenant
from storage.queries import exports


async def chosen(tenant: Tenant, text: str, default_region: str = "") -> list[int]:
    """Their ids, ascending. `text` as in `crm.search`; "" is everyone."""
    return (
        sorted(await find_all(tenant, text, default_region)) if text else await exports.everyone(tenant.key)
    )


async def count(tenant: Tenant, text: str, default_region: str = "") -> int:
    """How many they are just now."""
    return len(await chosen(tenant, text, default_region)) if text else await exports.count(tenant.key)
