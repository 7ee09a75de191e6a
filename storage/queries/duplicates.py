"""Who may be the same as whom: what contacts are compared by, and the pairs that were found.

Ids stand in the statements themselves: they are numbers that come from the database.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from storage import bulk
from storage.database import rows
from storage.models import DuplicateKey, DuplicatePair
from storage.queries.contacts import LIVE, live

LARGEST_BLOCK = 50
"""What more contacts than these have in common says nothing of them, and would take long."""

Row = dict[str, Any]

OPEN, DIFFERENT = "open", "different"
_PARTS = {
    "emails": "SELECT contact_id, normalised AS value FROM contact_email",
    "phones": "SELECT contact_id, number AS value FROM contact_phone",
    "profiles": "SELECT contact_id, network, url AS value FROM contact_profile",
    "companies": "SELECT contact_id, company AS value FROM contact_position",
}


async def known(tenant: str, contact_ids: Sequence[int]) -> list[Row]:
    """id, name, location, and the rows of each of `_PARTS`, of those who are live."""
    if not contact_ids:
        return []
    ids = _listed(contact_ids)
    people, *parts = await asyncio.gather(
        rows(
            f"SELECT id, name, location FROM contact WHERE tenant = ? AND state = 'live' AND id IN ({ids})",  # noqa: S608 - see above
            [tenant],
        ),
        *(
            rows(f"{select} WHERE tenant = ? AND contact_id IN ({ids})", [tenant])
            for select in _PARTS.values()
        ),
    )
    found: dict[int, Row] = {row["id"]: {**row, **{part: [] for part in _PARTS}} for row in people}
    for part, of_part in zip(_PARTS, parts, strict=True):
        for row in of_part:
            if row["contact_id"] in found:
                found[row["contact_id"]][part].append(row)
    return [*found.values()]


async def set_keys(tenant: str, keys: Mapping[int, frozenset[str]]) -> None:
    """Contact id -> its keys, in the place of those that it had."""
    had = await rows(
        f"SELECT id, contact_id, key FROM duplicate_key WHERE tenant = ? AND contact_id IN ({_listed([*keys])})",  # noqa: S608 - see above
        [tenant],
    )
    gone = [row["id"] for row in had if row["key"] not in keys[row["contact_id"]]]
    there = {(row["contact_id"], row["key"]) for row in had}
    if gone:
        await rows(f"DELETE FROM duplicate_key WHERE tenant = ? AND id IN ({_listed(gone)})", [tenant])  # noqa: S608 - see above
    new = [
        {"contact_id": contact_id, "key": key}
        for contact_id, each in keys.items()
        for key in sorted(each)
        if (contact_id, key) not in there
    ]
    await bulk.insert(tenant, DuplicateKey, new, conflict=("tenant", "key", "contact_id"))


async def sharing(tenant: str, contact_ids: Sequence[int], *, only_earlier: bool) -> list[tuple[int, int]]:
    """Each of these contacts with whoever shares a key that is not everybody's; `only_earlier`: of lower ids.

    A key is counted before anybody is looked for by it, and no further than it takes to know: else a company of thousands is
    gone through thousands of times.
    """
    if not contact_ids:
        return []
    which = "<" if only_earlier else "<>"
    found = await rows(
        "WITH telling AS MATERIALIZED ("  # noqa: S608 - see above
        " SELECT a.key, a.contact_id FROM duplicate_key a"
        f" WHERE a.tenant = ? AND a.contact_id IN ({_listed(contact_ids)})"
        " AND (SELECT count(*) FROM (SELECT 1 FROM duplicate_key b WHERE b.tenant = ? AND b.key = a.key"
        f" LIMIT {LARGEST_BLOCK + 1}) AS block) <= {LARGEST_BLOCK}"
        ") SELECT DISTINCT t.contact_id AS one, o.contact_id AS other FROM telling t CROSS JOIN duplicate_key o"
        f" WHERE o.tenant = ? AND o.key = t.key AND o.contact_id {which} t.contact_id",
        [tenant] * 3,
    )
    return [(row["one"], row["other"]) for row in found]


async def keep_pairs(tenant: str, pairs: Sequence[Row]) -> None:
    """lower_id, higher_id, confidence, reasons, found_at. What a person has decided of two stays decided."""
    made = [{**pair, "status": OPEN} for pair in pairs]
    await bulk.insert(
        tenant,
        DuplicatePair,
        made,
        conflict=("tenant", "lower_id", "higher_id"),
        update=("confidence", "reasons"),
    )


async def drop_pairs(tenant: str, contact_ids: Sequence[int], alike: set[tuple[int, int]]) -> None:
    """The open ones of these contacts that are not `alike` any more (lower id, higher id)."""
    found = await DuplicatePair.filter(
        Q(lower_id__in=list(contact_ids)) | Q(higher_id__in=list(contact_ids)), tenant=tenant, status=OPEN
    ).values("id", "lower_id", "higher_id")
    gone = [row["id"] for row in found if (row["lower_id"], row["higher_id"]) not in alike]
    if gone:
        await DuplicatePair.filter(tenant=tenant, id__in=gone).delete()


async def open_pairs(tenant: str, limit: int) -> list[DuplicatePair]:
    """The surest first, of contacts that are both live."""
    return await _open(tenant).order_by("-confidence", "id").limit(limit)


async def count_open(tenant: str) -> int:
    return await _open(tenant).count()


async def get_pair(tenant: str, pair_id: int) -> DuplicatePair | None:
    return await DuplicatePair.get_or_none(tenant=tenant, id=pair_id)


async def decide(tenant: str, pair_id: int, status: str, by: str, now: datetime) -> bool:
    """True for the one who decided."""
    decided = await DuplicatePair.filter(tenant=tenant, id=pair_id, status=OPEN).update(
        status=status, decided_by=by, decided_at=now
    )
    return decided == 1


async def ids_after(tenant: str, after: int, limit: int) -> list[int]:
    """Of live contacts, in their order."""
    found = live(tenant).filter(id__gt=after).order_by("id").limit(limit)
    return [row["id"] for row in await found.values("id")]


async def changed(
    tenant: str, since: datetime, before: datetime, limit: int | None = None
) -> dict[int, datetime]:
    """Contact id -> when it was added or changed last, of those where that is between the two moments, the earliest first."""
    found = live(tenant).filter(updated_at__gte=since, updated_at__lt=before).order_by("updated_at", "id")
    rows = await (found if limit is None else found.limit(limit)).values("id", "updated_at")
    return {row["id"]: row["updated_at"] for row in rows}


def _open(tenant: str) -> QuerySet[DuplicatePair]:
    return DuplicatePair.filter(tenant=tenant, status=OPEN, lower__state=LIVE, higher__state=LIVE)


def _listed(ids: Sequence[int]) -> str:
    return ", ".join(str(int(id_)) for id_ in ids)
