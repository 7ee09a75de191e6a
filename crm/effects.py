"""Things that must happen once, whoever tries how often."""

from collections.abc import Awaitable, Callable
from typing import Any

from crm.types import Tenant
from storage.queries import effects


async def once(tenant: Tenant, key: str, function: Callable[[], Awaitable[Any]]) -> Any:
    """Run `function` in one transaction together with its key. Who comes second gets the first one's result, which is JSON.

    Raises what `function` raises; then nothing is kept, and it may be tried again.
    """
    return await effects.once(tenant.key, key, function)


async def result_of(tenant: Tenant, key: str) -> Any:
    """None where it has not happened."""
    return await effects.result_of(tenant.key, key)


async def replace(tenant: Tenant, key: str, before: Any, after: Any) -> bool:
    """It happens outside, where no transaction reaches: True for the one whose result counts from now on.

    `before` is what counted until now, None where nothing did.
    """
    return await effects.replace(tenant.key, key, before, after)
