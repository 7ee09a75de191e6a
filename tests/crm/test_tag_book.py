"""The tags of a workspace while others are at work with them."""

from crm import following, tag_book
from crm.types import KnownTag
from tests.crm.lists.book import ADA, TENANT, person


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
