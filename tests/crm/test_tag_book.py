"""The tags of a workspace while others are at work with them."""

import asyncio

from crm import following, lists, tag_book
from crm.types import KnownTag
from tests.crm.lists.book import ADA, TENANT, made, on, person, settled


async def known(name: str) -> KnownTag:
    tag = await tag_book.named(TENANT, name)
    assert tag
    return tag


async def test_who_follows_a_tag_follows_what_it_becomes(database: str) -> None:
    await person("Jane Doe", "go", "golang")
    go, golang = await known("go"), await known("golang")
    for name, follower in (("golang", "U1"), ("golang", "U2"), ("go", "U2")):
        await following.follow(TENANT, ADA, follower, await following.tag(TENANT, name))
    await tag_book.merge(TENANT, golang.id, go.id)
    for follower in ("U1", "U2"):
        assert [each.name for each in await following.followed_by(TENANT, follower)] == ["go"]


async def test_queries_follow_a_tag_that_two_rename_at_once(database: str) -> None:
    jane = await person("Jane Doe", "go")
    goers = await made("Goers", "tag:go")
    tag = await known("go")
    await asyncio.gather(*(tag_book.change(TENANT, tag.id, name, "") for name in ("golang", "gopher")))
    await settled()
    found = await lists.get(TENANT, goers.id)
    assert (found.query, found.problem) == (f"tag:{(await tag_book.get(TENANT, tag.id)).name}", "")
    assert await on(goers.id) == {jane}
