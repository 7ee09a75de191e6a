"""Who asks at the command line, where, and of whose people: they have no Slack beside them to say so. And how they were read."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crm import tenants
from crm.errors import UserError
from crm.lists.meaning import KnownLists
from crm.querying.asking import Asker
from crm.types import Reader, Tenant
from storage.migrate import pending


def add_asker_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--zone", default="UTC", metavar="Europe/Berlin", help="where a day begins and ends")
    parser.add_argument("--team", default="", metavar="T...", help="whose people, where there are several")
    parser.add_argument(
        "--by",
        dest="user",
        default="",
        metavar="U...",
        help="who asks: me, and who reads their own notes",
    )


async def tenant_of(database_url: str, arguments: argparse.Namespace) -> Tenant:
    """Of an open database. Raises UserError."""
    if await pending(database_url):
        raise UserError("The database is of an earlier version; run roster migrate first.")
    return await tenants.meant(arguments.team)


def check_zone(arguments: argparse.Namespace) -> None:
    """Raises UserError."""
    try:
        ZoneInfo(arguments.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UserError(f"{arguments.zone} is no time zone; Europe/Berlin is one.") from None


def asker_of(tenant: Tenant, arguments: argparse.Namespace) -> Asker:
    return Asker(Reader(arguments.user), datetime.now(UTC), arguments.zone, lists=KnownLists(tenant))


def how_read(query: str, corrected: Mapping[str, Sequence[str]], *, was_mixed: bool) -> Iterator[str]:
    """Lines, where it could have been read otherwise; `query` as it is printed."""
    if was_mixed:
        yield f"read as: {query}"
    for typed, meant in corrected.items():
        nobody = f"nobody has all the words, {typed}:" if typed in meant else f"nobody has {typed}:"
        yield f"{nobody} taken for {' or '.join(meant)}"
