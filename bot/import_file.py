"""`roster import FILE`: a file of contacts into the book, from the command line.

The same import as in Slack. Cut off at any moment, the same command goes on where it was.
"""

import argparse
import asyncio
import hashlib
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from bot import jobs_store, settings
from bot.secret import secret_of
from crm import importing, jobs, lists, suppression, tenants
from crm.errors import UserError
from crm.importing import mapping
from crm.skills import taxonomy
from crm.types import Author, Existing, ImportOptions, ImportRun, Job, JobStatus, Tenant
from storage.database import close_database, open_database, sqlite_path
from storage.migrate import migrate
from views.importing import counts
from views.jobs import OPEN, bar

NOT_IMPORTED = 1
NOBODY = "USLACKBOT"
"""Slack's own member id, of whom no person is."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("import", help="import a file of contacts")
    parser.add_argument("file", type=Path, help="a CSV, workbook, vCard or the like")
    parser.add_argument(
        "--team", default="", help="the id of the Slack workspace, T..., where there are several"
    )
    parser.add_argument("--enterprise", default="", help="the id of its enterprise, E..., where it has one")
    parser.add_argument("--by", default=NOBODY, metavar="U...", help="the member id of who imports it")
    parser.add_argument(
        "--existing",
        type=Existing,
        choices=list(Existing),
        default=Existing.UPDATE,
        help="what becomes of people who are there: update but what people typed, overwrite, fill what is missing, skip",
    )
    parser.add_argument("--tag", action="append", default=[], metavar="TAG", help="for everybody in the file")
    parser.add_argument("--list", default="", metavar="NAME", help="a static list onto which everybody goes")
    parser.add_argument(
        "--country",
        default="",
        metavar="DE",
        help="of phone numbers without a country code, as two letters (ISO 3166)",
    )
    parser.add_argument(
        "--dates",
        choices=["day", "month"],
        help="what 03/04/2021 has first; without it, as the file shows",
    )
    parser.set_defaults(run=_run)


async def _run(arguments: argparse.Namespace) -> int:
    """0 where every row was imported."""
    chosen = settings.read(settings.DatabaseSettings)
    taxonomy.add_from(chosen.roster_data_dir)
    try:
        async with _opened(chosen.database_url):
            tenant = (
                Tenant(arguments.team, arguments.enterprise) if arguments.team else await tenants.meant("")
            )
            secret = secret_of(chosen.roster_secret, chosen.roster_data_dir)
            await suppression.check_secret(tenant, secret)
            options = ImportOptions(
                arguments.existing,
                tuple(arguments.tag),
                arguments.country,
                await _list_called(tenant, arguments.list) if arguments.list else 0,
            )
            job = await _asked_for(
                tenant, Author(arguments.by), arguments.file, options, arguments.dates, chosen.import_limits
            )
            job = await _imported(job, secret, chosen.roster_default_region)
            return await _told(job, arguments.file)
    except UserError as error:
        print(error, file=sys.stderr)
    except FileNotFoundError as error:
        print(f"{arguments.file} cannot be opened: {error.strerror}.", file=sys.stderr)
    return NOT_IMPORTED


@asynccontextmanager
async def _opened(database_url: str) -> AsyncIterator[None]:
    """No bot may run on the same file of SQLite. Raises AlreadyRunning."""
    with ExitStack() as stack:
        if path := sqlite_path(database_url):
            stack.enter_context(jobs_store.alone(path))
        await open_database(database_url)
        try:
            await migrate(database_url)
            yield
        finally:
            await close_database()


async def _list_called(tenant: Tenant, name: str) -> int:
    found = await lists.named(tenant, name)
    if found is None:
        raise UserError(f"There is no list {name}.")
    return found.id


async def _asked_for(
    tenant: Tenant,
    author: Author,
    path: Path,
    options: ImportOptions,
    dates: str | None,
    limits: importing.Limits,
) -> Job:
    """The import of that file that was cut off, else a new one. No bot takes it up: it is ours. Raises UserError.

    `dates`: "day" or "month", or None for what the file shows.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        for number in count():
            run = await importing.receive(
                tenant, author, f"file:{digest[:32]}:{number}", path.name, file, "", "", limits
            )
            job = await jobs.of(tenant, importing.KIND, run.id)
            if job is None:
                await _refuse_other_lists(tenant, run)
                month_first = dates == "month" if dates else run.options.month_first
                await importing.set_options(tenant, run.id, replace(options, month_first=month_first))
                job = await importing.start(tenant, author, run.id)
            if job.status in OPEN:
                await jobs.note_enqueued(job)
                return job
    raise AssertionError


async def _refuse_other_lists(tenant: Tenant, run: ImportRun) -> None:
    """In Slack somebody looks before they press Import; here products would become people. Raises UserError."""
    if not run.is_remembered and not mapping.is_list_of_people(run.columns):
        await importing.cancel(tenant, run.id)
        raise UserError(mapping.NO_LIST)


async def _imported(job: Job, secret: bytes, default_region: str) -> Job:
    """Shows how far it is, where somebody looks on. Ctrl+C stops it between two chunks."""
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stopped.set)
    await jobs.begin(job.tenant, job.id, job.attempt)
    while not stopped.is_set() and await importing.import_next(job.tenant, job.id, secret, default_region):
        job = await jobs.get(job.tenant, job.id)
        if sys.stderr.isatty():
            print(f"\r\033[K{bar(job, datetime.now(UTC))}", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    return await jobs.get(job.tenant, job.id)


async def _told(job: Job, path: Path) -> int:
    run = await importing.get(job.tenant, job.reference)
    print(f"{path.name}: {counts(run)}")
    if job.status is JobStatus.FAILED:
        raise UserError(job.problem)
    if job.status is not JobStatus.DONE:
        print("Run the same command again to go on.")
        return NOT_IMPORTED
    return await _give_back(job.tenant, run, path)


async def _give_back(tenant: Tenant, run: ImportRun, path: Path) -> int:
    rejections = await importing.rejections_file(tenant, run.id)
    if rejections is None:
        return 0
    name, content = rejections
    beside = path.with_name(name)
    beside.write_bytes(content)
    print(f"{beside} has the rows that were rejected, or imported without a value; the last column says why.")
    return NOT_IMPORTED if run.rejected else 0
