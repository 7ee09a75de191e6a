"""A large export, whose rows are written by processes beside each other."""

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing

import psutil
import pytest

from benchmarks.book import AUTHOR, TENANT, fill
from crm import exporting, jobs
from crm.errors import UserError
from crm.exporting.columns import Columns
from crm.exporting.formats.delimited import PLAIN
from crm.exporting.formats.workbook import WORKBOOK
from crm.exporting.writers import Writers
from crm.types import Job
from storage.models import Contact, ContactEmail
from tests.crm.importing.files import ALONE
from tests.waiting import patiently

PEOPLE = 4_500
PARTS = [[*range(first, min(first + 500, PEOPLE + 1))] for first in range(1, PEOPLE + 1, 500)]


@pytest.fixture
async def columns(database: str) -> Columns:
    await fill(PEOPLE)
    return await exporting.columns_named(TENANT, [])


@pytest.fixture
def two(database: str) -> Iterator[Writers]:
    with closing(Writers(database, 2, worth_one=2_000)) as writers:
        yield writers


def children() -> list[psutil.Process]:
    """That write rows; the test has others, such as PostgreSQL."""
    own = psutil.Process().children()
    return [child for child in own if "crm.exporting.row_process" in child.cmdline()]


async def written(columns: Columns, writers: Writers, format_key: str = PLAIN.key) -> tuple[str, int]:
    parts = [part async for part in writers.rows(TENANT, PARTS, format_key, columns, PEOPLE)]
    return "".join(text for text, _ in parts), sum(people for _, people in parts)


async def to_its_end(job: Job, writers: Writers) -> bytes:
    async def whom(line: str) -> list[int]:
        return [id_ for part in PARTS for id_ in part]

    await jobs.begin(TENANT, job.id, job.attempt)
    while await exporting.write_next(TENANT, job.id, whom, writers):
        pass
    with tempfile.TemporaryFile() as file:
        assert await exporting.read(TENANT, job.reference, file)
        await exporting.finish(job)
        file.seek(0)
        return file.read()


async def test_two_write_the_same_as_one(columns: Columns, two: Writers) -> None:
    await Contact.filter(id__in=[1, 2_000, 4_500]).delete()
    alone = await written(columns, ALONE)
    assert alone[0].count("\r\n") == alone[1] == PEOPLE - 3
    assert await written(columns, two) == alone
    assert len(children()) == 2
    assert await asyncio.gather(*(written(columns, two) for _ in range(3))) == [alone] * 3
    two.rest()
    assert not children()


async def test_a_job_has_them_write_its_parts(columns: Columns, two: Writers) -> None:
    files = [
        await to_its_end(await exporting.start(TENANT, AUTHOR, "", "D1", PLAIN.key), writers)
        for writers in (ALONE, two)
    ]
    assert files[0] == files[1]
    assert len(children()) == 2


async def test_two_replicas_at_the_same_job_write_everybody_once(columns: Columns, two: Writers) -> None:
    async def whom(line: str) -> list[int]:
        return [id_ for part in PARTS for id_ in part]

    alone = await to_its_end(await exporting.start(TENANT, AUTHOR, "", "D1", PLAIN.key), ALONE)
    job = await exporting.start(TENANT, AUTHOR, "", "D1", PLAIN.key)
    await jobs.begin(TENANT, job.id, job.attempt)
    while any(
        await asyncio.gather(
            *(exporting.write_next(TENANT, job.id, whom, writers) for writers in (two, ALONE, two))
        )
    ):
        assert (await jobs.get(TENANT, job.id)).done <= PEOPLE
    assert (await jobs.get(TENANT, job.id)).done == PEOPLE
    assert await to_its_end(job, ALONE) == alone


async def test_who_does_not_fit_is_named(columns: Columns, two: Writers) -> None:
    await Contact.filter(id=3_700).update(name="Jane Many")
    address = (await ContactEmail.filter(contact_id=3_700))[0]
    many = [address.clone(pk=10**6 + number) for number in range(2_000)]
    for number, each in enumerate(many):
        each.address = each.claim = f"jane.many.{number}@example.com"
    await ContactEmail.bulk_create(many)
    with pytest.raises(UserError, match="E-mails of Jane Many is longer than"):
        await written(columns, two, WORKBOOK.key)
    assert (await written(columns, two))[1] == PEOPLE


async def test_where_one_is_killed_the_others_are_written_all_the_same(
    columns: Columns, two: Writers
) -> None:
    alone = await written(columns, ALONE)
    found: list[str] = []
    async for text, _ in two.rows(TENANT, PARTS, PLAIN.key, columns, PEOPLE):
        if not found:
            children()[0].kill()
        found.append(text)
    assert "".join(found) == alone[0]


async def test_whoever_is_stopped_in_the_middle_leaves_no_answers_to_the_next_one(
    columns: Columns, two: Writers
) -> None:
    alone = await written(columns, ALONE)
    writing = asyncio.create_task(written(columns, two))
    await asyncio.sleep(1)
    writing.cancel()
    await asyncio.gather(writing, return_exceptions=True)
    assert await written(columns, two) == alone


async def test_it_begins_without_a_word_in_the_log() -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "crm.exporting.row_process"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    assert (await process.communicate())[1] == b""


async def test_none_goes_on_where_whoever_began_it_is_killed(columns: Columns, database: str) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.crm.exporting.exporting_process", database, str(PEOPLE)),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    await process.stdout.readline()
    writers = psutil.Process(process.pid).children()
    assert len(writers) == 2
    process.kill()
    await process.wait()
    async for attempt in patiently():
        with attempt:
            assert not [writer for writer in writers if writer.is_running()]


@pytest.mark.parametrize(
    ("people", "most", "is_worth"),
    [(999, 2, False), (39_999, 8, False), (40_000, 2, True), (10**6, 1, False)],
)
def test_few_people_and_a_single_core_are_not_worth_it(people: int, most: int, is_worth: bool) -> None:
    assert Writers("", most).are_worth(people) is is_worth
