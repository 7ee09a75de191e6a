"""Queries under a name: one's own, and everybody's."""

import pytest

from crm import saved_searches, tag_book
from crm.errors import FieldErrors, UserError
from crm.querying.errors import QueryError
from crm.types import Author
from tests.crm.lists.book import ADA, TENANT, person

BO = Author("U2")


async def seen(author: Author) -> list[tuple[str, str]]:
    return [(each.name, each.query) for each in await saved_searches.listed(TENANT, author.user_id)]


async def test_each_sees_their_own_and_everybodys(database: str) -> None:
    await saved_searches.save(TENANT, ADA, "Mine", "owner:me  has:email", is_shared=False)
    await saved_searches.save(TENANT, ADA, "Berlin", "location:berlin", is_shared=True)
    await saved_searches.save(TENANT, BO, "MINE", "owner:me", is_shared=False)
    await saved_searches.save(TENANT, BO, "mine", "owner:none", is_shared=False)
    assert await seen(ADA) == [("Berlin", "location:berlin"), ("Mine", "owner:me has:email")]
    assert await seen(BO) == [("Berlin", "location:berlin"), ("mine", "owner:none")]


async def test_only_who_saved_one_deletes_it_and_nobody_sees_anothers(database: str) -> None:
    await saved_searches.save(TENANT, ADA, "Mine", "owner:me", is_shared=False)
    await saved_searches.save(TENANT, ADA, "Berlin", "location:berlin", is_shared=True)
    berlin, mine = await saved_searches.listed(TENANT, ADA.user_id)
    with pytest.raises(UserError, match="no longer there"):
        await saved_searches.get(TENANT, BO.user_id, mine.id)
    with pytest.raises(UserError, match="Only who saved that search"):
        await saved_searches.delete(TENANT, BO.user_id, berlin.id)
    await saved_searches.delete(TENANT, ADA.user_id, berlin.id)
    assert await seen(ADA) == [("Mine", "owner:me")]


async def test_what_cannot_be_saved_is_said(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, query, said in (
        (" ", "has:email", "needs a name"),
        ("x" * 61, "has:email", "too long"),
        ("Nothing", "  ", "nothing to search for"),
    ):
        with pytest.raises(FieldErrors, match=said):
            await saved_searches.save(TENANT, ADA, name, query, is_shared=False)
    with pytest.raises(QueryError):
        await saved_searches.save(TENANT, ADA, "Wrong", "touched:soon", is_shared=False)
    monkeypatch.setattr(saved_searches, "MOST", 1)
    await saved_searches.save(TENANT, ADA, "One", "has:email", is_shared=False)
    await saved_searches.save(TENANT, ADA, "One", "no:email", is_shared=False)
    with pytest.raises(FieldErrors, match="delete one first"):
        await saved_searches.save(TENANT, ADA, "Two", "has:email", is_shared=False)
    assert await seen(ADA) == [("One", "no:email")]


async def test_a_saved_search_follows_the_name_of_a_tag(database: str) -> None:
    await person("Jane Doe", "golang")
    await saved_searches.save(TENANT, ADA, "Go", "tag:golang", is_shared=True)
    tag = await tag_book.named(TENANT, "golang")
    assert tag
    await tag_book.change(TENANT, tag.id, "go", "")
    assert await seen(ADA) == [("Go", "tag:go")]
