"""Taking back what an import has written: by the reference that every row of it carries."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from storage import bulk
from storage.database import rows
from storage.models import Contact, CustomValue, FieldSource, ImportChange, ImportRun, ImportUnchanged
from storage.queries.imports import PARTS, STAMP

_TAKEN_BACK = tuple(part for part in PARTS if part != "timeline")
_ITS_OWN = "origin = 'import' AND reference = ?"


async def remember(tenant: str, run_id: int, changes: Sequence[dict[str, Any]]) -> None:
    """contact_id, is_new, before: of contacts that the run has not touched before, or with all that was before."""
    await bulk.insert(
        tenant,
        ImportChange,
        [{"run_id": run_id, **change} for change in changes],
        conflict=("run_id", "contact_id"),
        update=("before",),
    )


async def remembered(tenant: str, run_id: int, contact_ids: Sequence[int]) -> dict[int, ImportChange]:
    """By contact."""
    found = await ImportChange.filter(tenant=tenant, run_id=run_id, contact_id__in=list(contact_ids))
    return {each.contact_id: each for each in found}


async def count(tenant: str, run_id: int, *, kept: bool) -> int:
    return await ImportChange.filter(tenant=tenant, run_id=run_id, is_kept=kept).count()


async def next_ones(tenant: str, run_id: int, limit: int) -> list[ImportChange]:
    """Those of the newest contacts that were not taken back yet."""
    found = ImportChange.filter(tenant=tenant, run_id=run_id, is_kept=False)
    return await found.order_by("-contact_id").limit(limit)


async def kept(tenant: str, run_id: int, limit: int) -> list[int]:
    """Ids of the contacts that somebody has changed since."""
    found = (
        ImportChange.filter(tenant=tenant, run_id=run_id, is_kept=True).order_by("contact_id").limit(limit)
    )
    return [row["contact_id"] for row in await found.values("contact_id")]


async def settle(tenant: str, change_ids: Sequence[int], *, kept: bool) -> None:
    found = ImportChange.filter(tenant=tenant, id__in=list(change_ids))
    await (found.update(is_kept=True) if kept else found.delete())


async def forget_before(tenant: str, moment: datetime) -> None:
    """Of runs that can no longer be taken back."""
    old = await ImportRun.filter(tenant=tenant, created_at__lt=moment).values("id")
    for model in (ImportChange, ImportUnchanged):
        await model.filter(tenant=tenant, run_id__in=[row["id"] for row in old]).delete()


async def untouched(tenant: str, reference: str, contact_ids: Sequence[int]) -> set[int]:
    """Those of whom there is nothing but what that run has written: no note, edit, tag, reminder of anybody's.

    That they fit the query of a list is nobody's deed.
    """
    found = await rows(
        "SELECT c.id FROM contact c WHERE c.tenant = ? AND c.state = 'live'"  # noqa: S608 - ids are numbers of ours
        f" AND c.id IN ({_listed(contact_ids)})"
        " AND NOT EXISTS (SELECT 1 FROM timeline_entry e WHERE e.contact_id = c.id AND e.origin <> 'list'"
        f" AND (NOT ({_ITS_OWN}) OR EXISTS (SELECT 1 FROM entry_revision r WHERE r.entry_id = e.id)))"
        " AND NOT EXISTS (SELECT 1 FROM reminder r WHERE r.contact_id = c.id)",
        [tenant, reference],
    )
    return {row["id"] for row in found}


async def remove_contacts(tenant: str, contact_ids: Sequence[int]) -> None:
    """With all that belongs to them."""
    await Contact.filter(tenant=tenant, id__in=list(contact_ids)).delete()


async def count_parts(tenant: str, reference: str, contact_ids: Sequence[int]) -> dict[tuple[int, str], int]:
    """(contact id, part) -> how many rows of it are still as the run has written them."""
    found: dict[tuple[int, str], int] = {}
    for part in _TAKEN_BACK:
        for row in await rows(
            f"SELECT contact_id, count(*) AS number FROM {_table(part)} WHERE {_ITS_OWN} AND tenant = ?"  # noqa: S608 - as above
            f" AND contact_id IN ({_listed(contact_ids)}) GROUP BY contact_id",
            [reference, tenant],
        ):
            found[row["contact_id"], part] = row["number"]
    return found


async def remove_parts(tenant: str, reference: str, contact_ids: Sequence[int]) -> None:
    """What the run has added to these contacts, and its entries in their timelines that nobody has corrected."""
    of_these = f"tenant = ? AND contact_id IN ({_listed(contact_ids)})"
    for part in _TAKEN_BACK:
        await rows(f"DELETE FROM {_table(part)} WHERE {_ITS_OWN} AND {of_these}", [reference, tenant])  # noqa: S608 - as above
    await rows(
        f"DELETE FROM timeline_entry WHERE {_ITS_OWN} AND {of_these}"  # noqa: S608 - as above
        " AND NOT EXISTS (SELECT 1 FROM entry_revision r WHERE r.entry_id = timeline_entry.id)",
        [reference, tenant],
    )


async def remove_own(tenant: str, value_ids: Sequence[int]) -> None:
    """Of fields of the workspace's own, in which nothing stood before."""
    if value_ids:
        await CustomValue.filter(tenant=tenant, id__in=list(value_ids)).delete()


async def restore_sources(tenant: str, sources: Sequence[dict[str, Any]], gone: Iterable[int]) -> None:
    """Who had set a field before; `gone`: the ids of the rows of fields that nobody had set."""
    await bulk.insert(tenant, FieldSource, sources, conflict=("contact_id", "field"), update=STAMP)
    if ids := list(gone):
        await FieldSource.filter(tenant=tenant, id__in=ids).delete()


def _table(part: str) -> str:
    return str(PARTS[part]._meta.db_table)  # noqa: SLF001 - Tortoise's public way


def _listed(ids: Sequence[int]) -> str:
    return ", ".join(str(int(id_)) for id_ in ids)
