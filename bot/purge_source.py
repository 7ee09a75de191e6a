"""`roster purge-source NAME`: all that a vendor ever said of people and companies is removed. It works beside a running bot too."""

import argparse
import sys
from collections.abc import Sequence

from bot import settings
from bot.asking import tenant_of
from bot.import_file import NOBODY
from crm.enriching import purging
from crm.errors import UserError
from crm.types import Author, Tenant
from enrichment.providers import PROVIDERS
from storage.database import close_database, open_database
from views.text import counted

NOT_PURGED = 1


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("purge-source", help="remove all that a vendor ever said")
    parser.add_argument("name", help="of the provider, for example hunter-finder, or of the vendor, hunter")
    parser.add_argument("--yes", action="store_true", help="do not ask first")
    parser.add_argument("--team", default="", metavar="T...", help="whose people, where there are several")
    parser.add_argument("--by", default=NOBODY, metavar="U...", help="the member id of who removes it")
    parser.set_defaults(run=_run)


async def _run(arguments: argparse.Namespace) -> int:
    """0 where nothing of it is left."""
    chosen = settings.read(settings.DatabaseSettings)
    await open_database(chosen.database_url)
    try:
        return await _purge(await tenant_of(chosen.database_url, arguments), arguments)
    except UserError as error:
        print(error, file=sys.stderr)
    finally:
        await close_database()
    return NOT_PURGED


async def _purge(tenant: Tenant, arguments: argparse.Namespace) -> int:
    """Raises UserError."""
    name = arguments.name
    providers = purging.meant(name)
    people, companies = await purging.count(tenant, providers)
    if not people and not companies:
        others = ", ".join(await purging.sources(tenant)) or "nobody"
        raise UserError(f"Nothing is kept that {name} has said. Something is kept of: {others}.")
    whom = f"{counted(people, 'person', 'people')} and {counted(companies, 'company', 'companies')}"
    if not arguments.yes and not _agreed(
        f"Remove all that {name} has said of {whom}? There is no Undo. [y/N] "
    ):
        raise UserError("Nothing was removed.")
    async for done in purging.purge(tenant, Author(arguments.by), providers, _title(providers)):
        if sys.stderr.isatty():
            print(f"\r\033[K{done:,} of {people:,} people", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    print(
        f"Removed all that {name} had said of {whom}. What people have accepted of it is theirs, and stays."
    )
    return 0


def _agreed(question: str) -> bool:
    """Raises UserError where nobody can be asked."""
    if not sys.stdin.isatty():
        raise UserError("Say --yes where nobody can be asked first.")
    return input(question).strip().lower() in ("y", "yes")


def _title(providers: Sequence[str]) -> str:
    """Where this version knows none of them, the name that was said."""
    return ", ".join(each.title for each in PROVIDERS if each.name in providers) or providers[0]
