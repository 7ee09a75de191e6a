"""A process that imports, for the test that kills it: `python -m tests.bot.importing_process URL TEAM RUN`.

On its standard output it says "begins" before each chunk, "written" after it, and "ended" at the end.
"""

import asyncio
import sys

from bot.jobs import AlreadyRunning, JobEngine
from crm import importing
from crm.durable import Steps
from crm.types import ImportStatus, Tenant
from storage.database import close_database, open_database

EXECUTOR = "roster-1"


async def main(database_url: str, team_id: str, run_id: int) -> None:
    jobs, ended = JobEngine(database_url, EXECUTOR, retry_seconds=0.05), asyncio.Event()

    async def chunk(tenant: Tenant, run_id: int) -> bool:
        say("begins")
        run = await importing.import_next(tenant, run_id)
        say("written")
        return run.status is ImportStatus.RUNNING

    async def import_all(steps: Steps, tenant: Tenant, run_id: int) -> None:
        number = 0
        try:
            while await steps.step(f"chunk-{number}", lambda: chunk(tenant, run_id)):
                number += 1
        finally:
            ended.set()

    async with jobs.alone():
        await open_database(database_url)
        async with jobs.working({"import": import_all}):
            await jobs.enqueue("import", Tenant(team_id), run_id)
            await ended.wait()
        await close_database()
    say("ended")


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
    except AlreadyRunning as error:
        sys.exit(str(error))
