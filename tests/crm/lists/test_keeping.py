"""Dynamic lists are what their queries find, whatever happens and whoever is cut off when."""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm import jobs, lists, tag_book, timeline
from crm.bin import delete, restore
from crm.errors import UserError
from crm.importing import undoing
from crm.lists import keeping, moves
from crm.lists.people import add_people, remove_people
from crm.merging import merge, standing, unmerge
from crm.tags import set_tags
from crm.types import Author, Tenant
from storage.database import transaction
from storage.models import Contact, FollowedEntry, ListMember, PeopleList, TimelineEntry
from storage.queries import changes
from tests.crm.importing.files import imported
from tests.crm.lists.book import ADA, TENANT, asked_anew, made, on, person, settled
from tests.crm.profile.forms import Form
from tests.cutting import CutOff, cut_off_after

QUERIES = (
    "tag:go",
    "-tag:go location:berlin",
    "tag:(go,rust) OR list:hand",
    "list:first -list:hand",
    "doe has:note",
    "touched:<30d",
    "touched:never",
    "r*",
    "name:jane OR note:relocate",
    "-(tag:go OR tag:rust)",
)
TAGS = ("go", "rust")
STEPS = st.lists(st.tuples(st.integers(0, 15), st.integers(0, 5), st.integers(0, 9)), min_size=5, max_size=30)
_number = count(1)


class Book:
    """People and lists of a workspace to whom one thing after the other happens."""

    def __init__(self) -> None:
        self.tenant = Tenant(f"T{next(_number)}")
        self.people: list[int] = []
        self.lists: list[int] = []
        self.hand = 0

    async def begin(self) -> None:
        for name, *tags in (("Jane Doe", "go"), ("Bo Lin", "rust"), ("Ru Doe",)):
            self.people.append(await person(name, *tags, tenant=self.tenant))
        self.hand = (await made("Hand", tenant=self.tenant)).id
        self.lists.append((await made("First", "tag:go", tenant=self.tenant)).id)

    async def do(self, step: tuple[int, int, int]) -> None:
        """To somebody who may be gone by now: then nothing has changed."""
        with suppress(UserError):
            await self._do(*step)

    async def _do(self, what: int, one: int, other: int) -> None:  # noqa: C901, PLR0912 - as many as there are things to do
        tenant, hand = self.tenant, self.hand
        who, also = self.people[one % len(self.people)], self.people[other % len(self.people)]
        tags = (TAGS[other % 2],)
        match what:
            case 0:
                await set_tags(tenant, ADA, who, (), tags)
            case 1:
                await set_tags(tenant, ADA, who, tags, ())
            case 2:
                text = "would relocate" if other % 2 else "called back"
                await timeline.add_note(tenant, ADA, who, text)
            case 3:
                form = await Form.opened(tenant, who)
                await form.save(ADA, location=("Berlin", "Oslo", "")[other % 3])
            case 4:
                await (await Form.opened(tenant, who)).save(ADA, name=("Jane Doe", "Bo Lin")[other % 2])
            case 5:
                await delete(tenant, ADA, who)
            case 6:
                await restore(tenant, ADA, who)
            case 7:
                await merge(tenant, ADA, who, also)
            case 8:
                for each in await standing(tenant, who):
                    await unmerge(tenant, ADA, each.id)
            case 9:
                await add_people(tenant, ADA, hand, [who])
            case 10:
                await remove_people(tenant, ADA, hand, [who])
            case 11:
                self.people.append(await person("Di Roe", *tags, tenant=tenant))
            case 12:
                name = f"List {len(self.lists)}"
                self.lists.append((await made(name, QUERIES[other], tenant=tenant)).id)
            case 13:
                query = ("tag:go", "tag:rust", "-tag:go")[other % 3]
                await lists.set_query(tenant, ADA, self.lists[0], query, "UTC")
            case 14:
                await self._rename_tag(*(("go", "golang"), ("golang", "go"), ("rust", "go"))[other % 3])
            case _:
                await settled()

    async def _rename_tag(self, name: str, to: str) -> None:
        """One that is called so already takes in who has the first."""
        if one := await tag_book.named(self.tenant, name):
            if other := await tag_book.named(self.tenant, to):
                await tag_book.merge(self.tenant, one.id, other.id)
            else:
                await tag_book.change(self.tenant, one.id, to, "")

    async def is_true(self) -> None:
        for each in self.lists:
            assert await on(each) == await asked_anew(each), (await PeopleList.get(id=each)).query


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
async def test_whatever_happens_a_list_is_what_its_query_finds(
    database: str, steps: list[tuple[int, int, int]]
) -> None:
    book = Book()
    await book.begin()
    for number in range(5):
        await book.do((12, 0, number * 2))
    for step in steps:
        await book.do(step)
    await settled()
    await book.is_true()


