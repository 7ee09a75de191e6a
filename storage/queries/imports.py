"""Import runs, their files and rejected rows, and people written many at a time."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from tortoise.models import Model

from storage import bulk
from storage.database import among, is_sqlite, rows
from storage.models import (
    Contact,
    ContactCertification,
    ContactEducation,
    ContactEmail,
    ContactPhone,
    ContactPosition,
    ContactProfile,
    ContactSkill,
    ContactTag,
    CustomValue,
    FieldSource,
    ImportCandidate,
    ImportMapping,
    ImportPiece,
    ImportRejection,
    ImportRun,
    ImportUnchanged,
    ListMember,
    TimelineEntry,
)
from storage.queries.contacts import live

PARTS: dict[str, type[Model]] = {
    "emails": ContactEmail,
    "phones": ContactPhone,
    "profiles": ContactProfile,
    "positions": ContactPosition,
    "education": ContactEducation,
    "certifications": ContactCertification,
    "skills": ContactSkill,
    "tags": ContactTag,
    "lists": ListMember,
    "timeline": TimelineEntry,
}
REWRITTEN = (
    *("name", "headline", "location", "photo_url", "search_text"),
    *("version", "updated_at", "last_activity_at"),
)
STAMP = ("origin", "reference", "set_by", "set_at")
COUNTS = ("added", "updated", "unchanged", "skipped", "rejected")


async def create(
    tenant: str,
    *,
    user_id: str,
    file_id: str,
    filename: str,
    columns: list[dict[str, Any]],
    recognised: dict[str, Any],
    options: dict[str, Any],
    is_remembered: bool,
    row_count: int,
    channel_id: str,
    thread_ts: str,
    now: datetime,
) -> ImportRun:
    """A run that waits for a decision."""
    return await ImportRun.create(
        tenant=tenant,
        status="ready",
        user_id=user_id,
        file_id=file_id,
        filename=filename,
        columns=columns,
        recognised=recognised,
        options=options,
        is_remembered=is_remembered,
        rows=row_count,
        channel_id=channel_id,
        thread_ts=thread_ts,
        created_at=now,
    )


async def get(tenant: str, run_id: int) -> ImportRun | None:
    return await ImportRun.get_or_none(tenant=tenant, id=run_id)


async def lock(tenant: str, run_id: int) -> ImportRun | None:
    """The same, and nobody else changes it until the transaction ends."""
    query = ImportRun.filter(tenant=tenant, id=run_id)
    return await (query if is_sqlite() else query.select_for_update()).first()


async def of_file(tenant: str, file_id: str) -> ImportRun | None:
    return await ImportRun.get_or_none(tenant=tenant, file_id=file_id)


async def keep_piece(tenant: str, run_id: int, number: int, content: bytes) -> None:
    """Some of the bytes of its file."""
    await bulk.insert(tenant, ImportPiece, [{"run_id": run_id, "number": number, "content": content}])


async def pieces(tenant: str, run_id: int) -> AsyncIterator[bytes]:
    """The bytes of the file as it was dropped, one after the other."""
    number = 0
    while piece := await ImportPiece.get_or_none(tenant=tenant, run_id=run_id, number=number):
        yield bytes(piece.content)
        number += 1


async def forget_pieces(tenant: str, run_id: int) -> None:
    """The file is of no use once its run has ended, nor is what of it was shown beside its columns."""
    await ImportPiece.filter(tenant=tenant, run_id=run_id).delete()
    run = await ImportRun.get_or_none(tenant=tenant, id=run_id)
    if run is not None:
        run.columns = [{**column, "sample": ""} for column in run.columns]
        await run.save(update_fields=["columns"])


async def forget_rejected(tenant: str, texts: Sequence[str], reason: str) -> None:
    """The cells of rejected rows that contain one of these texts, in lower case: their line stays, with that reason."""
    where = " OR ".join(["lower(CAST(cells AS TEXT)) LIKE ?"] * len(texts)) or "1 = 0"
    found = await rows(
        f"SELECT id FROM import_rejection WHERE tenant = ? AND ({where})",  # noqa: S608 - only placeholders are put in
        [tenant, *(f"%{text}%" for text in texts)],
    )
    ids = [row["id"] for row in found]
    await ImportRejection.filter(tenant=tenant, id__in=ids).update(cells=[], reason=reason)


async def set_columns(tenant: str, run_id: int, columns: list[dict[str, Any]]) -> bool:
    """False where the run does not wait for a decision any more."""
    return await ImportRun.filter(tenant=tenant, id=run_id, status="ready").update(columns=columns) == 1


async def set_options(tenant: str, run_id: int, options: dict[str, Any]) -> bool:
    """False where the run does not wait for a decision any more."""
    return await ImportRun.filter(tenant=tenant, id=run_id, status="ready").update(options=options) == 1


async def remember_mapping(
    tenant: str, signature: str, fields: Sequence[str], set_by: str, now: datetime
) -> None:
    values = {"fields_of_columns": list(fields), "set_by": set_by, "set_at": now}
    await bulk.insert(
        tenant,
        ImportMapping,
        [{"signature": signature, **values}],
        conflict=("tenant", "signature"),
        update=tuple(values),
    )


async def remembered_mapping(tenant: str, signature: str) -> list[str] | None:
    """A field for each column, "" for none, as somebody has mapped a file with that header."""
    found = await ImportMapping.get_or_none(tenant=tenant, signature=signature)
    return found.fields_of_columns if found else None


async def change_status(tenant: str, run_id: int, before: str, after: str) -> bool:
    """True for the one who changed it."""
    return await ImportRun.filter(tenant=tenant, id=run_id, status=before).update(status=after) == 1


async def count(tenant: str, run_id: int, counts: Mapping[str, int], changes: Mapping[str, int]) -> None:
    """Add to the counts of rows, and of changed fields. Within the transaction that moves its job on: nobody else counts."""
    run = await ImportRun.get_or_none(tenant=tenant, id=run_id)
    if run is None:
        return
    for name in COUNTS:
        setattr(run, name, getattr(run, name) + counts.get(name, 0))
    before = run.changed_fields or {}
    run.changed_fields = {name: before.get(name, 0) + changes.get(name, 0) for name in (*before, *changes)}
    await run.save(update_fields=[*COUNTS, "changed_fields"])


async def reject(tenant: str, run_id: int, rejected: Iterable[tuple[int, list[str], str]]) -> None:
    """(line, cells, reason) of each row that could not be imported."""
    await bulk.insert(
        tenant,
        ImportRejection,
        [
            {"run_id": run_id, "line": line, "cells": cells, "reason": reason}
            for line, cells, reason in rejected
        ],
    )


async def rejections(tenant: str, run_id: int) -> list[tuple[int, list[str], str]]:
    found = await ImportRejection.filter(tenant=tenant, run_id=run_id).order_by("line")
    return [(row.line, row.cells, row.reason) for row in found]


async def named(tenant: str, names: Iterable[str]) -> dict[str, list[int]]:
    """Name, exactly as spelt -> ids of those who have it."""
    found: dict[str, list[int]] = {}
    if wanted := list(names):
        for row in await live(tenant).filter(name__in=wanted).order_by("id").values("id", "name"):
            found.setdefault(row["name"], []).append(row["id"])
    return found


async def new_ids(tenant: str, number: int) -> list[int]:
    """Ids for as many new people: rows that are written together do not learn theirs from the database."""
    if not number:
        return []
    if is_sqlite():
        # Within a transaction that holds the write lock, so nobody else counts on from here.
        found = await rows("SELECT coalesce(max(seq), 0) AS last FROM sqlite_sequence WHERE name = 'contact'")
        first = found[0]["last"] + 1
        return list(range(first, first + number))
    found = await rows(
        "SELECT nextval(pg_get_serial_sequence('contact', 'id')) AS id FROM generate_series(1, ?::int)",
        [number],
    )
    return [row["id"] for row in found]


async def candidates(tenant: str, run_id: int, numbers: Sequence[str]) -> dict[str, int]:
    """The ids of the live contacts that rows of that run with these numbers of theirs meant, by number."""
    some, values = among("k.number", numbers)
    found = await rows(
        "SELECT k.number, k.contact_id FROM import_candidate k JOIN contact c ON c.id = k.contact_id AND c.state = 'live'"  # noqa: S608 - the name is ours
        f" WHERE k.tenant = ? AND k.run_id = ? AND {some}",
        [tenant, run_id, values],
    )
    return {row["number"]: row["contact_id"] for row in found}


async def remember_candidates(tenant: str, run_id: int, contact_ids: Mapping[str, int]) -> None:
    """By number."""
    made = [
        {"run_id": run_id, "number": number, "contact_id": contact_id}
        for number, contact_id in sorted(contact_ids.items())
    ]
    await bulk.insert(tenant, ImportCandidate, made, conflict=("run_id", "number"), update=("contact_id",))


async def forget_candidates(tenant: str, run_id: int) -> None:
    await ImportCandidate.filter(tenant=tenant, run_id=run_id).delete()


async def remember_unchanged(tenant: str, run_id: int, contact_ids: Sequence[int], *, skipped: bool) -> None:
    made = [{"run_id": run_id, "contact_id": id_, "is_skipped": skipped} for id_ in contact_ids]
    await bulk.insert(tenant, ImportUnchanged, made, conflict=("run_id", "contact_id"))


async def are_skipped(tenant: str, run_id: int) -> bool | None:
    """Whether those whom that run has left as they were are skipped ones; None where there is nobody."""
    found = await rows(
        "SELECT v.is_skipped FROM import_unchanged v WHERE v.tenant = ? AND v.run_id = ? AND NOT EXISTS"
        " (SELECT 1 FROM import_change g WHERE g.run_id = v.run_id AND g.contact_id = v.contact_id) LIMIT 1",
        [tenant, run_id],
    )
    return bool(found[0]["is_skipped"]) if found else None


async def add_contacts(tenant: str, values: Sequence[dict[str, Any]]) -> None:
    await bulk.insert(tenant, Contact, values)


async def rewrite_contacts(tenant: str, values: Sequence[dict[str, Any]]) -> None:
    """All columns of people who are there, locked by `lock`; who made them, and when, stays."""
    await bulk.insert(tenant, Contact, values, conflict=("id",), update=REWRITTEN)


async def add_parts(tenant: str, part: str, values: Sequence[dict[str, Any]]) -> None:
    """Rows of one repeated part (a key of PARTS) of many people."""
    await bulk.insert(tenant, PARTS[part], values)


async def add_sources(tenant: str, values: Sequence[dict[str, Any]]) -> None:
    """Of new people."""
    await bulk.insert(tenant, FieldSource, values)


async def change_sources(tenant: str, values: Sequence[dict[str, Any]]) -> None:
    await bulk.insert(tenant, FieldSource, values, conflict=("contact_id", "field"), update=STAMP)


async def set_own(tenant: str, values: Sequence[dict[str, Any]]) -> None:
    """What people have in fields of the workspace's own: contact_id, field_id, value and who set it."""
    await bulk.insert(
        tenant, CustomValue, values, conflict=("contact_id", "field_id"), update=("value", *STAMP)
    )


async def notes(tenant: str, contact_ids: Sequence[int]) -> set[tuple[int, str]]:
    """(contact id, text) of every note of these people that everybody may see."""
    found = await TimelineEntry.filter(
        tenant=tenant, contact_id__in=list(contact_ids), kind="note", audience="", deleted_at=None
    ).values("contact_id", "text")
    return {(row["contact_id"], row["text"]) for row in found}


async def rewrite_positions(tenant: str, values: Sequence[dict[str, Any]]) -> None:
    """All columns of positions that are there."""
    await bulk.insert(tenant, ContactPosition, values, conflict=("id",), update=("company", "title", *STAMP))
