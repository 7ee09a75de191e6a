"""Why somebody has come onto a dynamic list or left it: what was done with them, or how much time has passed."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from crm.lists.moves import Reason
from crm.querying.depending import depends_on
from crm.querying.tree import Query
from crm.timeline.kinds import KINDS
from crm.types import Tenant
from storage.queries import contacts as contact_rows
from storage.queries import lists as rows

SHORTLY = timedelta(minutes=1)
"""What happened earlier than that before the lists were looked at is not why."""


class Kind(StrEnum):
    BY_CHANGE = "change"
    BY_TIME = "time"


BY_CHANGE, BY_TIME = Kind


async def of(
    tenant: Tenant,
    kind: Kind,
    queries: Mapping[int, Query],
    moved: Collection[tuple[int, int]],
    now: datetime,
) -> dict[tuple[int, int], Reason]:
    """`queries` by list; `moved`: (list, contact) each. Where no reason is known there is none."""
    ids = sorted({contact_id for _, contact_id in moved})
    if kind is BY_CHANGE:
        happened = await rows.latest_entries(tenant.key, ids, datetime.now(UTC) - SHORTLY)
        return {each: _what_happened(happened[each[1]]) for each in moved if each[1] in happened}
    touched = await contact_rows.last_touches(tenant.key, ids)
    goes_by_touch = {list_id for list_id, query in queries.items() if "touched" in depends_on(query)}
    return {
        each: {
            "why": _last_touch(touched.get(each[1]), now) if each[0] in goes_by_touch else "time has passed"
        }
        for each in moved
    }


def _what_happened(entry: Mapping[str, Any]) -> Reason:
    data = json.loads(entry["data"]) if isinstance(entry["data"], str) else entry["data"]
    said = _tags(data) if entry["kind"] == "tagged" else ""
    return {"why": said or KINDS[entry["kind"]].name, "by": entry["user_id"]}


def _tags(data: Mapping[str, Sequence[str]]) -> str:
    parts = [
        f"{'tag' if len(names) == 1 else 'tags'} {', '.join(names)} {done}"
        for names, done in ((data.get("added", ()), "added"), (data.get("removed", ()), "removed"))
        if names
    ]
    return ", ".join(parts)


def _last_touch(at: datetime | None, now: datetime) -> str:
    if at is None:
        return "never in touch"
    days = (now - at).days
    return f"last touch {days} {'day' if days == 1 else 'days'} ago"
