"""All rows of a file are counted before its import, and come to what the import makes of them."""

import asyncio

import pytest

from crm import contacts, importing, jobs
from crm.importing import counting
from crm.types import ContactDraft, Existing, ImportOptions, ImportRun, Job, JobStatus
from tests.crm.importing.files import ADA, SECRET, TENANT, csv_of, dropped, imported
from tests.waiting import patiently

pytestmark = pytest.mark.usefixtures("database")

HEADER = ["Name", "E-mail", "Headline"]


def rows(*numbers: int, headline: str = "") -> list[list[str]]:
    return [[f"P{number}", f"p{number}@example.org", headline] for number in numbers]


async def asked_for(run: ImportRun) -> Job:
    """The job, begun."""
    await counting.ask(TENANT, run)
    job = await jobs.of(TENANT, counting.KIND, run.id)
    assert job is not None
    await jobs.begin(TENANT, job.id, job.attempt)
    return await jobs.get(TENANT, job.id)


async def test_they_are_counted_as_the_import_takes_them() -> None:
    for number in (1, 2):
        await contacts.add(TENANT, ADA, ContactDraft(name=f"P{number}", email=f"p{number}@example.org"))
    new = rows(*range(3, 303))
    last = [*rows(1, 3), *rows(2, headline="New"), ["Nobody", "not-an-address", ""], *rows(2)]
    content = csv_of([HEADER, *rows(1, 2), *new, *last])
    run = await dropped(content)
    counted = await counting.count(TENANT, await asked_for(run), SECRET)
    assert counted is not None
    found = counted.expected
    assert counted.run == run
    assert (found.rows, found.new, found.changed, found.known) == (307, 300, 1, 1)
    assert (found.again, found.unreadable) == (4, 1)
    assert found.problem.startswith("line 307: not-an-address")
    assert len(found.people) == 5
    done = await imported(content)
    assert (done.added, done.updated, done.rejected) == (found.new, found.changed, found.unreadable)


async def test_it_ends_where_something_else_is_decided_and_begins_anew_where_somebody_asks_again() -> None:
    run = await dropped(csv_of([HEADER, *rows(*range(3_000))]))
    job = await asked_for(run)
    under_way = asyncio.create_task(counting.count(TENANT, job, SECRET))
    async for attempt in patiently():
        with attempt:
            assert (await jobs.get(TENANT, job.id)).done
    await importing.set_options(TENANT, run.id, ImportOptions(Existing.SKIP))
    assert await under_way is None

    job = await jobs.get(TENANT, job.id)
    assert 0 < job.done < job.total == 3_000
    counted = await counting.count(TENANT, job, SECRET)
    assert counted is not None
    assert (counted.run.options.existing, counted.expected.new) == (Existing.SKIP, 3_000)
    await jobs.finish(TENANT, job.id)
    assert (await asked_for(run)).status is JobStatus.RUNNING

    await importing.start(TENANT, ADA, run.id)
    assert await counting.count(TENANT, await jobs.get(TENANT, job.id), SECRET) is None
