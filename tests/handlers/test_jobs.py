"""Long work as people see it: how far it is, stopped, gone on with; and what is left after it was stopped."""

import asyncio

from crm import contacts, importing, jobs
from crm.types import Author
from tests.bots import Team

ROWS = [f"Person {number},p{number}@example.org" for number in range(4_000)]
PEOPLE = "\n".join(["Name,E-mail", *ROWS]).encode()


async def started(team: Team, content: bytes = PEOPLE) -> None:
    await team.ada.upload("people.csv", content, channel="recruiting")
    preview = await team.ada.sees_message(", 2 columns", within="recruiting")
    await team.ada.click("Import", within=preview)


async def test_an_import_is_stopped_and_goes_on_where_it_was(team: Team) -> None:
    await started(team)
    await team.ben.sees("of 4,000 rows", within="recruiting")
    await team.ben.click("Stop", within="recruiting")
    await team.ada.sees("Stopped by", within="recruiting")
    stopped = (await contacts.counts(team.tenant)).contacts
    assert 0 <= stopped < 4_000
    await team.ada.sees(f"{4_000 - stopped:,} rows", within="recruiting")

    await team.ada.slash("/contacts jobs", channel="general")
    await team.ada.sees("Import people.csv", within="general")
    await team.ada.click("Resume", within="general")
    resumed = team.slack.person("ada", patience=30)
    await resumed.sees("4,000 added, 0 updated, 0 unchanged, 0 rejected", within="recruiting")
    assert (await contacts.counts(team.tenant)).contacts == 4_000


async def test_who_stops_it_and_has_it_go_on_at_once_is_given_the_rejected_rows_once(team: Team) -> None:
    await started(team, PEOPLE + b"\nNobody,not an address")
    await team.ben.sees("Asked for by", within="recruiting")
    job = await jobs.of(team.tenant, importing.KIND, 1)
    assert job is not None
    assert await jobs.stop(team.tenant, Author(team.ben.id), job.id)
    assert await jobs.resume(team.tenant, job.id)
    patient = team.slack.person("ada", patience=60)
    await patient.sees("4,000 added, 0 updated, 0 unchanged, 1 rejected", within="recruiting")
    await patient.downloads("rejected-people.csv", within="recruiting")
    await asyncio.sleep(1.0)
    assert team.ada.screen("recruiting").count("rejected-people.csv") == 1


async def test_what_runs_and_what_ran_is_listed(team: Team) -> None:
    await team.ada.slash("/contacts jobs", channel="general")
    await team.ada.sees("Nothing runs, and nothing has run yet", within="general")
    await started(team, b"Name,E-mail\nAda,ada@example.org\n")
    await team.ada.sees("1 added", within="recruiting")
    await team.ada.opens_home()
    await team.ada.sees("Import people.csv", within="home")
