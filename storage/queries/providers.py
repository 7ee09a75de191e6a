"""Keys of providers, and how each of them is doing."""

from datetime import datetime
from typing import Any

from storage.models import ProviderKey, ProviderState


async def keys(tenant: str) -> list[ProviderKey]:
    return await ProviderKey.filter(tenant=tenant)


async def set_key(tenant: str, account: str, encrypted: str, set_by: str, now: datetime) -> None:
    values = {"encrypted": encrypted, "set_by": set_by, "set_at": now}
    await ProviderKey.update_or_create(tenant=tenant, account=account, defaults=values)


async def remove_key(tenant: str, account: str) -> None:
    await ProviderKey.filter(tenant=tenant, account=account).delete()


async def states(tenant: str) -> dict[str, ProviderState]:
    """By provider; of whom nothing is known, nothing."""
    return {each.provider: each for each in await ProviderState.filter(tenant=tenant)}


async def state(tenant: str, provider: str) -> ProviderState | None:
    return await ProviderState.get_or_none(tenant=tenant, provider=provider)


async def set_state(tenant: str, provider: str, **values: Any) -> None:
    await ProviderState.update_or_create(tenant=tenant, provider=provider, defaults=values)
