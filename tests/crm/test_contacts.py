"""People are added once, changed by several at a time, and every change is remembered."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crm import activities, contacts, tags, timeline
from crm.errors import ContactNotFound, FieldErrors, IdentityTaken
from crm.profile import editing, reading
from crm.types import ActivityDraft, Author, Contact, ContactDraft, Origin, Tenant
from storage.queries import deliveries, effects
from tests.crm.profile.forms import Form

TENANT = Tenant("T1", "E1")
ADA, BEN = Author("U1"), Author("U2")
JANE = ContactDraft(
    name="Jane Doe",
    headline="Engineer",
    email="Jane@Example.com",
    phone="+49 30 1234567",
    company="Halden",
    title="Staff",
    profile_url="github.com/Jane",
    tags=("Go", "go", "Rust"),
    note="hello",
)


async def add_jane() -> Contact:
    return await contacts.add(TENANT, ADA, JANE)


async def first_position(contact_id: int) -> int:
    return (await reading.whole(TENANT, contact_id)).items["position"][0].id


async def test_a_person_is_kept_with_who_set_what(database: str) -> None:
    jane = await add_jane()
    assert (jane.name, jane.emails[0].address, jane.phones[0].number) == (
        "Jane Doe",
        "Jane@Example.com",
        "+49301234567",
    )
    assert jane.tags == ("Go", "Rust")
    assert {jane.sources["name"].set_by, jane.emails[0].source.set_by, jane.positions[0].source.set_by} == {
        "U1"
    }
    assert jane.sources["headline"].origin is Origin.PERSON
    assert jane.last_activity is not None
    assert [entry.kind for entry in (await timeline.page(TENANT, jane.id)).entries] == ["note", "added"]


async def test_who_has_no_name_is_called_by_their_address(database: str) -> None:
    assert (await contacts.add(TENANT, ADA, ContactDraft(email="x@example.com"))).name == "x@example.com"


async def test_an_address_belongs_to_one_person(database: str) -> None:
    jane = await add_jane()
    for draft, field in (
        (ContactDraft(name="B", email="JANE@example.com"), "email"),
        (ContactDraft(name="B", profile_url="http://www.github.com/jane/"), "profile_url"),
    ):
        with pytest.raises(IdentityTaken) as taken:
            await contacts.add(TENANT, BEN, draft)
        assert (taken.value.owner.id, taken.value.field) == (jane.id, field)
    other = Tenant("T1")  # the same team id, in no enterprise
    assert (await contacts.add(other, ADA, JANE)).id != jane.id


async def test_what_is_wrong_is_said_field_by_field(database: str) -> None:
    draft = ContactDraft(name="x" * 201, email="no", phone="1", profile_url="x", tags=("t" * 61,))
    with pytest.raises(FieldErrors) as wrong:
        await contacts.add(TENANT, ADA, draft)
    assert set(wrong.value.errors) == {"name", "email", "phone", "profile_url", "tags"}


async def test_many_who_add_the_same_person_at_once_add_one(database: str) -> None:
    results = await asyncio.gather(
        *[contacts.add(TENANT, ADA, replace(JANE, name=f"Jane {n}")) for n in range(20)],
        return_exceptions=True,
    )
    assert sum(isinstance(each, Contact) for each in results) == 1
    assert sum(isinstance(each, IdentityTaken) for each in results) == 19
    assert (await contacts.counts(TENANT)).contacts == 1


async def test_many_who_work_on_one_person_at_once_lose_nothing(database: str) -> None:
    jane = await add_jane()
    basic, position = [
        await Form.opened(TENANT, jane.id, part, item_id)
        for part, item_id in (("basic", 0), ("position", await first_position(jane.id)))
    ]
    await asyncio.gather(
        *[basic.save(ADA, **{field: f"new {field}"}) for field in ("headline", "location", "name")],
        *[position.save(BEN, **{field: f"new {field}"}) for field in ("company", "title")],
        *[timeline.add_note(TENANT, ADA, jane.id, f"note {n}") for n in range(20)],
        *[tags.set_tags(TENANT, ADA, jane.id, jane.tags, (*jane.tags, f"tag {n}")) for n in range(10)],
    )
    after = await contacts.get(TENANT, jane.id)
    assert (after.headline, after.location, after.name) == ("new headline", "new location", "new name")
    assert (after.positions[0].company, after.positions[0].title) == ("new company", "new title")
    assert {f"tag {n}" for n in range(10)} <= set(after.tags)
    notes = await timeline.page(TENANT, jane.id, ("note",), limit=100)
    assert {f"note {n}" for n in range(20)} <= {entry.text for entry in notes.entries}


async def test_tags_that_others_added_meanwhile_stay(database: str) -> None:
    jane = await add_jane()
    await tags.set_tags(TENANT, BEN, jane.id, jane.tags, (*jane.tags, "Berlin"))
    await tags.set_tags(TENANT, ADA, jane.id, jane.tags, ("GO", "C++"))
    assert (await contacts.get(TENANT, jane.id)).tags == ("Berlin", "C++", "Go")
    assert await tags.suggest(TENANT, "c") == ("C++",)


async def test_the_timeline_is_paged_there_and_back_whatever_the_times(database: str) -> None:
    jane = await contacts.add(TENANT, ADA, ContactDraft(name="Jane"))
    moment = jane.created_at
    for number in range(23):
        await activities.log(TENANT, ADA, [jane.id], ActivityDraft("call", moment, 5, "", f"{number}"))
    texts: list[str] = []
    page = await timeline.page(TENANT, jane.id, ("call",))
    pages = [page]
    while page.older:
        page = await timeline.page(TENANT, jane.id, ("call",), page.older)
        pages.append(page)
    for each in pages:
        texts += [entry.text for entry in each.entries]
    assert texts == [str(number) for number in reversed(range(23))]
    while page.newer:
        page = await timeline.page(TENANT, jane.id, ("call",), page.newer)
    assert page.entries == pages[0].entries
    assert [len(each.entries) for each in pages] == [10, 10, 3]


async def test_who_is_gone_is_said(database: str) -> None:
    for ask in (
        contacts.get(TENANT, 99),
        timeline.add_note(TENANT, ADA, 99, "x"),
        timeline.page(TENANT, 99),
        tags.set_tags(TENANT, ADA, 99, (), ("x",)),
        editing.save(TENANT, ADA, 99, "basic", 0, {}, {"name": "b"}),
        editing.remove(TENANT, ADA, 99, "email", 1),
    ):
        with pytest.raises(ContactNotFound):
            await ask


async def test_what_must_happen_once_does(database: str) -> None:
    done = []

    async def effect() -> int:
        done.append(1)
        await asyncio.sleep(0)
        return len(done)

    results = await asyncio.gather(*[effects.once(TENANT.key, "k", effect) for _ in range(10)])
    assert set(results) == {results[0]}

    async def failing() -> None:
        await contacts.add(TENANT, ADA, JANE)
        raise RuntimeError("half-way")

    with pytest.raises(RuntimeError):
        await effects.once(TENANT.key, "other", failing)
    assert (await contacts.counts(TENANT)).contacts == 0
    claims = await asyncio.gather(*[deliveries.claim(TENANT.key, "e", datetime.now(UTC)) for _ in range(10)])
    assert sum(claimed is not None for claimed in claims) == 1
