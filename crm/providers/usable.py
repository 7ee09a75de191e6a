"""What a workspace can ask now."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crm.providers import choosing, keys
from crm.providers.groups import EVERY_GROUP, GROUPS, LABELS
from crm.providers.vendors import Vendors
from crm.types import Tenant
from enrichment.provider import FREE, KeyNeed, Provider


@dataclass(frozen=True, slots=True)
class Usable:
    """A provider, the workspace's key for it ("" where it needs none), and the groups of things for which it is its turn."""

    provider: Provider
    key: str = field(default="", repr=False)
    groups: frozenset[str] = EVERY_GROUP


async def usable(tenant: Tenant, vendors: Vendors) -> tuple[Usable, ...]:
    """In the order in which to ask. Whom the workspace wants first for something stands there twice: first for that alone."""
    chosen, entered = await choosing.choice(tenant), await keys.all_of(tenant, vendors)
    can = [
        Usable(each, entered.get(each.account, ""))
        for each in vendors.providers
        if each.name not in chosen.providers_off
        and (each.key_need is not KeyNeed.REQUIRED or entered.get(each.account))
    ]
    free = [each for each in can if each.provider.price == FREE]
    paid = [each for each in can if each.provider.price != FREE]
    first = [
        Usable(each.provider, each.key, groups)
        for each in paid
        if (groups := frozenset(g for g, name in chosen.asked_first.items() if name == each.provider.name))
    ]
    return (*free, *first, *paid)


async def order(tenant: Tenant, vendors: Vendors) -> Mapping[str, tuple[str, ...]]:
    """By what is looked for, in words, the titles of those who are asked for it."""
    can = await usable(tenant, vendors)
    titles = {
        group: [each.provider.title for each in can if group in each.groups and kinds & each.provider.outputs]
        for group, kinds in GROUPS.items()
    }
    return {LABELS[group]: tuple(dict.fromkeys(found)) for group, found in titles.items()}
