"""Which providers a workspace asks, whom first, and how each is doing."""

from collections.abc import Collection
from datetime import UTC, datetime

from crm import settings
from crm.providers import keys, quotas
from crm.providers.groups import GROUPS, LABELS
from crm.providers.vendors import Vendors
from crm.types import Author, ProviderChoice, ProviderPage, Tenant
from enrichment.provider import FREE, KeyNeed, Provider
from storage.queries import providers as rows

ENTERED, MISSING, OPTIONAL, UNREADABLE = "entered", "missing", "optional", "unreadable"


async def choice(tenant: Tenant) -> ProviderChoice:
    return await settings.decided(tenant, ProviderChoice)


async def choose(tenant: Tenant, author: Author, wanted: ProviderChoice) -> None:
    """Whether the author may is the caller's to ask."""
    await settings.decide(tenant, author, wanted)


async def pages(tenant: Tenant, vendors: Vendors) -> tuple[ProviderPage, ...]:
    """All of them, in the order in which they are asked."""
    chosen, entered = await choice(tenant), await keys.all_of(tenant, vendors)
    states, now = await rows.states(tenant.key), datetime.now(UTC)
    found = []
    for each in vendors.providers:
        state, key = states.get(each.name), key_state(each, entered)
        paused = state.paused_until if state and state.paused_until and state.paused_until > now else None
        is_on = each.name not in chosen.providers_off
        found.append(
            ProviderPage(
                name=each.name,
                title=each.title,
                account=each.account,
                key=key,
                key_help=each.key_help,
                price=price_of(each),
                finds=tuple(LABELS[group] for group, kinds in GROUPS.items() if kinds & each.outputs),
                is_on=is_on,
                is_asked=is_on and key not in (MISSING, UNREADABLE),
                paused_until=paused,
                problem=state.problem if state else "",
                problem_at=state.problem_at if state else None,
                answered_at=state.answered_at if state else None,
                left=quotas.read(state.quota or [], each.price, now) if state else (),
                left_at=state.quota_at if state else None,
            )
        )
    return tuple(found)


def key_state(provider: Provider, entered: dict[str, str]) -> str:
    if provider.key_need is KeyNeed.NONE:
        return ""
    if provider.account not in entered:
        return MISSING if provider.key_need is KeyNeed.REQUIRED else OPTIONAL
    return ENTERED if entered[provider.account] else UNREADABLE


def paid_for(vendors: Vendors, group: str, usable: Collection[str]) -> tuple[Provider, ...]:
    """Those who can be asked first for that group of things."""
    return tuple(
        each
        for each in vendors.providers
        if each.name in usable and each.price != FREE and GROUPS[group] & each.outputs
    )


def price_of(provider: Provider) -> str:
    price, unit = provider.price, provider.price.unit
    if price == FREE:
        return "free"
    parts = [f"{price.base:g} {unit if price.base == 1 else f'{unit}s'}"] if price.base else []
    parts += [f"{each:g} for {_kinds(kinds)}" for kinds, each in price.each]
    return " + ".join(parts) + (f", {price.miss:g} where nothing is found" if price.miss else "")


def _kinds(kinds: Collection[str]) -> str:
    return " or ".join(sorted(kind.replace("_", " ") for kind in kinds))
