"""A large export, written by processes beside each other."""

import asyncio
import sys
from contextlib import aclosing

import psutil
import pytest

from benchmarks.book import TENANT, fill
from crm import exporting
from crm.errors import UserError
from crm.exporting import beside
from crm.exporting.columns import Columns
from crm.exporting.formats.delimited import PLAIN
from crm.exporting.formats.workbook import WORKBOOK
from storage.models import Contact, ContactEmail
from tests.waiting import patiently

PEOPLE = 4_500
IDS = [*range(1, PEOPLE + 1)]


@pytest.fixture
async def columns(database: str) -> Columns:
    await fill(PEOPLE)
    return await exporting.columns_named(TENANT, [])


def children() -> list[psutil.Process]:
    """That write rows; the test has others, such as PostgreSQL."""
    own = psutil.Process().children()
    return [child for child in own if "crm.exporting.row_process" in child.cmdline()]


async def written(columns: Columns, url: str, processes: int, format_key: str = PLAIN.key) -> tuple[str, int]:
    rows = beside.rows(TENANT, IDS, format_key, columns, url, processes)
    parts = [part async for part in rows]
    return "".join(text for text, _ in parts), sum(people for _, people in parts)


async def test_two_write_the_same_as_one(columns: Columns, database: str) -> None:
    await Contact.filter(id__in=[1, 2_000, 4_500]).delete()
    alone = await written(columns, database, 0)
    assert alone[0].count("\r\n") == alone[1] == PEOPLE - 3
    assert await written(columns, database, 2) == alone
    assert not children()


async def test_who_does_not_fit_is_named(columns: Columns, database: str) -> None:
    await Contact.filter(id=3_700).update(name="Jane Many")
    address = (await ContactEmail.filter(contact_id=3_700))[0]
    many = [address.clone(pk=10**6 + number) for number in range(2_000)]
    for number, each in enumerate(many):
        each.address = each.claim = f"jane.many.{number}@example.com"
    await ContactEmail.bulk_create(many)
    with pytest.raises(UserError, match="E-mails of Jane Many is longer than"):
        await written(columns, database, 2, WORKBOOK.key)
    assert not children()


async def test_where_one_is_killed_a_sentence_says_so(columns: Columns, database: str) -> None:
    rows = beside.rows(TENANT, IDS, PLAIN.key, columns, database, 2)
    async with aclosing(rows):
        await anext(rows)
        children()[0].kill()
        with pytest.raises(UserError, match="start the export again"):
            async for _ in rows:
                pass
    assert not children()


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


@pytest.mark.parametrize(("people", "cores", "processes"), [(999, 2, 0), (39_999, 8, 0), (10**6, 8, 4)])
def test_few_people_are_worth_none(people: int, cores: int, processes: int) -> None:
    assert beside.worth(people, cores) == processes
