"""Notes in the database: kept exactly, with their history, seen by those who may."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm import contacts, notes, rich_text, timeline
from crm.errors import UserError
from crm.timeline import entries
from crm.types import EVERYBODY, Author, Contact, ContactDraft, NoteDraft, Reader, Tenant
from tests.crm.test_rich_text import RICH
from views.note_form import note_form

TENANT = Tenant("T1")
ADA, BEN = Author("U1"), Author("U2")
AS_ADA, AS_BEN = Reader("U1"), Reader("U2")


async def jane() -> Contact:
    return await contacts.add(TENANT, ADA, ContactDraft(name="Jane Doe"))


async def said(reader: Reader, entry_id: int) -> list[str]:
    """What stands there, and what stood there before."""
    detail = await entries.get(TENANT, reader, entry_id)
    return [detail.entry.text, *(version.text for version in detail.versions)]


def note(text: str, audience: str = "") -> NoteDraft:
    return NoteDraft(rich_text.of_plain(text), audience)


@given(st.lists(RICH, min_size=1, max_size=8))
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
async def test_any_text_comes_back_into_the_form_as_it_was_sent(
    database: str, written: list[dict[str, Any]]
) -> None:
    contact_id = (await jane()).id
    for rich in filter(rich_text.plain, map(rich_text.storable, written)):
        draft = NoteDraft(rich)
        try:
            notes.checked(draft)
        except UserError:
            continue  # nothing but blanks and what hides
        id_ = await notes.add(TENANT, ADA, contact_id, draft)
        entry = (await entries.get(TENANT, AS_ADA, id_)).entry
        assert entry.rich == rich
        form = note_form("Jane", "{}", written=notes.rich_of(entry)).to_dict()
        assert form["blocks"][1]["element"]["initial_value"] == rich


async def test_a_correction_keeps_what_stood_there(database: str) -> None:
    contact_id = (await jane()).id
    id_ = await notes.add(TENANT, ADA, contact_id, note("one"))
    await notes.edit(TENANT, AS_ADA, id_, note("two"))
    await notes.edit(TENANT, AS_ADA, id_, note("two"))
    await notes.edit(TENANT, AS_ADA, id_, note("three"))

    assert await said(AS_BEN, id_) == ["three", "two", "one"]


async def test_nobody_changes_the_note_of_another(database: str) -> None:
    id_ = await notes.add(TENANT, ADA, (await jane()).id, note("hers"))
    for change in (notes.edit(TENANT, AS_BEN, id_, note("his")), entries.delete(TENANT, AS_BEN, id_)):
        with pytest.raises(entries.NotYours):
            await change
    assert await said(AS_BEN, id_) == ["hers"]


async def test_who_may_not_see_a_note_learns_nothing_of_it(database: str) -> None:
    contact_id = (await jane()).id
    for audience in (ADA.user_id, "C1"):
        id_ = await notes.add(TENANT, ADA, contact_id, note("secret", audience))
        await entries.pin(TENANT, Reader("U1", frozenset({"C1"})), id_)
        for ask in (entries.get, entries.delete, entries.pin, entries.unpin):
            with pytest.raises(entries.EntryNotFound):
                await ask(TENANT, AS_BEN, id_)

    for reader in (AS_BEN, EVERYBODY):
        page = await timeline.page(TENANT, contact_id, reader=reader)
        assert [entry.kind for entry in page.entries] == ["added"]
        assert page.pinned == ()
    contact = await contacts.get(TENANT, contact_id)
    assert contact.last_activity is None
    assert contact.pinned == ()
    assert (await contacts.counts(TENANT)).activities_this_week == 0

    member = Reader("U2", frozenset({"C1"}))
    assert len((await timeline.page(TENANT, contact_id, reader=member)).pinned) == 1
    assert len((await timeline.page(TENANT, contact_id, reader=AS_ADA)).pinned) == 1


async def test_what_was_private_before_stays_so_in_the_history(database: str) -> None:
    id_ = await notes.add(TENANT, ADA, (await jane()).id, note("thinking", ADA.user_id))
    await notes.edit(TENANT, AS_ADA, id_, note("decided"))
    assert await said(AS_BEN, id_) == ["decided"]
    assert await said(AS_ADA, id_) == ["decided", "thinking"]


async def test_a_deleted_note_is_gone_and_no_activity(database: str) -> None:
    contact_id = (await jane()).id
    id_ = await notes.add(TENANT, ADA, contact_id, note("wrong person"))
    await entries.pin(TENANT, AS_ADA, id_)
    await entries.delete(TENANT, AS_ADA, id_)

    contact = await contacts.get(TENANT, contact_id)
    assert contact.last_activity is None
    assert contact.pinned == ()
    with pytest.raises(entries.EntryNotFound):
        await entries.get(TENANT, AS_ADA, id_)
