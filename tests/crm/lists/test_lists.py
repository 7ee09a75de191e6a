"""Static lists, dynamic ones, and lists of lists."""

from datetime import UTC, datetime

import pytest

from crm import lists, notes, rich_text, tag_book
from crm.bin import delete, restore
from crm.errors import FieldErrors, UserError
from crm.lists.meaning import KnownLists
from crm.lists.people import add_people, people, remove_people, why
from crm.merging import merge, unmerge
from crm.querying.asking import Asker
from crm.querying.errors import QueryError
from crm.tags import set_tags
from crm.types import ListDraft, NoteDraft, Reader
from storage.models import Contact, TimelineEntry
from tests.crm.lists.book import ADA, TENANT, asked_anew, made, on, person, settled
from tests.crm.querying.book import found


async def kinds(contact_id: int) -> list[str]:
    found = await TimelineEntry.filter(contact_id=contact_id).order_by("id")
    return [each.kind for each in found]


async def test_people_are_put_on_a_static_list_once_and_taken_off(database: str) -> None:
    jane, bo = await person("Jane Doe"), await person("Bo Lin")
    alumni = await made("Alumni")
    assert await add_people(TENANT, ADA, alumni.id, [jane, bo, jane]) == 2
    assert await add_people(TENANT, ADA, alumni.id, [jane]) == 0
    assert (await lists.get(TENANT, alumni.id)).people == 2
    assert await remove_people(TENANT, ADA, alumni.id, [jane]) == 1
    assert await remove_people(TENANT, ADA, alumni.id, [jane]) == 0
    assert await on(alumni.id) == {bo}
    assert await kinds(jane) == ["added", "list_joined", "list_left"]


async def test_who_is_in_the_bin_is_not_counted_and_is_back_when_restored(database: str) -> None:
    jane = await person("Jane Doe", "go")
    alumni, goers = await made("Alumni"), await made("Goers", "tag:go")
    await add_people(TENANT, ADA, alumni.id, [jane])
    await settled()
    await delete(TENANT, ADA, jane)
    await settled()
    assert [each.people for each in (await lists.page(TENANT)).lists] == [0, 0]
    assert (await people(TENANT, alumni.id)).people == ()
    await restore(TENANT, ADA, jane)
    await settled()
    assert await on(alumni.id) == await on(goers.id) == {jane}
    assert await kinds(jane) == ["added", "list_joined", "deleted", "restored"]


async def test_merged_people_keep_their_places_and_get_them_back(database: str) -> None:
    jane, joan = await person("Jane Doe"), await person("Joan Doe", "go")
    alumni, both, goers = await made("Alumni"), await made("Both"), await made("Goers", "tag:go")
    await add_people(TENANT, ADA, alumni.id, [joan])
    await add_people(TENANT, ADA, both.id, [jane, joan])
    await settled()
    merge_id = await merge(TENANT, ADA, jane, joan)
    await settled()
    assert await on(alumni.id) == await on(both.id) == await on(goers.id) == {jane}
    await unmerge(TENANT, ADA, merge_id)
    await settled()
    assert await on(alumni.id) == await on(goers.id) == {joan}
    assert await on(both.id) == {jane, joan}


async def test_a_name_is_taken_once_whatever_its_case(database: str) -> None:
    await made("Alumni")
    with pytest.raises(FieldErrors, match="There is a list of that name already"):
        await made("ALUMNI ")
    with pytest.raises(FieldErrors, match="needs a name"):
        await made(" ")


async def test_a_dynamic_list_is_filled_and_follows_every_change(database: str) -> None:
    jane = await person("Jane Doe", "go", location="Berlin")
    bo = await person("Bo Lin", "go", location="Oslo")
    berlin = await made("Berlin goers", "tag:go location:berlin")
    assert (await lists.get(TENANT, berlin.id)).is_being_filled
    await settled()
    assert await on(berlin.id) == {jane}
    assert "list_joined" not in await kinds(jane), "filling a list is no news of the people on it"
    await set_tags(TENANT, ADA, jane, ("go",), ())
    di = await person("Di Fox", "go", location="Berlin")
    await settled()
    assert await on(berlin.id) == {di}
    left = await TimelineEntry.get(contact_id=jane, kind="list_left")
    assert left.data == {"list": "Berlin goers", "why": "tag go removed", "by": "U1"}
    await lists.set_query(TENANT, ADA, berlin.id, "location:oslo", "UTC")
    await settled()
    assert await on(berlin.id) == {bo}


async def test_a_list_of_lists_follows_them_and_a_cycle_is_refused_by_the_names(database: str) -> None:
    jane, bo = await person("Jane Doe", "go"), await person("Bo Lin")
    alumni = await made("Alumni")
    await add_people(TENANT, ADA, alumni.id, [bo])
    goers = await made("Goers", "tag:go")
    both = await made("Both", "list:alumni OR list:goers")
    await settled()
    assert await on(both.id) == {jane, bo}
    await remove_people(TENANT, ADA, alumni.id, [bo])
    await lists.set_query(TENANT, ADA, goers.id, "-tag:go", "UTC")
    await settled()
    assert await on(both.id) == {bo} == await asked_anew(both.id)
    with pytest.raises(QueryError, match="would contain itself: both → goers → both"):
        await lists.set_query(TENANT, ADA, goers.id, "list:both", "UTC")
    with pytest.raises(QueryError, match="would contain itself"):
        await made("Mine", "list:mine")