async def test_cut_off_after_any_statement_it_is_right_afterwards(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    comes = await person("Di Fox", "rust")
    goers = await made("Goers", "-tag:rust")
    await lists.share(TENANT, goers.id, "C1")
    stays = await person("Jane Doe")
    await settled()
    leaves = await person("Bo Lin")
    await settled()
    await made("Lins", "name:lin")
    await set_tags(TENANT, ADA, leaves, (), ("rust",))
    await set_tags(TENANT, ADA, comes, ("rust",), ())
    cut = 0
    for statements in count():
        with cut_off_after(statements, monkeypatch):
            try:
                await keeping.keep_true(datetime.now(UTC))
            except CutOff:
                cut += 1
            else:
                break
    assert cut > 10
    assert await on(goers.id) == {stays, comes}
    told = await TimelineEntry.filter(kind__in=("list_joined", "list_left"), contact_id__in=(leaves, comes))
    assert sorted((each.contact_id, each.kind) for each in told) == sorted(
        [(leaves, "list_joined"), (leaves, "list_left"), (comes, "list_joined")]
    ), "once each"
    assert await FollowedEntry.filter(follower="C1").count() == len(told)


async def test_several_who_look_at_once_do_it_once(database: str) -> None:
    people = [await person("Person 0", "go")]
    goers = await made("Goers", "tag:go")
    await settled()
    people += [await person(f"Person {number}", "go") for number in range(1, 8)]
    now = datetime.now(UTC)
    await asyncio.gather(
        *(keeping.keep_true(now) for _ in range(4)),
        *(set_tags(TENANT, ADA, each, ("go",), ()) for each in people[:4]),
    )
    await settled()
    assert await on(goers.id) == {*people[4:]} == await asked_anew(goers.id)
    joined = await TimelineEntry.filter(kind="list_joined", contact_id__in=people[4:])
    assert sorted(each.contact_id for each in joined) == people[4:]


async def test_only_lists_that_go_by_what_was_changed_are_asked(database: str) -> None:
    queries = ("tag:go", "tag:rust", "doe", "-tag:r*", "changed:today")
    await person("Bo Lin", "go", "rust")
    goes_by = {query: await made(query, query) for query in queries}
    jane = await person("Jane Doe")
    await settled()

    async def looked_at(change: Awaitable[object]) -> set[str]:
        """The lists onto which she is brought back."""
        async with transaction():
            await ListMember.filter(contact_id=jane).delete()
        await change
        await settled()
        return {query for query, each in goes_by.items() if jane in await on(each.id)}

    assert await looked_at(set_tags(TENANT, ADA, jane, (), ("go",))) == {"tag:go", "-tag:r*", "changed:today"}
    assert await looked_at(timeline.add_note(TENANT, ADA, jane, "Called back")) == {"doe", "changed:today"}


async def test_time_alone_brings_people_onto_lists_and_off_them(database: str) -> None:
    quiet = await made("Gone quiet", "touched:>90d")
    recent = await made("Recent", "noted:<30d")
    jane = await person("Jane Doe")
    await timeline.add_note(TENANT, ADA, jane, "Called back")
    await settled()
    assert (await on(quiet.id), await on(recent.id)) == (set(), {jane})
    long_ago = datetime.now(UTC) - timedelta(days=91, hours=1)
    await Contact.filter(id=jane).update(last_activity_at=long_ago)
    await TimelineEntry.filter(kind="note").update(occurred_at=long_ago)
    await settled()
    assert await on(quiet.id) == set(), "everybody is asked once an hour"
    await keeping.keep_true(datetime.now(UTC) + timedelta(hours=2))
    assert (await on(quiet.id), await on(recent.id)) == ({jane}, set())
    joined = await TimelineEntry.get(kind="list_joined", reference=f"list:{quiet.id}")
    assert joined.data == {"list": "Gone quiet", "why": "last touch 91 days ago"}


async def test_time_alone_brings_people_onto_lists_of_such_lists(database: str) -> None:
    quiet = await made("Quiet", "touched:>90d")
    others = await made("Others", "-list:Quiet")
    called = await made("Called", "called:2020")
    of_called = await made("Of called", "list:Called")
    jane = await person("Jane Doe")
    await settled()
    await lists.set_query(TENANT, ADA, called.id, "touched:<30d", "UTC")
    await timeline.add_note(TENANT, ADA, jane, "Called back")
    await settled()
    assert (await on(others.id), await on(of_called.id)) == ({jane}, {jane})
    long_ago = datetime.now(UTC) - timedelta(days=91)
    await Contact.filter(id=jane).update(last_activity_at=long_ago)
    await keeping.keep_true(datetime.now(UTC) + timedelta(hours=2))
    assert (await on(quiet.id), await on(others.id), await on(of_called.id)) == ({jane}, set(), set())


async def test_a_large_list_is_filled_in_chunks(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "FILLED_AT_ONCE", 3)
    people = [await person(f"Person {number}", "go") for number in range(7)]
    goers = await made("Goers", "tag:go")
    await keeping.fill_next(TENANT, goers.id, datetime.now(UTC))
    assert await on(goers.id) == {*people[:3]}
    await settled()
    assert await on(goers.id) == {*people}
    assert not (await lists.get(TENANT, goers.id)).is_being_filled


async def test_who_changes_nothing_leaves_nothing_to_do(database: str) -> None:
    await person("Jane Doe")
    await settled()
    assert await changes.some(TENANT.key, 1) == []
    assert not await keeping.any_due(datetime.now(UTC))
    assert await ListMember.all().count() == 0


async def test_a_channel_is_not_flooded(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moves, "MOST_TOLD", 3)
    alumni = await made("Alumni")
    await lists.share(TENANT, alumni.id, "C1")
    people = [await person(f"Person {number}") for number in range(5)]
    assert await add_people(TENANT, ADA, alumni.id, people[:2]) == 2
    assert await add_people(TENANT, ADA, alumni.id, people) == 3
    told = await FollowedEntry.filter(follower="C1")
    assert len(told) == 3
    assert len({each.due_at for each in told}) == 1, "in one message"


async def test_the_reason_is_what_the_query_goes_by(database: str) -> None:
    """Not what somebody else did in the same moment."""
    jane = await person("Jane Doe")
    await person("Di Fox", "go")
    await made("Goers", "tag:go")
    await settled()
    for before, after in (((), ("go",)), (("go",), ())):
        await set_tags(TENANT, Author("U2"), jane, before, after)
        await timeline.add_note(TENANT, Author("U3"), jane, "We spoke.")
        await set_tags(TENANT, Author("U3"), jane, (), (f"rust {len(after)}",))
        await settled()
    told = await TimelineEntry.filter(contact_id=jane, kind__in=("list_joined", "list_left")).order_by("id")
    assert [(each.data["why"], each.data["by"]) for each in told] == [
        ("tag go added", "U2"),
        ("tag go removed", "U2"),
    ]


async def test_an_import_and_its_undo_are_looked_at_too(database: str) -> None:
    goers = await made("Go in Berlin", "location:berlin")
    await person("Jane Doe", location="Oslo")
    await settled()
    file = b"Name,E-mail,Location\nBo Lin,bo@example.com,Berlin\nDi Fox,di@example.com,Rome\n"
    run = await imported(file, TENANT)
    await settled()
    assert {each.name for each in await Contact.filter(id__in=await on(goers.id))} == {"Bo Lin"}
    assert await TimelineEntry.filter(kind="list_joined").count() == 1
    job = await undoing.start(TENANT, ADA, run.id)
    await jobs.begin(TENANT, job.id, job.attempt)
    while await undoing.undo_next(TENANT, job.id):
        pass
    await settled()
    assert await on(goers.id) == set()
    assert await Contact.filter(name="Bo Lin").count() == 0, "that they were on a list does not keep them"
