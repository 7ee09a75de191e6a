"""A process that imports, for the test that kills it: `python -m tests.bot.importing_process URL TEAM JOB [VERSION]`.

On its standard output it says "begins" before each chunk, "written" after it, and "ended" at the end.
"""

import asyncio
import sys
from contextlib import ExitStack

from bot.app import ONLY_REPLICA
from bot.jobs import VERSION, JobEngine
from bot.jobs_store import AlreadyRunning, alone
from crm import importing, jobs
from crm.durable import Steps
from crm.types import Tenant
from storage.database import close_database, open_database, sqlite_path

SECRET = bytes(32)


async def main(database_url: str, team_id: str, job_id: int, version: str = VERSION) -> None:
    engine = JobEngine(database_url, ONLY_REPLICA, retry_seconds=0.05, version=version)
    ended = asyncio.Event()

    async def chunk(tenant: Tenant, job_id: int) -> bool:
        say("begins")
        more = await importing.import_next(tenant, job_id, SECRET)
        say("written")
        return more

    async def import_all(steps: Steps, tenant: Tenant, job_id: int) -> None:
        number = 0
        await jobs.begin(tenant, job_id, steps.attempt)
        try:
            while await steps.step(f"chunk-{number}", lambda: chunk(tenant, job_id)):
                number += 1
        finally:
            ended.set()

    with ExitStack() as held:
        if path := sqlite_path(database_url):
            held.enter_context(alone(path))
        await open_database(database_url)
        async with engine.working({importing.KIND: import_all}):
            job = await jobs.get(Tenant(team_id), job_id)
            await engine.enqueue(job)
            await jobs.note_enqueued(job)
            await ended.wait()
        await close_database()
    say("ended")


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), *sys.argv[4:]))
    except AlreadyRunning as error:
        sys.exit(str(error))
