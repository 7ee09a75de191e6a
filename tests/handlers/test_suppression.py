"""Somebody asks not to be kept: they are removed for good, and recognised when they come again."""

import csv
import io

from crm import contacts, search
from crm.types import Author, Contact, ContactDraft
from storage import models
from tests.bots import Team
from tests.storage.test_migrations import everything

JANE = ContactDraft(
    name="Jane Quist",
    email="jane@example.com",
    phone="+49 30 1234567",
    company="Halden Robotics",
    profile_url="github.com/janeq",
    note="met at the fair",
)
CSV = b"Name,Email,Phone\nBo Li,bo@example.com,\nJanie,Jane@Example.com,\nSomebody,,+49 30 123-4567\n"
REFUSED = "has asked not to be kept"


async def jane(team: Team) -> Contact:
    return await contacts.add(team.tenant, Author(team.ben.id), JANE)


async def never_keeps_jane(team: Team) -> None:
    await team.ada.slash("/contact jane quist", channel="general")
    await team.ada.click("Delete", within="general")
    await team.ada.click("Never keep again...", within="modal")
    await team.ada.sees("Remove Jane Quist for good, and never keep them again?", within="modal")
    await team.ada.sees("There is no Undo.", within="modal")
    await team.ada.submit()
    await team.ada.sees("Somebody stood here who is not kept any more.", within="general")


async def test_nothing_of_who_is_never_kept_again_stays_but_hashes(team: Team) -> None:
    await jane(team)
    file = b"Name,Email,Headline,Company\nJane Quist,jane@example.com,Welder,Halden Robotics\n"
    file += b"J. Quist,jane@example.com; not-an-address,,\n"
    for headline in (b"Welder", b"Diver"):
        await team.ada.upload("people.csv", file.replace(b"Welder", headline), channel="general")
        await team.ada.click("Import", within="general")
        await team.ada.sees("1 updated, 0 unchanged, 1 rejected", within="general")
        await team.ada.stops_seeing("Cancel", within="general")
    await team.ada.slash("/contact enrich jane")
    await team.ada.sees("Asked", within="modal")
    await team.ada.submit()
    await team.ada.closes_modal(all_of_them=True)
    await team.ada.sees("Nothing", within="Roster")
    twin = ContactDraft(name="Twin", profile_url=JANE.profile_url)
    known = await contacts.add(team.tenant, Author(team.ben.id), twin, anyway="an account of both")
    await never_keeps_jane(team)
    left = await everything()
    for of_companies in ("company", "company_name", "company_value"):
        del left[of_companies]
    for table, rows in left.items():
        for trace in ("quist", "jane@example.com", "1234567", "halden", "welder", "diver", "the fair"):
            assert trace not in str(rows).lower(), (table, trace)
    assert (await contacts.get(team.tenant, known.id)).profiles[0].url == "https://github.com/janeq"
    await team.ben.slash("/contact twin", channel="recruiting")
    await team.ben.click("Timeline", within="recruiting")
    await team.ben.sees("kept something, which is somebody's too", within="modal")
    await team.ada.slash("/contacts suppressed")
    await team.ada.sees(
        "1 e-mail address, 1 phone number of people who are never kept again.", within="modal"
    )


async def test_the_messages_that_showed_them_say_so_no_more(team: Team) -> None:
    await team.ada.slash("/contact add", channel="recruiting")
    await team.ada.fill({"Name": "Jane Quist", "E-mail": "jane@example.com", "Company": "Halden Robotics"})
    await team.ada.submit()
    await team.ada.sees_modal("Added")
    await team.ada.closes_modal(all_of_them=True)
    await team.ben.sees("Halden Robotics", within="recruiting")
    await never_keeps_jane(team)
    await team.ben.sees("Somebody stood here who is not kept any more.", within="recruiting")
    await team.ben.does_not_see("Halden Robotics", within="recruiting")
    left = str(await everything()).lower()
    assert "quist" not in left
    assert "jane@example.com" not in left