async def test_who_asks_for_a_list_finds_who_is_on_it(database: str) -> None:
    """Whatever else they may read, wherever they are, and whatever slips are forgiven them."""
    await person("Jane Doe")
    eve = await person("Eve Roe")
    await notes.add(TENANT, ADA, eve, NoteDraft(rich_text.of_plain("Will resign"), audience="U1"))
    at_night = await person("Di Fox")
    await Contact.filter(id=at_night).update(created_at=datetime(2026, 1, 31, 23, 30, tzinfo=UTC))
    for name, query in (
        ("Slips", "jnae"),
        ("Leaving", "resign"),
        ("January", "added:2026-01"),
        ("All", "list:Slips OR list:Leaving OR list:January"),
    ):
        made_ = await made(name, query)
        await settled()
        asker = Asker(Reader("U1"), datetime.now(UTC), "Europe/Berlin", lists=KnownLists(TENANT))
        assert await found(f"list:{name}", asker) == ({"Di Fox"} if await on(made_.id) else set())
        assert await on(made_.id) == ({at_night} if name in ("January", "All") else set())


async def test_queries_follow_the_names_of_tags_and_lists(database: str) -> None:
    jane = await person("Jane Doe", "golang")
    goers = await made("Goers", "tag:golang")
    of_goers = await made("Of goers", "list:goers")
    tag = await tag_book.named(TENANT, "golang")
    assert tag
    await tag_book.change(TENANT, tag.id, "go lang", "")
    await lists.change(TENANT, goers.id, "Gophers", "Who write Go")
    await settled()
    assert (await lists.get(TENANT, goers.id)).query == 'tag:"go lang"'
    assert (await lists.get(TENANT, of_goers.id)).query == "list:Gophers"
    assert await on(goers.id) == await on(of_goers.id) == {jane}


async def test_a_query_that_means_nothing_any_more_is_said_and_made_good_later(database: str) -> None:
    jane = await person("Jane Doe", "go")
    goers = await made("Goers", "tag:go")
    await settled()
    tag = await tag_book.named(TENANT, "go")
    assert tag
    await tag_book.delete(TENANT, tag.id)
    await settled()
    assert (await lists.get(TENANT, goers.id)).problem == "There is no tag called go."
    assert await on(goers.id) == {jane}, "nobody is taken off for that"
    bo = await person("Bo Lin", "go")
    await settled()
    assert (await lists.get(TENANT, goers.id)).problem == ""
    assert await on(goers.id) == {bo}


async def test_me_is_who_made_the_list_whoever_looks(database: str) -> None:
    mine = await made("Mine", "owner:me")
    assert (await lists.get(TENANT, mine.id)).query == "owner:@U1"


async def test_what_is_one_persons_own_is_refused(database: str) -> None:
    with pytest.raises(QueryError, match="Reminders are one person's own"):
        await made("Mine", "has:reminder")
    with pytest.raises(QueryError, match="There is no tag called rust"):
        await made("Mine", "tag:rust")


async def test_why_somebody_is_or_is_not_on_a_list(database: str) -> None:
    jane = await person("Jane Doe", "go", location="Oslo")
    berlin = await made("Berlin goers", "tag:go location:berlin")
    found = await why(TENANT, berlin.id, jane, {})
    assert (found.sentence, found.because) == (
        "Jane Doe is not on the list Berlin goers.",
        (("in Berlin", False),),
    )
    alumni = await made("Alumni")
    assert (await why(TENANT, alumni.id, jane, {})).sentence == "Nobody has put Jane Doe on the list Alumni."
    await add_people(TENANT, ADA, alumni.id, [jane])
    assert (await why(TENANT, alumni.id, jane, {"U1": "Ada"})).sentence.startswith(
        "Ada put Jane Doe on the list Alumni on "
    )


async def test_copied_frozen_archived_and_brought_back(database: str) -> None:
    jane = await person("Jane Doe", "go")
    goers, alumni = await made("Goers", "tag:go"), await made("Alumni")
    await add_people(TENANT, ADA, alumni.id, [jane])
    copies = [await lists.copy(TENANT, ADA, each.id) for each in (goers, goers, alumni)]
    await settled()
    assert [each.name for each in copies] == ["Goers copy", "Goers copy 2", "Alumni copy"]
    assert [await on(each.id) for each in copies] == [{jane}] * 3
    frozen = await lists.make_static(TENANT, copies[0].id)
    await lists.archive(TENANT, goers.id)
    await set_tags(TENANT, ADA, jane, ("go",), ())
    await settled()
    assert not frozen.is_dynamic
    assert (await on(frozen.id), await on(goers.id), await on(copies[1].id)) == ({jane}, {jane}, set())
    assert (await lists.page(TENANT)).archived == 1
    await lists.bring_back(TENANT, goers.id)
    await settled()
    assert await on(goers.id) == set()


async def test_what_does_not_go_is_said(database: str) -> None:
    jane = await person("Jane Doe", "go")
    goers, alumni = await made("Goers", "tag:go"), await made("Alumni")
    with pytest.raises(UserError, match="its query says who is on it"):
        await add_people(TENANT, ADA, goers.id, [jane])
    await lists.archive(TENANT, alumni.id)
    with pytest.raises(UserError, match="is in the archive"):
        await add_people(TENANT, ADA, alumni.id, [jane])
    with pytest.raises(UserError, match="no longer there"):
        await lists.get(TENANT, 999)
    with pytest.raises(UserError, match="is a static list"):
        await lists.set_query(TENANT, ADA, alumni.id, "tag:go", "UTC")
    with pytest.raises(FieldErrors, match="too long"):
        await lists.create(TENANT, ADA, ListDraft("x" * 61))
