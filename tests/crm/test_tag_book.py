"""The tags of a workspace while others are at work with them."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress

import pytest

from crm import contacts, following, lists, tag_book
from crm.holding import hold
from crm.tags import set_tags
from crm.types import Author, KnownTag
from storage.database import transaction
from storage.models import Tag
from storage.queries import tags
from tests.crm.lists.book import ADA, TENANT, made, on, person, settled

BO = Author("U2")


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


async def test_who_is_tagged_in_the_moment_in_which_the_tag_becomes_another_is_tagged(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await person("Jane Doe", "go", "golang")
    bo = await person("Bo Lin")
    go, golang = await known("go"), await known("golang")
    is_merging, move = asyncio.Event(), tags.move

    async def move_slowly(tenant: str, tag_id: int, into_id: int) -> None:
        await move(tenant, tag_id, into_id)
        is_merging.set()
        await asyncio.sleep(0.3)  # the other one waits by now

    async def tag() -> None:
        await is_merging.wait()
        await set_tags(TENANT, BO, bo, (), ("golang",))

    monkeypatch.setattr(tags, "move", move_slowly)
    await asyncio.gather(tag_book.merge(TENANT, golang.id, go.id), tag())
    assert (await contacts.get(TENANT, bo)).tags == ("golang",)


async def test_who_tags_somebody_and_who_merges_that_tag_do_not_wait_for_one_another(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    jane = await person("Jane Doe", "golang")
    await person("Bo Lin", "go")
    go, golang = await known("go"), await known("golang")
    is_jane_held, are_tags_held, hold_tags = asyncio.Event(), asyncio.Event(), tags.hold

    async def hold_and_say(tenant: str, tag_ids: Sequence[int]) -> Mapping[int, Tag]:
        held = await hold_tags(tenant, tag_ids)
        are_tags_held.set()
        return held

    async def tag() -> None:
        async with transaction():
            await hold(TENANT, jane)
            is_jane_held.set()
            with suppress(TimeoutError):
                await asyncio.wait_for(are_tags_held.wait(), 0.3)
            await set_tags(TENANT, BO, jane, (), ("go",))

    async def merge() -> None:
        await is_jane_held.wait()
        await tag_book.merge(TENANT, golang.id, go.id)

    monkeypatch.setattr(tags, "hold", hold_and_say)
    await asyncio.gather(tag(), merge())
    assert (await contacts.get(TENANT, jane)).tags == ("go",)
