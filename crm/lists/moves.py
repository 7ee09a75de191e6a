"""Who comes onto a list and who leaves it: the rows, the timeline of each, and the channel that wants to hear of it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any

from crm.types import Author, Tenant
from storage import models
from storage.queries import contacts, imports
from storage.queries import lists as rows

TOGETHER = timedelta(minutes=3)
"""What happens on the lists of a channel within this time is told in one message."""
MOST_TOLD = 200
"""So many things wait for a channel at most: an import that moves thousands does not flood it."""

Reason = Mapping[str, str]
"""`why` in words and `by`, whose deed it was: an id or ""."""


def reference_of(list_id: int) -> str:
    return f"list:{list_id}"


async def move(
    tenant: Tenant,
    author: Author,
    row: models.PeopleList,
    joined: Collection[int],
    left: Collection[int],
    reasons: Mapping[int, Reason] | None = None,
    *,
    is_news: bool = True,
) -> None:
    """Within a transaction that holds these contacts. `reasons` by contact. `is_news` False: only the rows."""
    stamp = contacts.stamp(author.origin, reference_of(row.id), author.user_id)
    await rows.put(tenant.key, [(row.id, each) for each in joined], stamp)
    await rows.take_off(tenant.key, [(row.id, each) for each in left])
    if not is_news or not (joined or left):
        return
    moved = [
        *((each, "list_joined") for each in sorted(joined)),
        *((each, "list_left") for each in sorted(left)),
    ]
    entries = [
        entry(contact_id, kind, row, stamp, (reasons or {}).get(contact_id, {})) for contact_id, kind in moved
    ]
    await imports.add_parts(tenant.key, "timeline", entries)
    await tell_channel(tenant, row, stamp, [contact_id for contact_id, _ in moved])


async def tell_channel(
    tenant: Tenant, row: models.PeopleList, stamp: contacts.Stamp, contact_ids: Sequence[int]
) -> None:
    """Of what these entries of that moment say, where a channel wants to hear of the list."""
    if row.channel_id:
        number, due = await rows.waiting(tenant.key, row.channel_id, stamp.set_at)
        told = contact_ids[: max(0, MOST_TOLD - number)]
        await rows.tell_channel(
            tenant.key, row.channel_id, stamp.reference, stamp.set_at, due or stamp.set_at + TOGETHER, told
        )


def entry(
    contact_id: int, kind: str, row: models.PeopleList, stamp: contacts.Stamp, reason: Reason
) -> dict[str, Any]:
    """The row of a timeline that says so: `kind` is list_joined or list_left."""
    return {
        "contact_id": contact_id,
        "kind": kind,
        "occurred_at": stamp.set_at,
        "recorded_at": stamp.set_at,
        "user_id": stamp.set_by,
        "origin": stamp.origin,
        "reference": stamp.reference,
        "text": "",
        "search_text": "",
        "data": {"list": row.name, **reason},
    }
