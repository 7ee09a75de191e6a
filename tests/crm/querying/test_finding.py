"""Each field finds whom it should, and nobody else."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from tortoise.backends.asyncpg.client import AsyncpgDBClient
from tortoise.backends.sqlite.client import SqliteClient

from crm import notes, timeline
from crm.errors import UserError
from crm.querying import relevance
from crm.querying.asking import ListQuery, understood
from crm.querying.errors import QueryError
from crm.querying.fields import FIELDS
from crm.querying.finding import count, explain, page, page_and_count
from crm.querying.parsing import parse
from crm.types import Author, NoteDraft, Reader
from storage import models
from storage.queries import finding as rows
from storage.queries import planning
from tests.crm.querying.book import ADA, ASKER, BO, NOW, OTHERS, TENANT, Entry, found, person

ZOE, JAN, MAX = "Zoë Ångström", "Jan O'Neill", "Max Muster"
EVERYBODY = {ZOE, JAN, MAX}


async def fill() -> None:
    """Zoë has everything, Jan some of it, Max nothing. Beside them are those who never show."""
    await person(
        ZOE,
        headline="Remote only",
        location="Köln, Germany",
        company="Acme Inc",
        title="Staff Engineer",
        former="Initech",
        emails=("zoe@acme.com", "z@home.org"),
        phone="+4930123456",
        profile=("github", "https://github.com/zoe"),
        skills=("Kubernetes", "C#"),
        tagged=("Go", "c++"),
        entries=(
            Entry("added", 10),
            Entry("note", 5, "Would relocate to Zürich"),
            Entry("note", 4, "Wants the moon", audience=ADA),
            Entry("note", 4, "Wants the stars", audience=BO),
            Entry("call", 40),
            Entry("call", 3, by=BO),
            Entry("email", 20, by=BO),
            Entry("message", 6),
            Entry("meeting", 7),
            Entry("interview", 8),
            Entry("enriched", 9),
        ),
        reminder_of=ADA,
        owner_id=ADA,
        photo_url="https://x.example/z.png",
        do_not_contact=True,
        touched=3,
        added=10,
    )
    zoe = await models.Contact.get(name=ZOE)
    await models.ContactEducation.create(
        tenant=TENANT.key, contact=zoe, institution="TU", origin="person", set_by=ADA, set_at=NOW
    )
    await models.ContactCertification.create(
        tenant=TENANT.key, contact=zoe, name="CKA", origin="person", set_by=ADA, set_at=NOW
    )
    await person(
        JAN,
        location="New York",
        company="Acmetric",
        title="Engineer",
        skills=("C", "Crème brûlée"),
        tagged=("c",),
        entries=(Entry("imported", 200, reference="import:42"), Entry("call", 100)),
        reminder_of=BO,
        owner_id=BO,
        touched=100,
        added=200,
    )
    await person(MAX, entries=(Entry("added", 400),), added=400)
    await person("Gone Ångström", state="deleted", company="Acme Inc", tagged=("Go",), touched=1)
    await person("Merged Ångström", state="merged", company="Acme Inc", tagged=("Go",), touched=1)
    await person("Theirs Ångström", tenant=OTHERS, company="Acme Inc", tagged=("Go",), touched=1)


FOUND = {
    "": EVERYBODY,
    "zoe": {ZOE},
    "angstrom zoë": {ZOE},
    "ang": {ZOE},
    "o'neill": {JAN},
    "o": {ZOE, JAN},
    "on": {ZOE},
    "koln": {ZOE},
    "acme": {ZOE, JAN},
    '"acme"': {ZOE},
    '"acme inc"': {ZOE},
    '"inc acme"': set(),
    "staff engineer": {ZOE},
    "z@home.org": {ZOE},
    "kubernetes": {ZOE},
    "initech": {ZOE},
    "relocate": {ZOE},
    "zurich": {ZOE},
    "relocate acme": {ZOE},
    "relo": {ZOE},
    '"would relocate"': {ZOE},
    '"relocate would"': set(),
    '"would relo"': set(),
    "moon": {ZOE},
    "stars": set(),
    "-acme": {MAX},
    "angstrm": {ZOE},
    "-angstrm": EVERYBODY,
    "relocat": {ZOE},
    "nobody": set(),
    "name:zoe": {ZOE},
    "name:jna": {JAN},
    "name:acme": set(),
    "company:acme": {ZOE, JAN},
    'company:"Acme Inc"': {ZOE},
    "company:staff": set(),
    "company:initech": set(),
    "title:engineer": {ZOE, JAN},
    "title:staff": {ZOE},
    "-title:staff": {JAN, MAX},
    "title:intern": set(),
    "former:initech": {ZOE},
    "former:intern": {ZOE},
    "former:acme": set(),
    "headline:remote": {ZOE},
    "headline:acme": set(),
    "location:köln": {ZOE},
    "location:koln": {ZOE},
    'location:"New York"': {JAN},
    "location:(koln,york)": {ZOE, JAN},
    "location:acme": set(),
    "email:acme.com": {ZOE},
    "email:zoe@acme.com": {ZOE},
    "email:acme": {ZOE},
    "email:staff": set(),
    "note:relocate": {ZOE},
    "note:moon": {ZOE},
    "note:stars": set(),
    "note:zoe": set(),
    "phone:+4930": {ZOE},
    'phone:"+49 30 123 456"': {ZOE},
    "phone:+4931": set(),
    'phone:"+49 (0)30 12"': {ZOE},
    "profile:github": {ZOE},
    "profile:GitHub": {ZOE},
    "profile:linkedin": set(),
    "profile:github.com/zoe": {ZOE},
    "profile:github.com/jan": set(),
    "tag:go": {ZOE},
    "tag:GO": {ZOE},
    "tag:c": {JAN},
    'tag:"c++"': {ZOE},
    "tag:c*": {ZOE, JAN},
    "tag:(go,c)": {ZOE, JAN},
    "-tag:go": {JAN, MAX},
    "skill:kubernetes": {ZOE},
    "skill:kube*": {ZOE},
    "skill:kube": set(),
    "skill:c": {JAN},
    "skill:c#": {ZOE},
    "skill:c*": {ZOE, JAN},
    "skill:k8s": {ZOE},
    "skill:kubérnetes": {ZOE},
    "skill:containers": set(),
    "skill:(csharp,golang)": {ZOE},
    'skill:"creme brulee"': {JAN},
    "skill:crème*": {JAN},
    "knows:containers": {ZOE},
    "knows:k8s": {ZOE},
    "knows:dotnet": {ZOE},
    "-knows:c": {ZOE, MAX},
    "knows:kube*": {ZOE},
    "owner:me": {ZOE},
    "owner:@U2": {JAN},
    'owner:"Bo Li"': {JAN},
    "owner:none": {MAX},
    "-owner:me": {JAN, MAX},
    "by:me": {ZOE, JAN},
    'by:"bo li"': {ZOE},
    "source:person": {ZOE, MAX},
    "source:import": {JAN},
    "source:import:42": {JAN},
    "source:Import:42": {JAN},
    "source:import:4": set(),
    "dnc:yes": {ZOE},
    "dnc:no": {JAN, MAX},
    "added:2026-06-05": {ZOE},
    "added:<30d": {ZOE},
    "added:>30d": {JAN, MAX},
    "added:2025": {JAN, MAX},
    "added:this-month": {ZOE},
    "changed:<30d": {ZOE},
    "changed:>30d": {JAN, MAX},
    "touched:<90d": {ZOE},
    "touched:>90d": {JAN},
    "-touched:<90d": {JAN, MAX},
    "touched:never": {MAX},
    "-touched:never": {ZOE, JAN},
    "touched:<30d by:me": {ZOE},
    "touched:>2d by:me": {ZOE, JAN},
    "touched:>5d by:me": {JAN},
    "noted:<30d": {ZOE},
    "noted:never": {JAN, MAX},
    "called:<30d": {ZOE},
    "called:>30d": {JAN},
    "called:>30d by:me": {ZOE, JAN},
    "called:<30d by:me": set(),
    "called:<30d by:(me,@U2)": {ZOE},
    "-called:<90d by:me": {JAN, MAX},
    "called:2026-03": {JAN},
    "emailed:<30d": {ZOE},
    "emailed:<30d by:me": set(),
    "emailed:never by:me": EVERYBODY,
    "messaged:<30d": {ZOE},
    "messaged:never": {JAN, MAX},
    "met:<30d": {ZOE},
    "met:>30d": set(),
    "interviewed:<30d": {ZOE},
    "interviewed:>30d": set(),
    "enriched:<30d": {ZOE},
    "enriched:never": {JAN, MAX},
    "tag:go or tag:c": {ZOE, JAN},
    "-(tag:go or tag:c)": {MAX},
    "(tag:go or touched:never) -name:max": {ZOE},
    "company:acme -touched:<30d": {JAN},
}  # fmt: skip


async def test_each_query_finds_them(database: str) -> None:
    await fill()
    wrong = {typed: got for typed, wanted in FOUND.items() if (got := await found(typed)) != wanted}
    assert wrong == {}


HAD_BY_ALL = {"company", "title", "location", "skill", "tag", "owner", "activity"}


async def test_who_has_something_is_found_and_who_has_not(database: str) -> None:
    await fill()
    for thing in FIELDS["has"].choices or ():
        having = {ZOE, JAN} if thing in HAD_BY_ALL else {ZOE}
        assert await found(f"has:{thing}") == having, thing
        assert await found(f"no:{thing}") == EVERYBODY - having, thing
    assert await found("no:(tag,email)") == {MAX}
    assert await found("has:(tag,email)") == {ZOE, JAN}


def test_each_field_has_an_example_above() -> None:
    asked = " ".join(FOUND)
    elsewhere = {"has", "no", "list"}
    assert {name for name in FIELDS if f"{name}:" not in asked} == elsewhere


async def test_a_note_that_somebody_may_not_see_finds_nobody_for_them(database: str) -> None:
    await fill()
    bo = replace(ASKER, reader=Reader(BO))
    in_channel = replace(ASKER, reader=Reader(BO, frozenset({ADA})))
    for typed in ("moon", "note:moon"):
        assert await found(typed) == {ZOE}
        assert await found(typed, bo) == set()
        assert await found(typed, in_channel) == {ZOE}


async def test_a_note_is_found_as_it_was_corrected_and_no_more_once_it_is_deleted(database: str) -> None:
    await fill()
    author, reader = Author(ADA), Reader(ADA)
    max_ = await models.Contact.get(name=MAX)
    entry = await timeline.add_note(TENANT, author, max_.id, "Likes Plöner See")
    assert await found("ploner") == {MAX}
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Likes the sea"}]}]}  # fmt: skip
    await notes.edit(TENANT, reader, entry.id, NoteDraft(rich))
    assert await found("ploner") == set()
    assert await found("sea") == {MAX}
    await timeline.entries.delete(TENANT, reader, entry.id)
    assert await found("sea") == set()


@pytest.mark.parametrize(("few", "name"), [(0, "along the order"), (10_000, "through an index")])
async def test_either_way_of_asking_finds_the_same(
    database: str, monkeypatch: pytest.MonkeyPatch, few: int, name: str
) -> None:
    monkeypatch.setattr(planning, "FEW", few)
    await fill()
    for typed, wanted in FOUND.items():
        asked = await understood(TENANT, parse(typed).query, ASKER)
        for order in rows.ORDERS:
            assert len((await page(TENANT, asked, order)).ids) == len(wanted), f"{typed} {order} {name}"


@pytest.mark.parametrize(
    ("typed", "position", "sentence", "meant"),
    [
        ("x tag:og", 6, "There is no tag called og.", ("Go",)),
        ("tag:theirs", 4, "There is no tag called theirs.", ()),
        ("owner:@adda", 6, "There is no colleague called adda.", ("Ada",)),
        ("list:alumni", 5, "There is no list called alumni.", ()),
    ],
)
async def test_a_name_that_means_nothing_is_said(
    database: str, typed: str, position: int, sentence: str, meant: tuple[str, ...]
) -> None:
    await fill()
    with pytest.raises(QueryError) as caught:
        await found(typed)
    assert (caught.value.position, caught.value.sentence, caught.value.suggestions) == (
        position,
        sentence,
        meant,
    )


class OurLists:
    """What a test says there is."""

    def __init__(self, **queries: str) -> None:
        self.queries = queries

    async def meaning(self, name: str) -> ListQuery | int | None:
        return ListQuery(parse(self.queries[name]).query) if name in self.queries else None

    async def names(self) -> tuple[str, ...]:
        return tuple(self.queries)


async def test_a_list_is_whom_its_query_finds(database: str) -> None:
    await fill()
    asker = replace(ASKER, lists=OurLists(gophers="tag:go", ours="list:gophers OR owner:@U2"))
    assert await found("list:ours", asker) == {ZOE, JAN}
    assert await found("list:ours -list:gophers", asker) == {JAN}
    with pytest.raises(QueryError, match="Did you mean gophers"):
        await found("list:gopers", asker)


async def test_some_answers_change_while_nobody_does_anything(database: str) -> None:
    await fill()
    asker = replace(
        ASKER, lists=OurLists(gophers="tag:go", quiet="touched:>90d", both="list:gophers list:quiet")
    )
    moving = {
        "tag:go": False,
        "added:2025": False,
        "added:2025..2026": False,
        "touched:never": False,
        "touched:>90d": True,
        "-(tag:go added:today)": True,
        "added:2025..this-month": True,
        "touched:30d..90d": True,
        "list:gophers": False,
        "-list:both": True,
    }
    for typed, is_moving in moving.items():
        asked = await understood(TENANT, parse(typed).query, asker)
        assert asked.is_time_based is is_moving, typed


async def test_lists_that_contain_themselves_are_refused_by_name(database: str) -> None:
    asker = replace(ASKER, lists=OurLists(a="list:b", b="-(list:c)", c="has:email list:a", d="tag:nope"))
    with pytest.raises(QueryError) as caught:
        await found("zoe list:a", asker)
    assert str(caught.value) == "The list a would contain itself: a → b → c → a."
    assert caught.value.position == 9
    with pytest.raises(QueryError, match="There is no tag called nope") as caught:
        await found("zoe list:d", asker)
    assert caught.value.position == 9


async def test_a_corrected_word_is_told(database: str) -> None:
    await fill()
    asked = await understood(TENANT, parse("angstrm acme").query, ASKER)
    assert asked.corrected == {"angstrm": ("angstrom",)}


async def test_a_name_that_somebody_has_may_be_a_slip_where_nobody_has_all_the_words(database: str) -> None:
    for name in ("Jon Oak", "John Smith", "Jon Smit"):
        await person(name, entries=(Entry("note", 1, "Likes rowing"),) if name == "Jon Oak" else ())
    await person("Joan Doe")
    asked = await understood(TENANT, parse("jon smith").query, ASKER)
    assert {word: {*meant} for word, meant in asked.corrected.items()} == {
        "jon": {"jon", "joan", "john"},
        "smith": {"smith", "smit"},
    }
    assert await found("jon smith") == {"John Smith", "Jon Smit"}
    assert await found("jon rowing") == {"Jon Oak"}
    for as_it_is in ("jon oak", "jon rowing", "doe rowing"):
        assert (await understood(TENANT, parse(as_it_is).query, ASKER)).corrected == {}


async def test_a_search_asks_the_database_nothing_twice(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Jon Oak", "John Smith", "Jon Smit"):
        await person(name, company="Acme", tagged=("go", "rust"))
    asked = statements_of(monkeypatch)
    for typed, most in {
        "jon": 4,
        "jon oak": 4,
        "jhon smiht acme": 9,
        "jon smith nowhere": 9,
        "tag:go -tag:rust company:acme": 4,
    }.items():
        asked.clear()
        await page_and_count(TENANT, await understood(TENANT, parse(typed).query, ASKER), limit=2)
        assert len(set(asked)) == len(asked) <= most, typed


def statements_of(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the database is asked from now on."""
    asked: list[str] = []

    def noting(run: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def noted(client: Any, sql: str, values: Any = None) -> Any:
            asked.append(f"{sql} {values}")
            return await run(client, sql, values)

        return noted

    for client in (SqliteClient, AsyncpgDBClient):
        monkeypatch.setattr(client, "execute_query_dict", noting(client.execute_query_dict))
    return asked


async def names_of(typed: str, order: str, limit: int) -> list[str]:
    """Page after page."""
    asked = await understood(TENANT, parse(typed).query, ASKER)
    names = {row["id"]: row["name"] for row in await models.Contact.all().values("id", "name")}
    shown: list[str] = []
    cursor = ""
    while True:
        some = await page(TENANT, asked, order, cursor, limit)
        assert len(some.ids) <= limit
        shown += [names[id_] for id_ in some.ids]
        if not (cursor := some.next):
            return shown


@pytest.mark.parametrize("limit", [1, 2, 3, 10])
async def test_pages_follow_each_other_in_each_order(database: str, limit: int) -> None:
    await fill()
    await person("Äda Quist", added=10, touched=3)
    assert await names_of("", "name", limit) == ["Äda Quist", JAN, MAX, ZOE]
    assert await names_of("", "added", limit) == ["Äda Quist", ZOE, JAN, MAX]
    assert await names_of("", "touched", limit) == ["Äda Quist", ZOE, JAN, MAX]
    assert await names_of("has:company", "touched", limit) == [ZOE, JAN]
    await person("No Touch")
    assert await names_of("", "touched", limit) == ["Äda Quist", ZOE, JAN, "No Touch", MAX]


@pytest.mark.parametrize("limit", [1, 3, 10])
async def test_by_relevance_the_nearest_name_comes_first_and_notes_last(
    database: str, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    await person("Rust Cohle", company="State")
    await person("Somebody Else", entries=(Entry("note", 1, "knows rust"),))
    await person("Ru Sty", company="Rust Belt")
    await person("Rust", company="State")
    by_relevance = await names_of("rust", "", limit)
    assert (by_relevance[0], by_relevance[-1], len(by_relevance)) == ("Rust", "Somebody Else", 4)
    monkeypatch.setattr(relevance, "RANKED", 2)
    assert sorted(await names_of("rust", "", limit)) == sorted(by_relevance)


async def test_all_are_found_where_they_are_older_than_a_sample_makes_believe(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relevance, "RANKED", 2)
    monkeypatch.setattr(planning, "SAMPLE", 10)
    monkeypatch.setattr(planning, "COMMON", 2)  # nothing is
    here = [f"Jan {number}" for number in range(12)]
    for name in here:
        await person(name, added=10)
    assert sorted(await names_of("jan", "", 3)) == sorted(here)
    for number in range(24):
        await person(f"Max {number}", added=100 if number < 23 else 1)
    assert sorted(await names_of("jan", "", 3)) == sorted(here)


async def test_a_page_that_does_not_exist_is_said(database: str) -> None:
    await fill()
    asked = await understood(TENANT, parse("zoe").query, ASKER)
    for order, cursor in [
        ("touched", "x"),
        ("touched", "added~~1"),
        ("added", "added~yesterday~1"),
        ("relevance", "relevance~9~~1~1"),
        ("relevance", "relevance~a~~1~1"),
        ("relevance", "name~a~1"),
        ("name", "name~a~b"),
    ]:
        with pytest.raises(UserError, match="That page does not exist"):
            await page(TENANT, asked, order, cursor)
    with pytest.raises(UserError, match="Results go by relevance, touched, added, name"):
        await page(TENANT, asked, "size")
    with pytest.raises(UserError, match="Only what has words"):
        await page(TENANT, await understood(TENANT, parse("tag:go").query, ASKER), "relevance")


async def test_it_is_told_which_clause_decides(database: str) -> None:
    await fill()
    zoe, max_ = [(await models.Contact.get(name=name)).id for name in (ZOE, MAX)]
    asked = await understood(TENANT, parse("company:acme -touched:<30d (tag:go or tag:c)").query, ASKER)
    out = await explain(TENANT, asked, zoe)
    assert out is not None
    assert not out.is_in
    assert [(each.clause, each.holds) for each in out.all] == [
        ("company:acme", True),
        ("-touched:<30d", False),
        ("tag:go", True),
        ("tag:c", False),
    ]
    assert [(each.clause, each.words) for each in out.deciding] == [
        ("-touched:<30d", "not touched in the last 30 days")
    ]
    nothing = await explain(TENANT, asked, max_)
    assert nothing is not None
    assert [each.clause for each in nothing.deciding] == ["company:acme", "tag:go", "tag:c"]
    within = await explain(TENANT, await understood(TENANT, parse("tag:go or tag:c").query, ASKER), zoe)
    assert within is not None
    assert within.is_in
    assert [each.clause for each in within.deciding] == ["tag:go"]
    gone = await models.Contact.get(name="Gone Ångström")
    assert await explain(TENANT, asked, gone.id) is None
    assert await count(TENANT, asked) == 1
