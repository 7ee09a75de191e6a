"""Deleting a person, thinking better of it, and adding them anew."""

from datetime import UTC, datetime, timedelta

from crm import bin as bin_
from crm import contacts, merging, search, timeline
from crm.types import Author, Contact, ContactDraft
from storage.database import rows
from tests.bots import Team
from tests.databases import on_one_database

JANE = ContactDraft(
    name="Jane Doe",
    email="jane@example.com",
    company="Halden Robotics",
    title="Staff Engineer",
    profile_url="github.com/jane",
)
CSV = b"Name,Email\nJane of the file,jane@example.com\n"


async def jane(team: Team) -> Contact:
    return await contacts.add(team.tenant, Author(team.ben.id), JANE)


async def delete_jane(team: Team) -> None:
    await team.ada.slash("/contact jane doe", channel="general")
    await team.ada.sees("Halden Robotics", within="general")
    await team.ada.click("Delete", within="general")
    await team.ada.sees("Delete Jane Doe?", within="modal")
    await team.ada.submit()
    await team.ada.sees("Jane Doe was deleted by @Ada Okafor", within="general")


async def test_who_deletes_can_undo_it_at_once(team: Team) -> None:
    await jane(team)
    await delete_jane(team)
    assert (await contacts.counts(team.tenant)).contacts == 0
    await team.ben.slash("/contact jane@example.com", channel="general")
    await team.ben.sees("Nobody found", within="general")

    await team.ada.click("Undo", within="general")
    await team.ada.sees("Halden Robotics", within="general")
    assert (await search.find(team.tenant, "jane@example.com")).exact
    assert (await contacts.counts(team.tenant)).contacts == 1


@on_one_database
async def test_who_does_not_confirm_deletes_nothing(team: Team) -> None:
    await jane(team)
    await team.ada.slash("/contact jane doe", channel="general")
    await team.ada.click("Delete", within="general")
    await team.ada.sees("Delete Jane Doe?", within="modal")
    await team.ada.click("Keep")
    await team.ada.sees_no_modal()
    assert (await contacts.counts(team.tenant)).contacts == 1


async def test_the_bin_says_who_deleted_whom_and_how_long_they_stay(team: Team) -> None:
    await team.ben.slash("/contacts bin", channel="general")
    await team.ben.sees("The bin is empty.", within="general")
    await jane(team)
    await delete_jane(team)
    await team.ben.slash("/contacts bin", channel="general")
    await team.ben.sees("Jane Doe was deleted by @Ada Okafor", within="general")
    await team.ben.sees("29 days left", within="general")
    await team.ben.click("Restore", within="general")
    await team.ben.stops_seeing("29 days left", within="general")
    assert (await contacts.counts(team.tenant)).contacts == 1


async def test_a_deleted_person_is_offered_first_where_they_are_added_again(team: Team) -> None:
    await jane(team)
    await delete_jane(team)
    for _ in range(2):
        await team.ben.slash("/contact add", channel="general")
        await team.ben.sees_modal("Add a person")
        await team.ben.fill(Name="J. Doe", **{"E-mail": "JANE@example.com"})
        await team.ben.submit()
        await team.ben.sees("Jane Doe was deleted by @Ada Okafor", within="modal")
        await team.ben.sees("J. Doe", within="modal")
        if _ == 0:
            await team.ben.click("Restore", within="modal")
            await team.ben.sees("Halden Robotics", within="modal")
            await team.ben.closes_modal()
            await bin_.delete(team.tenant, Author(team.ada.id), 1)
    await team.ben.click("Add anew")
    await team.ben.sees_modal("Added")
    found = await search.find(team.tenant, "jane@example.com")
    assert [each.name for each in found.contacts] == ["J. Doe"]

    # Jane comes back all the same; the address stays with who has it now, and Ada is told.
    await team.ada.click("Undo", within="general")
    await team.ada.sees("jane@example.com belongs to somebody else by now", within="general")
    found = await search.find(team.tenant, "jane@example.com")
    assert [each.name for each in found.contacts] == ["J. Doe"]
    assert (await contacts.get(team.tenant, 1)).emails[0].address == "jane@example.com"


async def test_a_deleted_person_does_not_stand_in_the_way_of_an_import(team: Team) -> None:
    await jane(team)
    await delete_jane(team)
    await team.ada.upload("people.csv", CSV, channel="general")
    await team.ada.click("Import", within="general")
    await team.ada.sees("1 added", within="general")
    found = await search.find(team.tenant, "jane@example.com")
    assert [each.name for each in found.contacts] == ["Jane of the file"]


async def test_after_thirty_days_a_deleted_person_is_gone_for_good(team: Team) -> None:
    await jane(team)
    await timeline.add_note(team.tenant, Author(team.ben.id), 1, "secret")
    kept = await contacts.add(team.tenant, Author(team.ben.id), ContactDraft(name="Bo Li"))
    await delete_jane(team)
    await bin_.empty(datetime.now(UTC) + timedelta(days=29))
    assert await bin_.count(team.tenant) == 1
    assert not await bin_.any_expired(datetime.now(UTC))

    late = datetime.now(UTC) + timedelta(days=31)
    assert await bin_.any_expired(late)
    await bin_.empty(late)
    assert await bin_.count(team.tenant) == 0
    assert {row["contact_id"] for row in await rows("SELECT contact_id FROM timeline_entry")} == {kept.id}
    await team.ada.click("Undo", within="general")
    await team.ada.sees("That person is no longer in the book.", within="general")


async def test_who_was_merged_into_a_deleted_person_goes_with_them(team: Team) -> None:
    ben = Author(team.ben.id)
    jane, janie, first = [
        await contacts.add(team.tenant, ben, ContactDraft(name=name)) for name in ("Jane", "Janie", "J.")
    ]
    await merging.merge(team.tenant, ben, janie.id, first.id)
    await merging.merge(team.tenant, ben, jane.id, janie.id)
    await bin_.delete(team.tenant, ben, jane.id)
    await bin_.empty(datetime.now(UTC) + timedelta(days=31))
    assert await rows("SELECT id FROM contact") == []
    assert await rows("SELECT id FROM merge") == []
