"""Asking vendors what is left of the workspace's accounts: for nothing, when somebody looks, and seldom."""

import asyncio
from datetime import UTC, datetime

from crm import rate_limits
from crm.providers import limiting, quotas
from crm.providers.usable import Usable, usable
from crm.providers.vendors import Vendors
from crm.types import Tenant
from storage.queries import providers as rows

SECONDS_BETWEEN = 300
SECONDS_IN_LINE, SECONDS = 1.0, 3.0
"""How long a person waits for what a vendor says, at most."""


async def ask(tenant: Tenant, vendors: Vendors) -> None:
    """Each account of which that can be asked, once, and not again within minutes, over all replicas. Never raises for what vendors do."""
    accounts = {
        whom.provider.account: whom
        for whom in await usable(tenant, vendors)
        if whom.provider.quota and whom.key
    }
    await asyncio.gather(*(_ask(tenant, vendors, whom) for whom in accounts.values()))


async def _ask(tenant: Tenant, vendors: Vendors, whom: Usable) -> None:
    if limiting.paused(await limiting.state_of(tenant, whom.provider)):
        return
    bucket = quotas.bucket(whom.provider.account)
    if await rate_limits.take(tenant, bucket, per_second=1 / SECONDS_BETWEEN, burst=1):
        return
    async with limiting.turn(tenant, vendors.turns, whom, SECONDS_IN_LINE) as limited:
        said = () if limited else await whom.provider.left(whom.key, vendors.client, SECONDS)
    if said:
        for provider in vendors.providers:
            if provider.account == whom.provider.account:
                await rows.set_state(tenant.key, provider.name, **quotas.kept(said, datetime.now(UTC)))
