"""`roster`: run it, migrate its database, fill it with made-up people, look into a file, search."""

import argparse
import asyncio
import gc
import signal
import sys
from importlib.metadata import version

from bot import (
    export_file,
    import_file,
    import_skills,
    logs,
    preview,
    purge_source,
    searching,
    seed,
    settings,
)
from bot.errors import CannotStart
from storage.database import close_database, open_database
from storage.migrate import NewerDatabase, TooOldDatabase, migrate

UNUSABLE = 2


def main() -> None:
    arguments = _parser().parse_args()
    try:
        sys.exit(asyncio.run(arguments.run(arguments)))
    except settings.InvalidSettings as error:
        for sentence in error.sentences:
            print(sentence, file=sys.stderr)
        sys.exit(UNUSABLE)
    except (CannotStart, NewerDatabase, TooOldDatabase) as error:
        print(error, file=sys.stderr)
        sys.exit(UNUSABLE)
    except OSError as error:
        print(f"Roster cannot start: {error.strerror or error}.", file=sys.stderr)
        sys.exit(UNUSABLE)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="roster", description="A contact CRM for recruiting teams, in Slack."
    )
    parser.add_argument("--version", action="version", version=f"roster {version('roster')}")
    commands = parser.add_subparsers(required=True, metavar="command")
    run = commands.add_parser("run", help="start the bot")
    run.set_defaults(run=_run)
    examining = commands.add_parser("doctor", help="check settings, database and Slack, and say what to do")
    examining.set_defaults(run=_examine)
    migrating = commands.add_parser(
        "migrate", help="bring the database to the newest version; the bot does so at its start"
    )
    migrating.set_defaults(run=_migrate)
    seeding = commands.add_parser("seed", help="add made-up people, if the book is empty")
    seeding.add_argument("--team", required=True, help="the id of the Slack workspace, T...")
    seeding.add_argument("--enterprise", default="", help="the id of its enterprise, E..., where it has one")
    seeding.set_defaults(run=_seed)
    preview.add_to(commands)
    import_file.add_to(commands)
    searching.add_to(commands)
    export_file.add_to(commands)
    purge_source.add_to(commands)
    import_skills.add_to(commands)
    return parser


async def _run(arguments: argparse.Namespace) -> int:
    from bot.app import running  # noqa: PLC0415 - the whole bot: a second and a half that no other command waits for

    # Nobody waits for a search for garbage among all the code that is there now, however long the bot runs.
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)

    chosen = settings.read(settings.Settings)
    logs.configure(chosen.roster_log_level, chosen.roster_log_format)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    async with running(chosen) as bot:
        way_in = "Socket Mode" if chosen.slack_app_token else f"{bot.address}/slack/events"
        print(f"Roster is ready in {bot.team}, listening by {way_in}", flush=True)
        await stop.wait()
    return 0


async def _examine(arguments: argparse.Namespace) -> int:
    """0 where all is well."""
    from bot.doctor import examine  # noqa: PLC0415 - it speaks with Slack, whose library takes its time

    all_well = True
    async for finding in examine(settings.read(settings.Settings)):
        all_well = all_well and finding.ok
        print(f"{'ok   ' if finding.ok else 'WRONG'}  {finding.words}", flush=True)
    return 0 if all_well else 1


async def _migrate(arguments: argparse.Namespace) -> int:
    chosen = settings.read(settings.DatabaseSettings)
    await open_database(chosen.database_url)
    try:
        taken = await migrate(chosen.database_url)
    finally:
        await close_database()
    print(f"Applied {', '.join(taken)}." if taken else "The database is up to date.")
    return 0


async def _seed(arguments: argparse.Namespace) -> int:
    chosen = settings.read(settings.DatabaseSettings)
    await open_database(chosen.database_url)
    try:
        await migrate(chosen.database_url)
        print(await seed.fill(arguments.team, arguments.enterprise))
    finally:
        await close_database()
    return 0


if __name__ == "__main__":
    main()
