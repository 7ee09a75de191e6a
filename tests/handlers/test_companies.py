"""A company, as those see it who recruit from it."""

from crm import companies, contacts
from crm.types import Author, ContactDraft
from enrichment.values import Kind, Value
from tests.bots import Team

SAID = (Value(Kind.COMPANY_SIZE, "201-500", 0.7), Value(Kind.COMPANY_INDUSTRY, "Robotics", 0.7))


async def test_a_company_shows_what_is_known_from_whom_and_its_people(team: Team) -> None:
    ben = Author(team.ben.id)
    for name in ("Jane Doe", "Bo Li"):
        await contacts.add(team.tenant, ben, ContactDraft(name=name, company="Halden Robotics"))
    await team.ada.slash("/contacts company", channel="general")
    await team.ada.sees("Which company?", within="general")
    await team.ada.slash("/contacts company halden robotics", channel="general")
    await team.ada.sees("Nothing is known of it yet.", within="general")
    await team.ada.sees("2 people in the book work there.", within="general")

    await companies.learn(team.tenant, ben, "Halden Robotics", SAID, "people-data-labs")
    await team.ada.slash("/contacts company HALDEN ROBOTICS", channel="recruiting")
    await team.ada.sees("HR Halden Robotics", within="recruiting")
    await team.ada.sees("Size: 201-500 people · People Data Labs", within="recruiting")
    await team.ada.click("Edit", within="recruiting")
    await team.ada.fill(Website="no website")
    await team.ada.submit()
    await team.ada.sees_error("Website", "Write a web address, for example acme.com.")
    await team.ada.fill(Website="https://www.halden.example/about", Size="250")
    await team.ada.submit()
    await team.ada.sees("Website: halden.example · @Ada Okafor", within="modal")
    await team.ada.sees("Size: 250 people · @Ada Okafor", within="modal")
    await team.ada.sees("Industry: Robotics · People Data Labs", within="modal")
    await team.ada.closes_modal()

    await team.ada.click("People", within="recruiting")
    await team.ada.sees("Jane Doe", within="recruiting")
    await team.ada.sees("Bo Li", within="recruiting")
    await team.ben.slash("/contacts company halden.example", channel="general")
    await team.ben.sees("HR Halden Robotics", within="general")
    await team.ben.slash("/contact jane doe", channel="general")
    await team.ben.sees("Halden Robotics · 250 people · Robotics", within="general")
