"""A process that exports in two others and stops in the middle, for the test that kills it: `python -m tests.crm.exporting.exporting_process URL PEOPLE`."""

import asyncio
import sys

from benchmarks.book import TENANT
from crm import exporting
from crm.exporting.formats.delimited import PLAIN
from crm.exporting.writers import Writers
from storage.database import open_database


async def main(database_url: str, people: int) -> None:
    await open_database(database_url)
    columns = await exporting.columns_named(TENANT, [])
    writers = Writers(database_url, 2, worth_one=1)
    parts = [[*range(1, people + 1)]] * 9
    async for _ in writers.rows(TENANT, parts, PLAIN.key, columns, people):
        sys.stdout.write("in the middle\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
