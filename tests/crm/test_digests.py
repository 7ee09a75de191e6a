"""Who asks for the weekly digest once more."""

from datetime import UTC, datetime, timedelta

from crm import digests
from crm.types import Author, Tenant
from storage.models import Digest

TENANT = Tenant("T1")
ADA = Author("U1")


async def test_it_still_gets_the_one_that_is_due(database: str) -> None:
    await digests.subscribe(TENANT, ADA, "UTC")
    due = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1)
    await Digest.filter(user_id=ADA.user_id).update(next_at=due)
    await digests.subscribe(TENANT, ADA, "Asia/Tokyo")
    (subscription,) = await digests.due(datetime.now(UTC))
    assert (subscription.due_at, subscription.timezone) == (due, "Asia/Tokyo")


async def test_the_next_one_comes_by_the_clock_of_where_they_are_now(database: str) -> None:
    await digests.subscribe(TENANT, ADA, "UTC")
    first = await digests.subscribe(TENANT, ADA, "Asia/Tokyo")
    assert (await Digest.get(user_id=ADA.user_id)).next_at == first
