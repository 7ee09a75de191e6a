"""Things that must happen once, whoever tries how often."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from storage.database import AlreadyThere, transaction
from storage.models import Effect


async def once(tenant: str, key: str, function: Callable[[], Awaitable[Any]]) -> Any:
    """Run `function` in a transaction together with its key. Who comes second gets the first one's result.

    The result is JSON. Raises what `function` raises; then nothing is kept, and it may be tried again.
    """
    if (done := await _result(tenant, key)) is not None:
        return done.result
    try:
        async with transaction():
            effect = await Effect.create(tenant=tenant, key=key, created_at=datetime.now(UTC))
            effect.result = await function()
            await effect.save(update_fields=["result"])
            return effect.result
    except AlreadyThere:
        done = await _result(tenant, key)
        if done is None:  # it was another constraint that was broken
            raise
        return done.result


async def _result(tenant: str, key: str) -> Effect | None:
    return await Effect.get_or_none(tenant=tenant, key=key)
