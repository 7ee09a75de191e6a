"""Who seems to be in the book twice: found by itself or by a scan, and decided by people."""

from crm import contacts, duplicates
from crm.types import Author, ContactDraft
from tests.bots import Team

PEOPLE = (
    ContactDraft(name="William Okafor", company="Halden Robotics GmbH", location="Berlin"),
    ContactDraft(name="Bill Okafor", company="Halden Robotics"),
    ContactDraft(name="Yuriy Shevchenko", company="Brightwater Labs", location="Kyiv"),
    ContactDraft(name="Юрій Шевченко", company="Brightwater Labs, Inc."),
    ContactDraft(name="Marisol Quintanilla", company="Halden Robotics"),
    ContactDraft(name="Marisol Quintanila", company="Halden Robotics"),
    ContactDraft(name="Bo Li", company="Kanaal 9"),
)


async def fill(team: Team) -> None:
    for draft in PEOPLE:
        await contacts.add(team.tenant, Author(team.ben.id), draft)


async def test_who_is_added_is_compared_by_itself_and_people_decide(team: Team) -> None:
    await team.ada.slash("/contacts duplicates", channel="general")
    await team.ada.sees("Nobody seems to be in the book twice", within="general")
    await fill(team)
    while await duplicates.count_open(team.tenant) < 3:
        await team.slack.person("ada", patience=30).sees("Nobody seems", within="general")

    await team.ada.slash("/contacts duplicates", channel="recruiting")
    await team.ada.sees("3 pairs may be the same person", within="recruiting")
    await team.ada.sees("a short form of the name and the same company", within="recruiting")
    await team.ada.sees("the name spelt alike and the same company", within="recruiting")
    await team.ada.sees("Юрій Шевченко", within="recruiting")

    await team.ada.click("Not the same", within="recruiting")
    await team.ada.sees("2 pairs may be the same person", within="recruiting")
    await team.ada.click("Merge", within="recruiting")
    await team.ada.sees("become one", within="modal")
    await team.ada.submit()
    await team.ada.sees_modal("Merged")
    await team.ada.closes_modal()
    await team.ada.sees("1 pair may be the same person", within="recruiting")


async def test_a_scan_of_everybody_says_how_far_it_is_and_what_it_found(team: Team) -> None:
    await fill(team)
    await team.ada.slash("/contacts duplicates", channel="general")
    await team.ada.click("Scan now", within="general")
    await team.ada.sees("The scan has begun", within="general")
    await team.slack.person("ada", patience=20).sees("Compared 7 people", within="Roster")
    await team.ada.sees("3 pairs may be the same person", within="Roster")
