"""Credits that are kept for runs. They are written while the accounts of their tenant are locked (`storage.queries.credits`)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tortoise.functions import Sum

from storage import bulk
from storage.models import CreditHold

HELD = "held"


async def create(
    tenant: str,
    amounts: Mapping[str, int],
    *,
    user_id: str,
    is_automatic: bool,
    held_at: datetime,
    expires_at: datetime,
) -> dict[str, CreditHold]:
    """`amounts` by the reference of what they are for; so are the holds that come back."""
    same = {"user_id": user_id, "is_automatic": is_automatic, "held_at": held_at, "expires_at": expires_at}
    new = [{"reference": reference, "amount": amount, **same} for reference, amount in amounts.items()]
    await bulk.insert(tenant, CreditHold, new)
    made = CreditHold.filter(tenant=tenant, held_at=held_at, reference__in=list(amounts))
    return {hold.reference: hold for hold in await made.order_by("id")}


async def of_ids(tenant: str, hold_ids: Sequence[int]) -> dict[int, CreditHold]:
    return {hold.id: hold for hold in await CreditHold.filter(tenant=tenant, id__in=list(hold_ids))}


async def settle(tenant: str, hold_ids: Sequence[int], state: str, captured: int) -> None:
    """Each with the same end. They are held no longer; a second time changes nothing."""
    held = CreditHold.filter(tenant=tenant, id__in=list(hold_ids), state=HELD)
    await held.update(state=state, captured=captured)


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
