"""What Slack has delivered: each thing is taken in once, and what it asks for is kept until it is done."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tortoise.expressions import F

from storage.database import AlreadyThere, is_sqlite, transaction
from storage.models import Delivery


async def claim(
    tenant: str,
    key: str,
    now: datetime,
    *,
    kind: str = "",
    body: dict[str, Any] | None = None,
    owner: str = "",
    due_at: datetime | None = None,
) -> Delivery | None:
    """The row, for the first who asks with that key; None for every other. With a `body` it waits to be done."""
    try:
        async with transaction():
            return await Delivery.create(
                tenant=tenant, key=key, received_at=now, kind=kind, body=body, owner=owner, due_at=due_at
            )
    except AlreadyThere:
        return None


async def done(tenant: str, delivery_id: int) -> None:
    """Nothing is left to do: what it said is not kept."""
    await Delivery.filter(tenant=tenant, id=delivery_id).update(body=None, owner="", due_at=None)


async def put_off(tenant: str, delivery_id: int, owner: str, until: datetime) -> None:
    """By who does it: for anybody else it is done, or another's, by now."""
    await Delivery.filter(tenant=tenant, id=delivery_id, owner=owner).update(
        owner="", tries=F("tries") + 1, due_at=until
    )


async def take_due(owner: str, now: datetime, limit: int) -> list[Delivery]:
    """Take what nobody does and is due, whoever's, for one replica."""
    due = Delivery.filter(due_at__lte=now, owner="").order_by("due_at").limit(limit)
    async with transaction():
        taken = await (due if is_sqlite() else due.select_for_update(skip_locked=True))
        await Delivery.filter(id__in=[each.id for each in taken]).update(owner=owner)
        return taken


async def held(owner: str) -> dict[int, tuple[str, str]]:
    """What is recorded as being done by that replica, whoever's: id -> tenant and key."""
    found = await Delivery.filter(owner=owner, due_at__isnull=False).values("id", "tenant", "key")
    return {row["id"]: (row["tenant"], row["key"]) for row in found}


async def free(ids: Sequence[int], owner: str) -> None:
    """Nobody does it, whoever's: it is to be tried once more."""
    await Delivery.filter(id__in=ids, owner=owner).update(owner="", tries=F("tries") + 1)


async def release(owner: str) -> None:
    """What a replica that is no more was doing, whoever's, is free again."""
    await Delivery.filter(owner=owner).update(owner="")


async def owners() -> set[str]:
    """The replicas that are doing something, whoever's."""
    return {row["owner"] for row in await Delivery.exclude(owner="").distinct().values("owner")}


async def forget_before(tenant: str, moment: datetime) -> None:
    """Slack does not deliver again after an hour; older keys only take room."""
    await Delivery.filter(tenant=tenant, received_at__lt=moment, due_at=None).delete()


async def tenants() -> list[str]:
    """Whoever has been delivered anything, by name."""
    return [row["tenant"] for row in await Delivery.all().distinct().values("tenant")]
