"""Export runs: whom they are of, and what is written of them until the file is given."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from storage import bulk
from storage.database import among, transaction, tuples
from storage.models import ExportPart, ExportRun
from storage.queries.contacts import LIVE

READ_TOGETHER = 20
"""Parts, of some hundred kilobytes each."""


async def create(
    tenant: str,
    *,
    user_id: str,
    text: str,
    format_key: str,
    chosen_fields: Sequence[str] | None,
    now: datetime,
    chosen_ids: Sequence[int] | None = None,
    people: int | None = None,
) -> ExportRun:
    """`people`: how many are written, if they are."""
    return await ExportRun.create(
        tenant=tenant,
        user_id=user_id,
        text=text,
        chosen_ids=None if chosen_ids is None else list(chosen_ids),
        format=format_key,
        chosen_fields=None if chosen_fields is None else list(chosen_fields),
        people=people,
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


async def first_unwritten(tenant: str, run_id: int, limit: int) -> list[ExportPart]:
    unwritten = ExportPart.filter(tenant=tenant, run_id=run_id, content=None)
    return await unwritten.order_by("number").limit(limit)


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
    parts = ExportPart.filter(tenant=tenant, run_id=run_id).order_by("number").limit(READ_TOGETHER)
    number = -1
    while some := await parts.filter(number__gt=number).values_list("number", "content"):
        number = some[-1][0]
        for _, content in some:
            yield content or ""


async def forget(tenant: str, run_id: int) -> None:
    """What was written, and of whom."""
    async with transaction():
        await ExportPart.filter(tenant=tenant, run_id=run_id).delete()
        await ExportRun.filter(tenant=tenant, id=run_id).update(columns=None)


async def written_before(tenant: str, moment: datetime) -> list[int]:
    """The runs that were asked for before that, and of which something is still kept."""
    found = ExportRun.filter(tenant=tenant, created_at__lt=moment, columns__isnull=False)
    return [row["id"] for row in await found.values("id")]


async def contacts(tenant: str, contact_ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """Id, name, headline, location and address of the photo of those who are there, in the order of their ids."""
    condition, ids = among("id", contact_ids)
    return await tuples(
        "SELECT id, name, headline, location, photo_url FROM contact"  # noqa: S608 - the names are ours
        f" WHERE tenant = ? AND state = ? AND {condition} ORDER BY id",
        [tenant, LIVE, ids],
    )


async def parts(tenant: str, name: str, contact_ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """What they have of `PARTS[name]`, each row behind the contact's id; tags in no order, as that takes longer than to read them."""
    columns, table = PARTS[name]
    condition, ids = among("part.contact_id", contact_ids)
    order = "" if name == "tags" else " ORDER BY part.contact_id, part.position, part.id"
    return await tuples(
        f"SELECT part.contact_id, {columns} FROM {table} WHERE part.tenant = ? AND {condition}{order}",  # noqa: S608 - the names are ours
        [tenant, ids],
    )


PARTS = {
    "emails": ("address, kind", "contact_email part"),
    "phones": ("number, extension, kind", "contact_phone part"),
    "profiles": ("network, url", "contact_profile part"),
    "positions": ("company, title, started, ended, is_current", "contact_position part"),
    "education": ("institution, degree, field, started, ended", "contact_education part"),
    "certifications": ("name, issuer, year, url", "contact_certification part"),
    "skills": ("name, kind", "contact_skill part"),
    "tags": ("tag.name", "contact_tag part JOIN tag ON tag.id = part.tag_id"),
    "custom": ("field_id, value", "custom_value part"),
}
"""What a contact has several of: the columns that are read, and where from."""
