"""What Slack has delivered already."""

from datetime import datetime

from storage.database import AlreadyThere, transaction
from storage.models import Delivery


async def claim(tenant: str, key: str, now: datetime) -> bool:
    """True for the first who asks with that key."""
    try:
        async with transaction():
            await Delivery.create(tenant=tenant, key=key, received_at=now)
    except AlreadyThere:
        return False
    return True


async def forget_before(tenant: str, moment: datetime) -> None:
    """Slack does not deliver again after an hour; older keys only take room."""
    await Delivery.filter(tenant=tenant, received_at__lt=moment).delete()


async def tenants() -> list[str]:
    """Whoever has been delivered anything: the one question that is not asked for a tenant, but for their names."""
    found = await Delivery.all().distinct().values("tenant")
    return [row["tenant"] for row in found]
