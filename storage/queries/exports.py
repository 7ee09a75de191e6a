"""Export runs: whom they are of, and what is written of them until the file is given."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime

from storage import bulk
from storage.database import transaction
from storage.models import Contact, ExportPart, ExportRun
from storage.queries.contacts import load_many


async def create(
    tenant: str,
    *,
    user_id: str,
    text: str,
    format_key: str,
    chosen_fields: Sequence[str] | None,
    now: datetime,
) -> ExportRun:
    return await ExportRun.create(
        tenant=tenant,
        user_id=user_id,
        text=text,
        format=format_key,
        chosen_fields=None if chosen_fields is None else list(chosen_fields),
        created_at=now,
    )


async def get(tenant: str, run_id: int) -> ExportRun | None:
    return await ExportRun.get_or_none(tenant=tenant, id=run_id)


async def choose(tenant: str, run_id: int, columns: Sequence[int], parts: Sequence[Sequence[int]]) -> None:
    """Who is in it, part by part, and which of the workspace's own fields."""
    await ExportRun.filter(tenant=tenant, id=run_id).update(columns=list(columns))
    rows = [
        {"run_id": run_id, "number": number, "contact_ids": list(ids)} for number, ids in enumerate(parts)
    ]
    await bulk.insert(tenant, ExportPart, rows)


async def first_unwritten(tenant: str, run_id: int) -> ExportPart | None:
    return await ExportPart.filter(tenant=tenant, run_id=run_id, content=None).order_by("number").first()


async def write(tenant: str, part_id: int, content: str, people: int) -> None:
    await ExportPart.filter(tenant=tenant, id=part_id).update(content=content, people=people)


async def count_written(tenant: str, run_id: int) -> int:
    """How many people are in its parts; keeps that with the run."""
    parts = ExportPart.filter(tenant=tenant, run_id=run_id)
    people: int = sum(row["people"] for row in await parts.filter(people__isnull=False).values("people"))
    # An earlier version, which was at it until now, did not count.
    of_earlier = await parts.filter(people__isnull=True).values("contact_ids")
    people += sum(len(row["contact_ids"]) for row in of_earlier)
    await ExportRun.filter(tenant=tenant, id=run_id).update(people=people)
    return people


async def recent(tenant: str, limit: int) -> list[ExportRun]:
    """The last ones that were asked for, newest first."""
    return await ExportRun.filter(tenant=tenant).order_by("-created_at", "-id").limit(limit)


async def set_file(tenant: str, run_id: int, file_id: str, delete_at: datetime | None) -> None:
    """Which file in Slack it is, and when that is to go; None never, or it is gone."""
    await ExportRun.filter(tenant=tenant, id=run_id).update(file_id=file_id, delete_at=delete_at)


async def expired(now: datetime, limit: int) -> list[ExportRun]:
    """Those whose file is to be deleted by now, whoever's."""
    return await ExportRun.filter(delete_at__lte=now).order_by("delete_at").limit(limit)


async def written(tenant: str, run_id: int) -> AsyncIterator[str]:
    """What was written, in its order."""
    parts = ExportPart.filter(tenant=tenant, run_id=run_id).order_by("number")
    number = -1
    while part := await parts.filter(number__gt=number).first():
        number = part.number
        yield part.content or ""


async def forget(tenant: str, run_id: int) -> None:
    """What was written, and of whom."""
    async with transaction():
        await ExportPart.filter(tenant=tenant, run_id=run_id).delete()
        await ExportRun.filter(tenant=tenant, id=run_id).update(columns=None)


async def written_before(tenant: str, moment: datetime) -> list[int]:
    """The runs that were asked for before that, and of which something is still kept."""
    found = ExportRun.filter(tenant=tenant, created_at__lt=moment, columns__isnull=False)
    return [row["id"] for row in await found.values("id")]


async def these(tenant: str, contact_ids: Sequence[int]) -> list[Contact]:
    """With all their parts, in the order of their ids."""
    return sorted(await load_many(tenant, contact_ids), key=lambda contact: contact.id)
