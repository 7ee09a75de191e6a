"""Jobs: what is asked for, how far it is, how it ended."""

from datetime import datetime
from typing import Any

from tortoise.expressions import F

from storage.database import is_sqlite
from storage.models import Job

OPEN = ("waiting", "running")
_ANEW = {
    "status": "waiting",
    "attempt": F("attempt") + 1,
    "enqueued": False,
    "done_before": F("done"),
    "stopped_by": "",
    "problem": "",
    "started_at": None,
    "finished_at": None,
}


async def create(tenant: str, **values: Any) -> Job:
    """A job that waits. Within the transaction of what asks for it."""
    return await Job.create(tenant=tenant, status="waiting", **values)


async def get(tenant: str, job_id: int) -> Job | None:
    return await Job.get_or_none(tenant=tenant, id=job_id)


async def lock(tenant: str, job_id: int) -> Job | None:
    """The same, and nobody else changes it until the transaction ends."""
    query = Job.filter(tenant=tenant, id=job_id)
    return await (query if is_sqlite() else query.select_for_update()).first()


async def of(tenant: str, kind: str, reference: int) -> Job | None:
    return await Job.get_or_none(tenant=tenant, kind=kind, reference=reference)


async def change_status(tenant: str, job_id: int, before: tuple[str, ...], after: str, **also: Any) -> bool:
    """True for the one who changed it."""
    changed = await Job.filter(tenant=tenant, id=job_id, status__in=before).update(status=after, **also)
    return changed == 1


async def begin(tenant: str, job_id: int, attempt: int, now: datetime) -> None:
    """An attempt that comes late begins nothing: the engine would never be given the one that waits."""
    waiting = Job.filter(tenant=tenant, id=job_id, status="waiting", attempt=attempt)
    await waiting.update(status="running", started_at=now)


async def take_up_again(tenant: str, job_id: int, before: tuple[str, ...]) -> bool:
    """Have it wait anew, from where it is. True for the one who did."""
    return await Job.filter(tenant=tenant, id=job_id, status__in=before).update(**_ANEW) == 1


async def advance(tenant: str, job_id: int, before: int, after: int) -> bool:
    """True for the one who moved it: what lies in between is theirs. First in the transaction that does it."""
    moved = await Job.filter(tenant=tenant, id=job_id, status="running", done=before).update(done=after)
    return moved == 1


async def start_over(tenant: str, job_id: int, before: int, total: int) -> bool:
    """True for the one who moved it back to nothing."""
    moved = await Job.filter(tenant=tenant, id=job_id, status="running", done=before).update(
        done=0, done_before=0, total=total
    )
    return moved == 1


async def set_enqueued(tenant: str, job_id: int, attempt: int) -> None:
    await Job.filter(tenant=tenant, id=job_id, attempt=attempt).update(enqueued=True)


async def recent(tenant: str, limit: int) -> list[Job]:
    """Those under way first, then the newest."""
    under_way = await Job.filter(tenant=tenant, status__in=OPEN).order_by("-created_at").limit(limit)
    ended = await Job.filter(tenant=tenant, status__not_in=OPEN).order_by("-created_at").limit(limit)
    return [*under_way, *ended][:limit]


async def not_enqueued() -> list[tuple[str, int]]:
    """(tenant, id) of every job that the engine was not given yet, whoever's: a kill may have come in between."""
    found = await Job.filter(enqueued=False, status="waiting").values("tenant", "id")
    return [(row["tenant"], row["id"]) for row in found]


async def oldest_waiting() -> datetime | None:
    """When the oldest job was asked for that nobody has begun, whoever's."""
    found = await Job.filter(status="waiting").order_by("created_at").first().values("created_at")
    return found["created_at"] if found else None
