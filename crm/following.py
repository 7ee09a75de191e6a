"""Following: a person or a channel hears what happens with a contact, or with everybody who has a tag or is on a list.

What is to be told stands in rows from the moment that it happened, in the same transaction. Whoever tells it deletes these rows in
the transaction that puts the message into the outbox: so it is told once.
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from crm.assembling import entry_of
from crm.errors import UserError
from crm.holding import hold_who_is_left
from crm.types import Author, Entry, Followed, News, NewsItem, Tenant
from storage.database import transaction
from storage.queries import following as rows
from storage.queries.contacts import LIVE

TOGETHER = timedelta(minutes=1)
"""What happens within this time is told in one message."""
AT_ONCE = 50
MOST_IN_ONE = 200
PEOPLE = ("U", "W")
"""How the id of a user begins; that of a channel begins otherwise."""


async def follow(tenant: Tenant, author: Author, follower: str, target: Followed) -> bool:
    """False where that was so before. Raises ContactNotFound."""
    async with transaction():
        is_contact = target.kind == rows.CONTACT
        target_id = await hold_who_is_left(tenant, target.id) if is_contact else target.id
        return await rows.follow(
            tenant.key, target.kind, target_id, follower, author.user_id, datetime.now(UTC)
        )


async def unfollow(tenant: Tenant, follower: str, target: Followed) -> bool:
    """False where it was not followed."""
    return await rows.unfollow(tenant.key, target.kind, target.id, follower)


async def followers(tenant: Tenant, target: Followed) -> tuple[str, ...]:
    """Ids of users and channels."""
    return tuple(await rows.followers(tenant.key, target.kind, target.id))


async def followed_by(tenant: Tenant, follower: str) -> tuple[Followed, ...]:
    return tuple(Followed(*each) for each in await rows.followed_by(tenant.key, follower))


async def tag(tenant: Tenant, folded: str) -> Followed:
    """The tag with that key, as `crm.tags.key_of` gives it. Raises UserError."""
    found = await rows.tag_named(tenant.key, folded)
    if found is None:
        raise UserError(f"Nobody has the tag {folded} yet.")
    return Followed(rows.TAG, *found)


def people_list(list_id: int, name: str) -> Followed:
    return Followed(rows.LIST, list_id, name)


def contact(contact_id: int, name: str) -> Followed:
    return Followed(rows.CONTACT, contact_id, name)


def is_person(follower: str) -> bool:
    """Else it is a channel."""
    return follower.startswith(PEOPLE)


async def tell(tenant: Tenant, entry: Entry, now: datetime) -> None:
    """Have those who follow told of it: not who did it, and no channel that is not meant to see it. Within a transaction."""
    hear = [
        each
        for each in await rows.who_hears(tenant.key, entry.contact_id)
        if each != entry.author.user_id and (is_person(each) or entry.audience in ("", each))
    ]
    if hear:
        await rows.tell(tenant.key, entry.id, hear, now, now + TOGETHER)


async def followed_among(tenant: Tenant, contact_ids: Sequence[int]) -> set[int]:
    """Those of them of whom somebody hears."""
    return await rows.followed_among(tenant.key, contact_ids)


async def any_due(now: datetime) -> bool:
    return await rows.any_due(now)


async def due(now: datetime) -> Sequence[News]:
    """What is to be told by now, whoever's. Without what was deleted meanwhile, so there may be no items."""
    found = []
    for key, follower in await rows.due(now, AT_ONCE):
        tenant = Tenant.of_key(key)
        waiting = await rows.waiting(key, follower, now, MOST_IN_ONE)
        items = tuple(
            NewsItem(entry_of(each.entry), each.entry.contact.name)
            for each in waiting
            if each.entry.deleted_at is None and each.entry.contact.state == LIVE
        )
        found.append(News(tenant, follower, tuple(each.id for each in waiting), items))
    return found


async def tell_once(news: News, say: Callable[[], Awaitable[None]]) -> None:
    """`say` puts it into the outbox. Where another replica has told some of it by now, nothing is done: the rest is still due."""
    with suppress(_ToldMeanwhile):
        async with transaction():
            if await rows.told(news.tenant.key, news.ids) < len(news.ids):
                raise _ToldMeanwhile
            await say()


async def of_import(tenant: Tenant, run_id: int, since: datetime) -> Sequence[tuple[str, int]]:
    """(follower, people): who follows how many of those whom an import that began at `since` has touched."""
    found = await rows.of_import(tenant.key, f"import:{run_id}", since)
    return [(row["follower"], row["people"]) for row in found]


class _ToldMeanwhile(Exception):
    pass
