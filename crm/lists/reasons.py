"""Why somebody has come onto a dynamic list or left it: what was done with them, or how much time has passed."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from crm.lists.moves import Reason
from crm.querying.depending import BY_ENTRIES, by_tags, depends_on, names_a_list
from crm.querying.tree import Query
from crm.tags import key_of
from crm.timeline.kinds import KINDS, LOGGED
from crm.types import Tenant
from storage.queries import contacts as contact_rows
from storage.queries import lists as rows

Entry = Mapping[str, Any]
"""Of a timeline: kind, user_id, data."""
TAGGED = "tagged"
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
        happened = await rows.entries_since(tenant.key, ids, datetime.now(UTC) - SHORTLY)
        goes_by = {list_id: depends_on(query) for list_id, query in queries.items()}
        return {
            (list_id, contact_id): _what_happened(entry)
            for list_id, contact_id in moved
            if (entry := _deciding(happened.get(contact_id, []), goes_by[list_id]))
        }
    touched = await contact_rows.last_touches(tenant.key, ids)
    goes_by_touch = {list_id for list_id, query in queries.items() if "touched" in depends_on(query)}
    return {
        each: {
            "why": _last_touch(touched.get(each[1]), now) if each[0] in goes_by_touch else "time has passed"
        }
        for each in moved
    }


def _deciding(entries: Sequence[Entry], on: Collection[str]) -> Entry | None:
    """The newest of them that can change what a query says that depends `on` that."""
    return next((each for each in entries if names_a_list(on) or _may_decide(each, on)), None)


def _may_decide(entry: Entry, on: Collection[str]) -> bool:
    if entry["kind"] == TAGGED:
        data = _data(entry)
        return not by_tags([*map(key_of, (*data.get("added", ()), *data.get("removed", ())))]).isdisjoint(on)
    return entry["kind"] not in LOGGED or not BY_ENTRIES.isdisjoint(on)


def _data(entry: Entry) -> Mapping[str, Sequence[str]]:
    data: Mapping[str, Sequence[str]] = (
        json.loads(entry["data"]) if isinstance(entry["data"], str) else entry["data"]
    )
    return data


def _what_happened(entry: Entry) -> Reason:
    said = _tags(_data(entry)) if entry["kind"] == TAGGED else ""
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
