"""What a workspace can ask now."""

from dataclasses import dataclass, field

from crm.providers.vendors import Vendors
from crm.types import Tenant
from enrichment.provider import KeyNeed, Provider


@dataclass(frozen=True, slots=True)
class Usable:
    """A provider, and the workspace's key for it ("" where it needs none)."""

    provider: Provider
    key: str = field(default="", repr=False)


async def usable(tenant: Tenant, vendors: Vendors) -> tuple[Usable, ...]:
    """In the order in which to ask."""
    return tuple(Usable(each) for each in vendors.providers if each.key_need is not KeyNeed.REQUIRED)
