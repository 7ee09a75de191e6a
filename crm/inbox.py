"""What Slack delivers. Slack delivers again what it believes lost, and over every open connection: each is taken in once.

What must not be lost is kept with its payload, before the ack, until it is done.
"""

from collections.abc import Container, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from crm.types import InboxItem, Tenant
from storage import models
from storage.queries import deliveries as rows

KEPT = timedelta(days=2)
AT_ONCE = 20
MOST_TRIES = 8


async def claim(tenant: Tenant, key: str) -> bool:
    """True for the first delivery of that key, False for every later one."""
    return await rows.claim(tenant.key, key, datetime.now(UTC)) is not None


async def keep(
    tenant: Tenant, key: str, kind: str, body: Mapping[str, Any], replica: str
) -> InboxItem | None:
    """Keep it until `done`, for this replica to do. None where it was delivered before."""
    now = datetime.now(UTC)
    row = await rows.claim(tenant.key, key, now, kind=kind, body=dict(body), owner=replica, due_at=now)
    return _item_of(row) if row else None


async def done(item: InboxItem) -> None:
    await rows.done(item.tenant.key, item.id)


async def put_off(item: InboxItem, replica: str) -> bool:
    """Have it done later, with growing pauses. False where it was tried often enough; then it is done with.

    Nothing changes where the replica does not have it any more: it was taken for dead, and another does it.
    """
    if item.tries + 1 >= MOST_TRIES:
        await done(item)
        return False
    until = datetime.now(UTC) + timedelta(seconds=2**item.tries)
    await rows.put_off(item.tenant.key, item.id, replica, until)
    return True


async def take_due(replica: str) -> Sequence[InboxItem]:
    """What nobody does, for this replica to do."""
    return [_item_of(row) for row in await rows.take_due(replica, datetime.now(UTC), AT_ONCE)]


async def free_stranded(replica: str, in_hand: Container[tuple[str, str]]) -> None:
    """What is recorded as done by this replica, and is not in its hands (tenant and key): the database went away in between.

    What is in hand is asked after the database, so that nothing counts as stranded that has just been kept.
    """
    held = await rows.held(replica)
    if stranded := [id_ for id_, which in held.items() if which not in in_hand]:
        await rows.free(stranded, replica)


def _item_of(row: models.Delivery) -> InboxItem:
    return InboxItem(
        id=row.id,
        tenant=Tenant.of_key(row.tenant),
        key=row.key,
        kind=row.kind,
        body=row.body or {},
        tries=row.tries,
    )
