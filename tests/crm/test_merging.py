"""Two contacts become one and are parted again, and nothing that anybody knew is lost."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tortoise.fields.relational import ForeignKeyFieldInstance
from tortoise.models import Model

from crm import contacts, merging, reminders, search, tags, timeline
from crm.errors import UserError
from crm.profile import custom, reading
from crm.types import Author, Contact, ContactDraft, ReminderDraft, Tenant
from storage import models
from storage.queries import merging as rows
from tests.crm.profile.forms import Form

TENANT = Tenant("T1")
ADA, BEN = Author("U1"), Author("U2")
JANE = ContactDraft(
    name="Jane Doe",
    headline="Engineer",
    email="jane@example.com",
    phone="+49 30 1234567",
    company="Halden",
    title="Staff",
    tags=("go",),
    note="Met at a meetup",
)
JANIE = ContactDraft(
    name="Janie Doe",
    headline="Builder of things",
    location="Berlin",
    email="janie@example.org",
    phone="+49 30 1234567",
    profile_url="github.com/janie",
    tags=("go", "rust"),
    note="Wants to move",
)


async def both() -> tuple[Contact, Contact]:
    return await contacts.add(TENANT, ADA, JANE), await contacts.add(
        TENANT, BEN, JANIE, anyway="their sister"
    )


def known(contact: Contact) -> dict[str, Any]:
    """What a card shows, in no order."""
    return {
        "name": contact.name,
        "headline": contact.headline,
        "location": contact.location,
        "emails": sorted(each.address for each in contact.emails),
        "phones": sorted(each.number for each in contact.phones),
        "profiles": sorted(each.url for each in contact.profiles),
        "positions": sorted((each.company, each.title) for each in contact.positions),
        "tags": contact.tags,
        "sources": {name: source.set_by for name, source in contact.sources.items()},
    }


async def notes_of(contact_id: int) -> set[str]:
    page = await timeline.page(TENANT, contact_id, ("note",), limit=100)
    return {entry.text for entry in page.entries}


async def test_what_is_taken_brings_along_who_said_it(database: str) -> None:
    jane, janie = await both()
    form = await Form.opened(TENANT, janie.id, "basic")
    await form.save(BEN, photo_url="https://example.com/janie.png")
    form = await Form.opened(TENANT, janie.id, "contacting")
    await form.save(BEN, do_not_contact="yes", do_not_contact_reason="asked us to stop")
    merge_id = await merging.merge(TENANT, ADA, jane.id, janie.id)
    taken = ("photo_url", "do_not_contact", "do_not_contact_reason")
    one = await contacts.get(TENANT, jane.id)
    assert {name: one.sources[name].set_by for name in taken} == dict.fromkeys(taken, BEN.user_id)

    await merging.unmerge(TENANT, ADA, merge_id)
    assert not set(taken) & set((await contacts.get(TENANT, jane.id)).sources)


async def test_a_field_that_the_team_no_longer_uses_is_not_chosen_between(database: str) -> None:
    jane, janie = await both()
    await custom.add(TENANT, "Notice", "text", [])
    await custom.add(TENANT, "Salary", "text", [])
    notice, salary = await custom.fields(TENANT)
    for person, says in ((jane, "1 month"), (janie, "3 months")):
        form = await Form.opened(TENANT, person.id, "custom")
        await form.save(ADA, **{custom.key_of(notice.id): says, custom.key_of(salary.id): says})
    await custom.archive(TENANT, salary.id)
    choices = (await merging.compare(TENANT, jane.id, janie.id)).choices
    asked = {each.label: (each.stays, each.brought) for each in choices if each.label}
    assert asked == {"Notice": ("1 month", "3 months")}

    await merging.merge(TENANT, ADA, jane.id, janie.id, {custom.key_of(notice.id)})
    [entry] = (await timeline.page(TENANT, jane.id, ("merged",))).entries
    assert {
        "field": custom.key_of(notice.id),
        "label": "Notice",
        "before": "1 month",
        "after": "3 months",
    } in (entry.data["changes"])


async def test_one_gets_all_that_both_have_and_the_fields_that_were_chosen(database: str) -> None:
    jane, janie = await both()
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    draft = ReminderDraft(at=tomorrow, text="Call", repeat="", restarts=False, timezone="UTC")
    await reminders.set_reminder(TENANT, ADA, janie.id, draft)
    comparison = await merging.compare(TENANT, jane.id, janie.id)
    assert [(each.field, each.stays, each.brought) for each in comparison.choices] == [
        ("name", "Jane Doe", "Janie Doe"),
        ("headline", "Engineer", "Builder of things"),
    ]

    await merging.merge(TENANT, ADA, jane.id, janie.id, {"headline"})

    one = await contacts.get(TENANT, jane.id)
    assert known(one) | {"sources": {}} == {
        "name": "Jane Doe",
        "headline": "Builder of things",
        "location": "Berlin",
        "emails": ["jane@example.com", "janie@example.org"],
        "phones": ["+49301234567"],
        "profiles": ["https://github.com/janie"],
        "positions": [("Halden", "Staff")],
        "tags": ("go", "rust"),
        "sources": {},
    }
    assert (one.emails[0].address, one.sources["headline"].set_by) == ("jane@example.com", "U2")
    assert await notes_of(jane.id) == {"Met at a meetup", "Wants to move"}
    assert [each.contact_id for each in await reminders.open_of(TENANT, ADA.user_id)] == [jane.id]
    assert (await contacts.get(TENANT, janie.id)).id == jane.id
    assert [each.id for each in (await search.find(TENANT, "janie@example.org")).contacts] == [jane.id]
    (told,) = (await timeline.page(TENANT, jane.id, ("merged",))).entries
    assert told.data["name"] == "Janie Doe"
    assert told.data["changes"] == [
        {"field": "headline", "before": "Engineer", "after": "Builder of things"},
        {"field": "location", "before": "", "after": "Berlin"},
    ]
    assert told.data["left"] == [{"field": "name", "value": "Janie Doe"}]


async def test_old_links_lead_on_over_several_merges(database: str) -> None:
    jane, janie = await both()
    third = await contacts.add(TENANT, ADA, ContactDraft(name="J. Doe"))
    first = await merging.merge(TENANT, ADA, janie.id, jane.id)
    await merging.merge(TENANT, ADA, third.id, janie.id)
    assert (await contacts.get(TENANT, jane.id)).id == third.id
    with pytest.raises(UserError, match="part those two first"):
        await merging.unmerge(TENANT, ADA, first)
    with pytest.raises(UserError, match=r"J\. Doe already"):
        await merging.compare(TENANT, third.id, jane.id)


async def test_both_come_back_as_they_were_and_what_was_added_since_stays(database: str) -> None:
    jane, janie = await both()
    before = known(jane), known(janie)
    merge_id = await merging.merge(TENANT, ADA, jane.id, janie.id, {"name", "headline"})
    await timeline.add_note(TENANT, BEN, janie.id, "Written on the old card")
    await tags.set_tags(TENANT, BEN, jane.id, (), ("new",))
    await (await Form.opened(TENANT, jane.id)).save(BEN, location="Potsdam")

    parted = await merging.unmerge(TENANT, BEN, merge_id)

    assert (parted.survivor_id, parted.merged_id) == (jane.id, janie.id)
    one, other = await contacts.get(TENANT, jane.id), await contacts.get(TENANT, janie.id)
    assert known(other) == before[1]
    assert known(one) == before[0] | {
        "tags": ("go", "new"),
        "location": "Potsdam",
        "sources": before[0]["sources"] | {"location": "U2"},
    }
    assert await notes_of(jane.id) == {"Met at a meetup", "Written on the old card"}
    assert await notes_of(janie.id) == {"Wants to move"}
    assert [each.id for each in (await search.find(TENANT, "builder of things")).contacts] == [janie.id]
    with pytest.raises(UserError, match="parted already"):
        await merging.unmerge(TENANT, BEN, merge_id)


async def test_what_two_brought_stays_while_one_of_them_is_merged(database: str) -> None:
    jane, janie = await both()
    third = await contacts.add(TENANT, ADA, ContactDraft(name="J. D.", phone="+49 30 7654321"), anyway="")
    fourth = await contacts.add(TENANT, ADA, replace(JANIE, note=""), anyway="a twin")
    first = await merging.merge(TENANT, ADA, third.id, janie.id, {"name"})
    second = await merging.merge(TENANT, ADA, third.id, fourth.id, {"name"})
    await merging.unmerge(TENANT, ADA, first)
    one = await contacts.get(TENANT, third.id)
    assert "janie@example.org" in [each.address for each in one.emails]
    assert (await search.find(TENANT, "janie@example.org")).exact
    await merging.unmerge(TENANT, ADA, second)
    assert known(await contacts.get(TENANT, third.id))["emails"] == []
    assert (await contacts.get(TENANT, third.id)).name == "J. D."
    assert known(await contacts.get(TENANT, fourth.id)) == known(fourth)
    assert known(await contacts.get(TENANT, janie.id)) == known(janie)
    assert known(await contacts.get(TENANT, jane.id)) == known(jane)


async def test_after_ninety_days_it_stays(database: str) -> None:
    jane, janie = await both()
    merge_id = await merging.merge(TENANT, ADA, jane.id, janie.id)
    assert [each.id for each in await merging.standing(TENANT, jane.id)] == [merge_id]
    long_ago = datetime.now(UTC) - timedelta(days=merging.DAYS, minutes=1)
    await models.Merge.filter(id=merge_id).update(merged_at=long_ago)
    assert await merging.standing(TENANT, jane.id) == ()
    with pytest.raises(UserError, match="more than 90 days ago"):
        await merging.unmerge(TENANT, ADA, merge_id)


def test_every_table_of_a_contact_is_dealt_with() -> None:
    tables = [each for each in vars(models).values() if isinstance(each, type) and issubclass(each, Model)]
    belonging = {
        model
        for model in tables
        for each in model._meta.fields_map.values()
        if isinstance(each, ForeignKeyFieldInstance) and each.model_name == "roster.Contact"
    }
    dealt_with = {part.model for part in rows.PARTS.values()} | {*rows.HISTORY.values()} | {*rows.STAYING}
    assert belonging == dealt_with


PEOPLE = 4
ADDRESSES = [f"{name}@example.com" for name in "abcdef"]
NAMES = ["Ann", "Bea", "Cy", "Di", "Eve", "Flo"]
WHO = st.integers(0, PEOPLE - 1)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), WHO, WHO, st.sets(st.sampled_from(["name", "headline"]))),
        st.tuples(st.just("unmerge"), st.integers(0, 5)),
        st.tuples(st.just("email"), WHO, st.sampled_from(ADDRESSES)),
        st.tuples(st.just("name"), WHO, st.sampled_from(NAMES)),
        st.tuples(st.just("headline"), WHO, st.sampled_from(NAMES)),
        st.tuples(st.just("note"), WHO),
        st.tuples(st.just("tag"), WHO, st.sampled_from(NAMES)),
    ),
    max_size=14,
)
_number = count()


@dataclass
class Book:
    """A workspace of its own, and what must be known in it."""

    tenant: Tenant
    ids: list[int] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    values: set[str] = field(default_factory=set)
    merges: list[int] = field(default_factory=list)

    async def begin(self) -> None:
        for number in range(PEOPLE):
            draft = ContactDraft(
                name=NAMES[number], headline=f"h{number}", email=ADDRESSES[number], tags=(f"t{number}",)
            )
            self.ids.append((await contacts.add(self.tenant, ADA, draft)).id)
            self.tags.add(f"t{number}")
            self.values |= {NAMES[number], f"h{number}", ADDRESSES[number]}

    async def do(self, step: tuple[Any, ...]) -> None:
        """What a person may not do is refused and changes nothing."""
        with suppress(UserError):
            await getattr(self, step[0])(*step[1:])

    async def merge(self, one: int, other: int, taken: set[str]) -> None:
        self.merges.append(await merging.merge(self.tenant, ADA, self.ids[one], self.ids[other], taken))

    async def unmerge(self, number: int) -> None:
        if number < len(self.merges):
            await merging.unmerge(self.tenant, ADA, self.merges[number])

    async def email(self, who: int, address: str) -> None:
        """In the place of the first one."""
        whole = await reading.whole(self.tenant, self.ids[who])
        first = next((item.id for item in whole.items["email"]), 0)
        form = await Form.opened(self.tenant, whole.contact.id, "email", first)
        await form.save(ADA, anyway="they share it", address=address)
        self.values.add(address)

    async def name(self, who: int, text: str) -> None:
        await (await Form.opened(self.tenant, self.ids[who])).save(ADA, name=text)
        self.values.add(text)

    async def headline(self, who: int, text: str) -> None:
        await (await Form.opened(self.tenant, self.ids[who])).save(ADA, headline=text)
        self.values.add(text)

    async def note(self, who: int) -> None:
        text = f"note {next(_number)}"
        await timeline.add_note(self.tenant, ADA, self.ids[who], text)
        self.notes.add(text)

    async def tag(self, who: int, text: str) -> None:
        await tags.set_tags(self.tenant, ADA, self.ids[who], (), (text,))
        self.tags.add(text)

    async def everything_is_known(self) -> None:
        """On a live contact or, where a person has replaced it, in the timeline of one or in what was corrected there."""
        notes: list[str] = []
        seen_tags: set[str] = set()
        seen_values: set[str] = set()
        for contact in [await contacts.get(self.tenant, id_) for id_ in await self._live()]:
            seen_tags |= {*contact.tags}
            seen_values |= {contact.name, contact.headline, *(each.address for each in contact.emails)}
            for entry in (await timeline.page(self.tenant, contact.id, limit=200)).entries:
                notes += [entry.text] if entry.kind == "note" else []
                changes = [*entry.data.get("changes", ()), *entry.data.get("left", ())]
                seen_values |= {text for change in changes for text in change.values()}
        for revision in await models.EntryRevision.filter(tenant=self.tenant.key):
            before: Any = revision.data
            seen_values |= {text for change in before.get("changes", ()) for text in change.values()}
        assert sorted(notes) == sorted(self.notes)
        assert self.tags <= seen_tags
        assert self.values <= seen_values

    async def _live(self) -> set[int]:
        return {(await contacts.get(self.tenant, id_)).id for id_ in self.ids}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
async def test_no_sequence_of_merging_parting_and_editing_loses_anything(
    database: str, steps: list[tuple[Any, ...]]
) -> None:
    book = Book(Tenant(f"T{next(_number)}"))
    await book.begin()
    for step in steps:
        await book.do(step)
    await book.everything_is_known()
    for merge_id in reversed(book.merges):
        await book.do(("unmerge", book.merges.index(merge_id)))
    await book.everything_is_known()
    assert await book._live() == {*book.ids}
