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


async def remember(tenant: str, key: str, result: Any) -> None:
    """The newest result counts."""
    await Effect.update_or_create(
        tenant=tenant, key=key, defaults={"result": {"value": result}, "created_at": datetime.now(UTC)}
    )


async def _done(tenant: str, key: str) -> Effect | None:
    return await Effect.get_or_none(tenant=tenant, key=key)


def _value(effect: Effect) -> Any:
    """Kept in an object: the mapper takes a bare text for JSON that is written already."""
    return effect.result["value"] if effect.result else None
