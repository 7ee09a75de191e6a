"""Who wants to hear of what, and what they are still to be told."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from tortoise.expressions import Q

from storage.database import among, rows
from storage.models import Follow, FollowedEntry, PeopleList, Tag
from storage.queries.contacts import live

CONTACT = "contact"
TAG = "tag"
LIST = "list"

_FOLLOWERS = """
    SELECT DISTINCT follower FROM follow WHERE tenant = ? AND (
        (target_kind = 'contact' AND target_id = ?)
        OR (target_kind = 'tag' AND target_id IN (SELECT tag_id FROM contact_tag WHERE contact_id = ?))
        OR (target_kind = 'list' AND target_id IN (SELECT list_id FROM list_member WHERE contact_id = ?)))
"""
_OF_IMPORT = """
    WITH touched AS (
        SELECT DISTINCT contact.id AS contact_id FROM timeline_entry
        JOIN contact ON contact.id = timeline_entry.contact_id AND contact.state = 'live'
        WHERE timeline_entry.tenant = ? AND recorded_at >= ? AND reference = ?
    ), heard AS (
        SELECT follower, contact_id FROM touched
        JOIN follow ON follow.tenant = ? AND target_kind = 'contact' AND target_id = contact_id
        UNION
        SELECT follower, touched.contact_id FROM touched
        JOIN contact_tag ON contact_tag.contact_id = touched.contact_id
        JOIN follow ON follow.tenant = ? AND target_kind = 'tag' AND target_id = contact_tag.tag_id
        UNION
        SELECT follower, touched.contact_id FROM touched
        JOIN list_member ON list_member.contact_id = touched.contact_id
        JOIN follow ON follow.tenant = ? AND target_kind = 'list' AND target_id = list_member.list_id
    )
    SELECT follower, count(*) AS people FROM heard GROUP BY follower ORDER BY follower
"""


async def follow(
    tenant: str, target_kind: str, target_id: int, follower: str, created_by: str, now: datetime
) -> bool:
    """False where that was so before."""
    _, is_new = await Follow.get_or_create(
        tenant=tenant,
        target_kind=target_kind,
        target_id=target_id,
        follower=follower,
        defaults={"created_by": created_by, "created_at": now},
    )
    return is_new


async def unfollow(tenant: str, target_kind: str, target_id: int, follower: str) -> bool:
    """False where nothing was followed."""
    gone = await Follow.filter(
        tenant=tenant, target_kind=target_kind, target_id=target_id, follower=follower
    ).delete()
    return gone == 1


async def move(tenant: str, target_kind: str, target_id: int, into_id: int) -> list[int]:
    """Whoever follows the one follows the other; who follows both needs one of them. Returns the ids of what was moved."""
    of_kind = Follow.filter(tenant=tenant, target_kind=target_kind)
    already = await of_kind.filter(target_id=into_id).values_list("follower", flat=True)
    whose = of_kind.filter(Q(target_id=target_id), ~Q(follower__in=list(already)))
    moved = sorted([int(row["id"]) for row in await whose.values("id")])
    await Follow.filter(tenant=tenant, id__in=moved).update(target_id=into_id)
    return moved


async def followers(tenant: str, target_kind: str, target_id: int) -> list[str]:
    """Their ids, the first to follow first."""
    found = Follow.filter(tenant=tenant, target_kind=target_kind, target_id=target_id).order_by("id")
    return [row["follower"] for row in await found.values("follower")]


async def followed_by(tenant: str, follower: str) -> list[tuple[str, int, str]]:
    """(kind, id, name) of what is followed, in the order of the names."""
    found = await Follow.filter(tenant=tenant, follower=follower).values("target_kind", "target_id")
    named: list[tuple[str, int, str]] = []
    for kind, query in (
        (CONTACT, live(tenant)),
        (LIST, PeopleList.filter(tenant=tenant)),
        (TAG, Tag.filter(tenant=tenant)),
    ):
        ids = [row["target_id"] for row in found if row["target_kind"] == kind]
        rows_of_kind = await query.filter(id__in=ids).values("id", "name") if ids else []
        named += [(kind, row["id"], row["name"]) for row in rows_of_kind]
    return sorted(named, key=lambda each: (each[0], each[2].casefold(), each[1]))


async def tag_named(tenant: str, folded: str) -> tuple[int, str] | None:
    """(id, name) of a tag that the workspace knows."""
    found = await Tag.filter(tenant=tenant, folded=folded).values("id", "name")
    return (found[0]["id"], found[0]["name"]) if found else None


async def who_hears(tenant: str, contact_id: int) -> list[str]:
    """The ids of those who follow a contact, a tag that it has, or a list that it is on."""
    return [row["follower"] for row in await rows(_FOLLOWERS, [tenant, *[contact_id] * 3])]


async def followed_among(tenant: str, contact_ids: Sequence[int]) -> set[int]:
    """Those of them whom somebody follows, or who have a tag or are on a list that somebody does."""
    contact, ids = among("contact_id", list(contact_ids))
    target, _ = among("target_id", list(contact_ids))
    found = await rows(
        f"SELECT target_id AS id FROM follow WHERE tenant = ? AND target_kind = '{CONTACT}' AND {target}"  # noqa: S608 - the names are ours
        " UNION SELECT contact_id FROM contact_tag JOIN follow ON follow.target_id = tag_id"
        f" WHERE follow.tenant = ? AND target_kind = '{TAG}' AND {contact}"
        " UNION SELECT contact_id FROM list_member JOIN follow ON follow.target_id = list_id"
        f" WHERE follow.tenant = ? AND target_kind = '{LIST}' AND {contact}",
        [tenant, ids] * 3,
    )
    return {row["id"] for row in found}


async def tell(tenant: str, entry_id: int, followers: Sequence[str], now: datetime, due_at: datetime) -> None:
    """They are to be told at `due_at`, or together with what they are to be told before."""
    waiting = FollowedEntry.filter(tenant=tenant, follower__in=list(followers), due_at__gt=now)
    due = {row["follower"]: row["due_at"] for row in await waiting.values("follower", "due_at")}
    await FollowedEntry.bulk_create(
        [
            FollowedEntry(tenant=tenant, follower=each, entry_id=entry_id, due_at=due.get(each, due_at))
            for each in sorted(followers)
        ],
        ignore_conflicts=True,
    )


async def due(now: datetime, limit: int) -> list[tuple[str, str]]:
    """(tenant, follower) of those to be told by now, whoever's."""
    found = FollowedEntry.filter(due_at__lte=now).order_by("tenant", "follower").distinct().limit(limit)
    return [(row["tenant"], row["follower"]) for row in await found.values("tenant", "follower")]


async def any_due(now: datetime) -> bool:
    """Whoever's."""
    return await FollowedEntry.filter(due_at__lte=now).exists()


async def waiting(tenant: str, follower: str, now: datetime, limit: int) -> list[FollowedEntry]:
    """What a follower is to be told by now, the oldest first, each with its entry and that one's contact."""
    return (
        await FollowedEntry.filter(tenant=tenant, follower=follower, due_at__lte=now)
        .order_by("id")
        .limit(limit)
        .select_related("entry__contact")
    )


async def told(tenant: str, ids: Iterable[int]) -> int:
    """How many of them were still to be told."""
    return await FollowedEntry.filter(tenant=tenant, id__in=list(ids)).delete()


async def of_import(tenant: str, reference: str, since: datetime) -> list[dict[str, Any]]:
    """`follower` and `people`: how many whom they follow an import has touched, which began at `since`."""
    return await rows(_OF_IMPORT, [tenant, since, reference, *[tenant] * 3])
