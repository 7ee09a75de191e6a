"""The lists of a workspace and who is on them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from tortoise.queryset import QuerySet

from storage import bulk
from storage.database import among, is_sqlite, rows
from storage.models import Contact, ListMember, PeopleList
from storage.queries.contacts import LIVE, Stamp


async def create(tenant: str, *, made_by: str, made_at: datetime, **values: Any) -> int:
    """Raises IntegrityError, which `storage.database.transaction` turns into AlreadyThere, where the name is taken."""
    made = await PeopleList.create(tenant=tenant, made_by=made_by, made_at=made_at, **values)
    return int(made.id)


async def change(tenant: str, list_id: int, **values: Any) -> None:
    """Raises IntegrityError as `create` does."""
    await PeopleList.filter(tenant=tenant, id=list_id).update(**values)


async def get(tenant: str, list_id: int) -> PeopleList | None:
    return await PeopleList.get_or_none(tenant=tenant, id=list_id)


async def named(tenant: str, folded: str) -> PeopleList | None:
    return await PeopleList.get_or_none(tenant=tenant, folded=folded)


async def hold(tenant: str, list_id: int) -> PeopleList | None:
    """Nobody else changes it, or looks who belongs on it, until the transaction ends.

    Lists are held before contacts by everybody who holds both.
    """
    if not is_sqlite():
        await rows(
            "SELECT id FROM people_list WHERE tenant = ? AND id = ? FOR NO KEY UPDATE", [tenant, list_id]
        )
    return await get(tenant, list_id)


async def hold_all(tenant: str) -> None:
    """Nobody else changes a list, or looks who belongs on one, until the transaction ends: who changes one may change others."""
    if not is_sqlite():
        await rows("SELECT id FROM people_list WHERE tenant = ? ORDER BY id FOR NO KEY UPDATE", [tenant])


async def page(tenant: str, after: str, limit: int, *, archived: bool) -> list[PeopleList]:
    """In alphabetical order, from behind that folded name on."""
    found = _shown(tenant, archived=archived).filter(folded__gt=after)
    return await found.order_by("folded").limit(limit)


async def count(tenant: str, *, archived: bool) -> int:
    return await _shown(tenant, archived=archived).count()


async def beginning_with(tenant: str, folded: str, limit: int) -> list[PeopleList]:
    """Static ones that are in use and begin so, in alphabetical order."""
    found = _shown(tenant, archived=False).filter(query="", folded__startswith=folded)
    return await found.order_by("folded").limit(limit)


async def names(tenant: str) -> list[str]:
    """Of all lists, in alphabetical order."""
    return [row["name"] for row in await PeopleList.filter(tenant=tenant).order_by("folded").values("name")]


async def with_queries(tenant: str) -> list[PeopleList]:
    """The dynamic ones, archived ones too."""
    return await PeopleList.filter(tenant=tenant).exclude(query="").order_by("id")


async def kept_true(tenant: str) -> list[PeopleList]:
    """The dynamic ones that are in use. Nobody changes them until the transaction ends."""
    if not is_sqlite():
        await rows(
            "SELECT id FROM people_list WHERE tenant = ? AND query <> '' ORDER BY id FOR SHARE", [tenant]
        )
    return await PeopleList.filter(tenant=tenant, archived_at=None).exclude(query="").order_by("id")


async def next_due(now: datetime) -> tuple[str, int] | None:
    """(tenant, id) of a list that is to be filled, or whose time to be asked anew has come."""
    found = await rows(
        "SELECT tenant, id FROM people_list WHERE archived_at IS NULL AND problem = '' AND query <> ''"
        " AND (filled_to IS NOT NULL OR run_at <= ?) ORDER BY CASE WHEN filled_to IS NULL THEN 1 ELSE 0 END, id LIMIT 1",
        [_stored(now)],
    )
    return (found[0]["tenant"], found[0]["id"]) if found else None


async def people(tenant: str, list_ids: Sequence[int]) -> dict[int, int]:
    """How many live people are on each. Those in the bin, who are few, are taken off all who are on it."""
    everybody = await _counted(tenant, among("m.list_id", list_ids))
    gone = [row["id"] for row in await Contact.filter(tenant=tenant).exclude(state=LIVE).values("id")]
    away = await _counted(tenant, among("m.contact_id", gone)) if gone else {}
    return {list_id: everybody.get(list_id, 0) - away.get(list_id, 0) for list_id in list_ids}


async def of_contact(tenant: str, contact_id: int) -> list[PeopleList]:
    """The lists that somebody is on, in alphabetical order, archived ones left out."""
    ids = await ListMember.filter(tenant=tenant, contact_id=contact_id).values_list("list_id", flat=True)
    return await _shown(tenant, archived=False).filter(id__in=list(ids)).order_by("folded")


async def members(tenant: str, list_ids: Sequence[int], contact_ids: Sequence[int]) -> set[tuple[int, int]]:
    """(list, contact) of those of these people who are on those of these lists."""
    of_lists, lists = among("list_id", list_ids)
    of_people, ids = among("contact_id", contact_ids)
    found = await rows(
        f"SELECT list_id, contact_id FROM list_member WHERE tenant = ? AND {of_people} AND {of_lists}",  # noqa: S608 - the names are ours
        [tenant, ids, lists],
    )
    return {(row["list_id"], row["contact_id"]) for row in found}


async def membership(tenant: str, list_id: int, contact_id: int) -> ListMember | None:
    return await ListMember.get_or_none(tenant=tenant, list_id=list_id, contact_id=contact_id)


async def put(tenant: str, joined: Collection[tuple[int, int]], stamp: Stamp) -> None:
    """(list, contact) each. Who is on it already stays as they are."""
    made = [
        {"list_id": list_id, "contact_id": contact_id, **stamp.columns()}
        for list_id, contact_id in sorted(joined)
    ]
    await bulk.insert(tenant, ListMember, made, conflict=("list_id", "contact_id"))


async def take_off(tenant: str, left: Collection[tuple[int, int]]) -> None:
    """(list, contact) each."""
    by_list: dict[int, list[int]] = {}
    for list_id, contact_id in left:
        by_list.setdefault(list_id, []).append(contact_id)
    for list_id, contact_ids in sorted(by_list.items()):
        condition, values = among("contact_id", contact_ids)
        await rows(
            f"DELETE FROM list_member WHERE tenant = ? AND list_id = ? AND {condition}",  # noqa: S608 - the name is ours
            [tenant, list_id, values],
        )


async def copy_members(tenant: str, list_id: int, into_id: int, stamp: Stamp) -> None:
    """Whoever is on the one is on the other too."""
    when, value = _now_of(stamp)
    await rows(
        "INSERT INTO list_member (tenant, position, origin, reference, set_by, set_at, contact_id, list_id)"  # noqa: S608 - the text is ours
        f" SELECT tenant, 0, ?, ?, ?, {when}, contact_id, CAST(? AS bigint) FROM list_member WHERE tenant = ? AND list_id = ?"
        " ON CONFLICT (list_id, contact_id) DO NOTHING",
        [stamp.origin, stamp.reference, stamp.set_by, value, into_id, tenant, list_id],
    )


async def note_members(tenant: str, list_id: int) -> None:
    """Whoever is on it was changed, as far as other lists are concerned."""
    await rows(
        "INSERT INTO changed_contact (tenant, contact_id)"
        " SELECT tenant, contact_id FROM list_member WHERE tenant = ? AND list_id = ?",
        [tenant, list_id],
    )


async def ids_after(tenant: str, after: int, limit: int) -> list[int]:
    """Of contacts in any state, in their order."""
    found = Contact.filter(tenant=tenant, id__gt=after).order_by("id").limit(limit)
    return [row["id"] for row in await found.values("id")]


async def entries_since(
    tenant: str, contact_ids: Sequence[int], since: datetime
) -> dict[int, list[dict[str, Any]]]:
    """Contact id -> what has happened with them since then that everybody may see, the newest first: kind, user_id, data."""
    some, ids = among("contact_id", contact_ids)
    found = await rows(
        "SELECT contact_id, kind, user_id, data FROM timeline_entry"  # noqa: S608 - the names are ours
        f" WHERE tenant = ? AND {some} AND recorded_at >= ? AND audience = '' AND kind NOT IN ('list_joined', 'list_left')"
        " ORDER BY id DESC",
        [tenant, ids, _stored(since)],
    )
    happened: dict[int, list[dict[str, Any]]] = {}
    for row in found:
        happened.setdefault(row["contact_id"], []).append(row)
    return happened


async def tell_channel(
    tenant: str, channel_id: str, reference: str, now: datetime, due_at: datetime, contact_ids: Sequence[int]
) -> None:
    """The channel is to be told of what was written of these people under that reference at that moment."""
    some, ids = among("contact_id", contact_ids)
    due, moment = _cast(due_at)
    await rows(
        "INSERT INTO followed_entry (tenant, follower, entry_id, due_at)"  # noqa: S608 - the names are ours
        f" SELECT tenant, ?, id, {due} FROM timeline_entry"
        f" WHERE tenant = ? AND {some} AND recorded_at = ? AND reference = ? AND kind IN ('list_joined', 'list_left')"
        " ON CONFLICT (follower, entry_id) DO NOTHING",
        [channel_id, moment, tenant, ids, _stored(now), reference],
    )


async def waiting(tenant: str, channel_id: str, now: datetime) -> tuple[int, datetime | None]:
    """Of how many things the channel is still to be told, and when it is told the next time of what waits already."""
    found = await rows(
        "SELECT count(*) AS number, min(CASE WHEN due_at > ? THEN due_at END) AS due FROM followed_entry"
        " WHERE tenant = ? AND follower = ?",
        [_stored(now), tenant, channel_id],
    )
    due = found[0]["due"]
    return found[0]["number"], datetime.fromisoformat(due) if isinstance(due, str) else due


def _shown(tenant: str, *, archived: bool) -> QuerySet[PeopleList]:
    return PeopleList.filter(tenant=tenant, archived_at__isnull=not archived)


async def _counted(tenant: str, condition: tuple[str, object]) -> dict[int, int]:
    """The tenant is the list's: so the index of members alone says how many there are."""
    text, values = condition
    found = await rows(
        "SELECT m.list_id AS list_id, count(*) AS number FROM people_list AS l"  # noqa: S608 - the names are ours
        f" JOIN list_member AS m ON m.list_id = l.id WHERE l.tenant = ? AND {text} GROUP BY m.list_id",
        [tenant, values],
    )
    return {row["list_id"]: row["number"] for row in found}


def _stored(moment: datetime) -> object:
    """As the columns hold it: PostgreSQL takes the moment, SQLite Tortoise's own text of it."""
    return Contact._meta.fields_map["updated_at"].to_db_value(moment, Contact)  # noqa: SLF001 - Tortoise's public way


def _cast(moment: datetime) -> tuple[str, object]:
    """A parameter that is selected has no column that says its type."""
    return ("?" if is_sqlite() else "CAST(? AS timestamptz)"), _stored(moment)


def _now_of(stamp: Stamp) -> tuple[str, object]:
    return _cast(stamp.set_at)
