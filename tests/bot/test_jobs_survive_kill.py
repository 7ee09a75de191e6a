"""A real process, killed in the middle of an import as a power cut would: nobody is there twice, nobody half."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.jobs_store import alone
from crm import contacts, importing, jobs, search, timeline
from crm.assembling import contact_of
from crm.types import Author, Contact, JobStatus, Tenant
from storage.database import rows
from storage.queries.contacts import load_many
from tests.crm.importing.files import csv_of, on_disk, whom
from tests.databases import opened

TENANT = Tenant("T1")
ADA = Author("UADA")
ROWS = 1_200
MOMENTS = (
    ("written", 0.3),
    ("written", None),  # the rows are in, and the engine has not recorded it yet
)
"""When to kill: at that word after the first chunk has begun, or so many seconds after it if that is sooner."""


def person(number: int) -> list[str]:
    return [f"Person {number}", f"p{number}@example.org", f"+49 30 {1_000_000 + number}", "Acme", "new, csv"]


async def an_import_that_was_started() -> int:
    """The id of its job."""
    people = [person(number) for number in range(ROWS)]
    people[::100] = [["Nobody", "no address", "", "", ""] for _ in people[::100]]
    content = csv_of([["Name", "E-mail", "Phone", "Company", "Tags"], *people])
    with on_disk(content) as file:
        run = await importing.receive(TENANT, ADA, "F1", "people.csv", file, "C1", "1.2")
    return (await importing.start(TENANT, ADA, run.id)).id


@asynccontextmanager
async def process(
    database_url: str, job_id: int, team_id: str = TENANT.team_id, *version: str
) -> AsyncIterator[Process]:
    started = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bot.importing_process", database_url, team_id, str(job_id)),
        *version,
        cwd=Path(__file__).parents[2],
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
        await started.communicate()


async def said(process: Process) -> str:
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode().strip()
    assert line, "the process ended too early"
    return line


def is_whole(contact: Contact) -> bool:
    return (
        [len(part) for part in (contact.emails, contact.phones, contact.positions)] == [1, 1, 1]
        and contact.tags == ("csv", "new")
        and contact.emails[0].address == f"p{contact.name.removeprefix('Person ')}@example.org"
    )


async def test_an_import_that_is_killed_again_and_again_loses_and_doubles_nothing(database_url: str) -> None:
    async with opened(database_url):
        job_id = await an_import_that_was_started()
    for word, seconds in MOMENTS:
        async with process(database_url, job_id) as importer:
            assert await said(importer) == "begins"
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    while await said(importer) != word:
                        pass
            importer.kill()
            assert await importer.wait() == -9
    async with process(database_url, job_id) as importer:
        while await said(importer) != "ended":
            pass
        assert await importer.wait() == 0
    async with opened(database_url):
        job = await jobs.get(TENANT, job_id)
        run = await importing.get(TENANT, job.reference)
        assert job.status is JobStatus.DONE
        assert (run.added, run.rejected, job.done) == (ROWS - ROWS // 100, ROWS // 100, ROWS)
        ids = await whom("", TENANT)
        people = [contact_of(row, None) for row in await load_many(TENANT.key, ids)]
        assert len(people) == len({each.name for each in people}) == run.added
        assert all(is_whole(each) for each in people)
        [rejections] = await rows("SELECT count(*) AS number FROM import_rejection")
        [entries] = await rows("SELECT count(*) AS number FROM timeline_entry WHERE kind = 'imported'")
        assert (rejections["number"], entries["number"]) == (run.rejected, run.added)
        last = people[-1]
        assert [each.kind for each in (await timeline.page(TENANT, last.id)).entries] == ["imported"]
        assert (await search.find(TENANT, last.name)).contacts[0].id == last.id
        assert (await contacts.counts(TENANT)).contacts == run.added


async def test_a_second_process_on_a_file_refuses_to_start(tmp_path: Path) -> None:
    with alone(tmp_path / "roster.db"):
        async with process(f"sqlite://{tmp_path / 'roster.db'}", 1) as second:
            output, errors = await second.communicate()
    assert second.returncode == 1
    assert output == b""
    assert errors.decode().startswith(
        "Roster is already running with this database; stop the other one first."
    )