async def test_who_has_asked_not_to_be_kept_is_refused_wherever_they_come_in(team: Team) -> None:
    await jane(team)
    await never_keeps_jane(team)
    await team.ben.slash("/contact add", channel="general")
    await team.ben.fill({"Name": "J. Quist", "E-mail": "JANE@example.com"})
    await team.ben.submit()
    await team.ben.sees(f"Whoever has jane@example.com {REFUSED}.", within="modal")
    await team.ben.closes_modal(all_of_them=True)

    await team.ben.upload("people.csv", CSV, channel="recruiting")
    await team.ben.sees("1 new · 2 cannot be read", within="recruiting")
    await team.ben.click("Import", within="recruiting")
    await team.ben.sees("3 rows: 1 added, 0 updated, 0 unchanged, 2 rejected.", within="recruiting")
    rejected = await team.ben.downloads("rejected-people.csv", within="recruiting")
    rows = list(csv.reader(io.StringIO(rejected.decode("utf-8-sig"))))[1:]
    assert [row[:4] for row in rows] == [["", "", "", "3"], ["", "", "", "4"]]
    assert all(REFUSED in row[4] for row in rows)
    assert "jane" not in str(await everything()).lower()

    await team.ben.slash("/contact bo li", channel="general")
    card = await team.ben.sees_message("bo@example.com", within="general")
    await team.ben.click("Edit", within=card)
    await team.ben.sees("Contact details", within="modal")
    await team.ben.click("Edit", within="modal", beside="Contact details")
    await team.ben.click("Add profile link")
    await team.ben.fill({"Profile link": "https://www.github.com/JaneQ/"})
    await team.ben.submit()
    await team.ben.sees(f"Whoever has https://github.com/janeq {REFUSED}.", within="modal")
    assert (await search.find(team.tenant, "github.com/janeq")).contacts == ()


async def test_the_list_is_asked_about_somebody_and_admins_lift_and_add(team: Team) -> None:
    await jane(team)
    await team.ben.slash("/contacts suppressed github.com/janeq")
    await team.ben.sees("it is Jane Quist's, who is in the book", within="modal")
    await team.ben.closes_modal()
    await never_keeps_jane(team)
    await team.ben.slash("/contacts suppressed jane@example.com")
    await team.ben.sees("jane@example.com is not to be kept: They have asked for it.", within="modal")
    await team.ben.does_not_see("Lift", within="modal")
    await team.ben.closes_modal()

    await team.ada.slash("/contacts suppressed")
    await team.ada.sees("1 e-mail address, 1 phone number, 1 profile", within="modal")
    await team.ada.sees("only keyed hashes are kept", within="modal")
    await team.ada.fill({"Is somebody among them?": "jane"})
    await team.ada.submit()
    await team.ada.sees_error("Is somebody among them?", "Write an e-mail address")
    await team.ada.fill({"Is somebody among them?": "+49 30 12345-67"})
    await team.ada.submit()
    await team.ada.sees("is not to be kept", within="modal")
    await team.ada.click("Lift", within="modal")
    await team.ada.sees("Whoever has +49 30 12345-67 may be kept again.", within="modal")
    await team.ada.sees("1 e-mail address, 1 profile", within="modal")

    await team.ada.fill({"Is somebody among them?": "x@example.org"})
    await team.ada.submit()
    await team.ada.click("Never keep again", within="modal")
    await team.ada.sees("Never keep whoever has x@example.org?", within="modal")
    await team.ada.choose("Why", "A court or an authority has asked")
    await team.ada.submit()
    await team.ada.sees("Whoever has x@example.org is never kept again.", within="modal")
    await team.ada.sees("2 e-mail addresses, 1 profile", within="modal")
    await team.ada.closes_modal(all_of_them=True)
    await team.ben.slash("/contacts suppressed x@example.org")
    await team.ben.sees("A court or an authority has asked", within="modal")


async def test_only_admins_and_the_owner_remove_somebody_for_good(team: Team) -> None:
    contact = await jane(team)
    await team.ben.slash("/contact jane quist", channel="general")
    await team.ben.click("Delete", within="general")
    await team.ben.sees("Delete Jane Quist?", within="modal")
    await team.ben.does_not_see("Never keep again", within="modal")
    await team.ben.click("Keep")
    await models.Contact.filter(id=contact.id).update(owner_id=team.ben.id)
    await team.ben.click("Delete", within="general")
    await team.ben.click("Never keep again...", within="modal")
    await team.ben.sees("There is no Undo.", within="modal")
    await team.ben.submit()
    await team.ben.sees("Somebody stood here who is not kept any more.", within="general")
    assert (await contacts.counts(team.tenant)).contacts == 0
