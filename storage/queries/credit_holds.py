"""Credits that are kept for runs. They are written while the accounts of their tenant are locked (`storage.queries.credits`)."""

from datetime import datetime

from tortoise.functions import Sum

from storage.models import CreditHold

HELD = "held"


async def create(
    tenant: str,
    *,
    user_id: str,
    is_automatic: bool,
    amount: int,
    reference: str,
    held_at: datetime,
    expires_at: datetime,
) -> CreditHold:
    return await CreditHold.create(
        tenant=tenant,
        user_id=user_id,
        is_automatic=is_automatic,
        amount=amount,
        reference=reference,
        held_at=held_at,
        expires_at=expires_at,
    )


async def get(tenant: str, hold_id: int) -> CreditHold | None:
    return await CreditHold.get_or_none(tenant=tenant, id=hold_id)


async def settle(tenant: str, hold_id: int, state: str, captured: int) -> None:
    """It is held no longer; a second time changes nothing."""
    await CreditHold.filter(tenant=tenant, id=hold_id, state=HELD).update(state=state, captured=captured)


async def used(
    tenant: str, since: datetime, *, user_id: str | None = None, is_automatic: bool | None = None
) -> int:
    """Credits that were held since then and still are, or were captured. None: whoever's, asked for or not."""
    found = CreditHold.filter(tenant=tenant, held_at__gte=since)
    if user_id is not None:
        found = found.filter(user_id=user_id)
    if is_automatic is not None:
        found = found.filter(is_automatic=is_automatic)
    by_state = found.annotate(amounts=Sum("amount"), charges=Sum("captured")).group_by("state")
    sums = await by_state.values("state", "amounts", "charges")
    return sum(int(row["amounts"] if row["state"] == HELD else row["charges"]) for row in sums)


async def expired(now: datetime, limit: int) -> list[CreditHold]:
    """Whoever's."""
    return await CreditHold.filter(state=HELD, expires_at__lte=now).order_by("expires_at").limit(limit)
