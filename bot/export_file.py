"""`roster export QUERY -o FILE`: those who match into a file, from the command line.

It works beside a running bot too. The file appears once it is whole, and is in the audit trail as one from the shell.
"""

import argparse
import asyncio
import os
import sys
from array import array
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from bot import settings
from bot.asking import add_asker_to, asker_of, check_zone, how_read, tenant_of
from crm import exporting, searching
from crm.errors import UserError
from crm.exporting.formats import FORMATS, format_of
from crm.exporting.formats.format import Written
from crm.exporting.whom import ids_of
from crm.exporting.writers import Writers
from crm.querying.errors import QueryError, pointed_out
from crm.querying.words import NOBODY_KNOWN
from crm.skills import taxonomy
from crm.types import Tenant
from storage.database import close_database, open_database
from views.text import counted

NOT_EXPORTED = 1
AT_ONCE = 1_000
"""People, whose rows are written together: nobody else waits meanwhile."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("export", help="export contacts to a file")
    parser.add_argument(
        "query", nargs="?", default="", help="whom, as in /contacts export; nothing: everyone"
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the file to write")
    parser.add_argument("--format", default="csv", choices=[each.key for each in FORMATS])
    parser.add_argument("--fields", default="", metavar="A,B,C", help="which, and their order; nothing: all")
    add_asker_to(parser)
    parser.set_defaults(run=_run)


async def _run(arguments: argparse.Namespace) -> int:
    """0 where everybody is in the file."""
    chosen = settings.read(settings.DatabaseSettings)
    taxonomy.add_from(chosen.roster_data_dir)
    output: Path = arguments.output
    await open_database(chosen.database_url)
    try:
        check_zone(arguments)
        tenant = await tenant_of(chosen.database_url, arguments)
        with _whole(output) as file:
            written = await _written(tenant, arguments, file, chosen.database_url)
        print(
            " ".join(
                filter(None, (f"{output}: {counted(written.people, 'person', 'people')}.", written.note))
            )
        )
        return 0
    except QueryError as error:
        print(pointed_out(arguments.query, error), error, sep="\n", file=sys.stderr)
    except UserError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"{output} cannot be written: {error.strerror}.", file=sys.stderr)
    finally:
        await close_database()
    return NOT_EXPORTED


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """A file beside it that takes its place at the end, and is gone where something goes wrong.

    Raises UserError for what is no file: root's export would take the place of /dev/null.
    """
    path = path.resolve()  # what a link leads to
    if path.exists() and not path.is_file():
        raise UserError(f"{path} is no file.")
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("x+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


async def _written(
    tenant: Tenant, arguments: argparse.Namespace, target: BinaryIO, database_url: str
) -> Written:
    """Raises UserError."""
    format_ = format_of(arguments.format)
    columns = await exporting.columns_named(tenant, [name for name in arguments.fields.split(",") if name])
    meant = await searching.read(tenant, arguments.query, asker_of(tenant, arguments), NOBODY_KNOWN)
    for line in how_read(meant.line, meant.asked.corrected, was_mixed=meant.parsed.was_mixed):
        print(line)
    ids = array("q", await ids_of(tenant, meant.asked))
    exporting.refuse_too_many(format_, len(ids))
    done = 0
    with format_.parts(target) as parts:
        parts.write(format_.head(columns))
        with closing(Writers(database_url, os.cpu_count() or 1)) as writers:
            some = [ids[first : first + AT_ONCE] for first in range(0, len(ids), AT_ONCE)]
            async for content, people in writers.rows(tenant, some, format_.key, columns, len(ids)):
                parts.write(content.encode())
                done += people
                if sys.stderr.isatty():
                    print(f"\r\033[K{done:,} of {len(ids):,} people", end="", file=sys.stderr, flush=True)
        if sys.stderr.isatty():
            print(file=sys.stderr)
        written = await asyncio.to_thread(format_.finish, parts, target)
    checked = exporting.checked(written, done, format_, columns)
    await exporting.note_from_shell(tenant, arguments.query, format_, columns, checked.people)
    return checked
