"""Things that must happen once, whoever tries how often."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from storage.database import AlreadyThere, is_sqlite, transaction
from storage.models import Effect


async def once(tenant: str, key: str, function: Callable[[], Awaitable[Any]]) -> Any:
    """Run `function` in a transaction together with its key. Who comes second gets the first one's result.

    The result is JSON. Raises what `function` raises; then nothing is kept, and it may be tried again.
    """
    if (done := await _done(tenant, key)) is not None:
        return _value(done)
    try:
        async with transaction():
            effect = await Effect.create(tenant=tenant, key=key, created_at=datetime.now(UTC))
            result = await function()
            effect.result = {"value": result}
            await effect.save(update_fields=["result"])
            return result
    except AlreadyThere:
        done = await _done(tenant, key)
        if done is None:  # it was another constraint that was broken
            raise
        return _value(done)


async def forget_before(tenant: str, moment: datetime) -> None:
    """Nobody tries again what happened that long ago."""
    await Effect.filter(tenant=tenant, created_at__lt=moment).delete()


async def result_of(tenant: str, key: str) -> Any:
    """None where it has not happened."""
    done = await _done(tenant, key)
    return _value(done) if done else None


async def replace(tenant: str, key: str, before: Any, after: Any) -> bool:
    """True for the one who put `after` where `before` was (None: nothing)."""
    try:
        async with transaction():
            query = Effect.filter(tenant=tenant, key=key)
            effect = await (query if is_sqlite() else query.select_for_update()).first()
            if effect is None:
                effect = await Effect.create(tenant=tenant, key=key, created_at=datetime.now(UTC))
            if _value(effect) != before:
                return False
            effect.result, effect.created_at = {"value": after}, datetime.now(UTC)
            await effect.save(update_fields=["result", "created_at"])
            return True
    except AlreadyThere:
        return False


async def _done(tenant: str, key: str) -> Effect | None:
    return await Effect.get_or_none(tenant=tenant, key=key)


def _value(effect: Effect) -> Any:
    """Kept in an object: the mapper takes a bare text for JSON that is written already."""
    return effect.result["value"] if effect.result else None
