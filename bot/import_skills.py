"""`roster import-skills FILE`: ESCO's skills beside those that Roster knows. From the next start on."""

import argparse
import sys
from pathlib import Path

from bot import settings
from crm.errors import UserError
from crm.skills import esco, imported
from views.text import counted

NOT_IMPORTED = 1


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("import-skills", help="know ESCO's skills, too (docs/skills.md)")
    parser.add_argument("file", type=Path, help="skills_en.csv of ESCO's classification as CSV")
    parser.set_defaults(run=_run)


async def _run(arguments: argparse.Namespace) -> int:
    """0 where they are there."""
    folder = settings.read(settings.DatabaseSettings).roster_data_dir
    try:
        found = esco.read(arguments.file)
        imported.write(folder, found.skills)
    except UserError as error:
        print(error, file=sys.stderr)
        return NOT_IMPORTED
    except OSError as error:
        print(f"{arguments.file} cannot be imported: {error.strerror or error}.", file=sys.stderr)
        return NOT_IMPORTED
    names = sum(len(each.spellings) for each in found.skills)
    print(
        f"{counted(len(found.skills), 'skill')} by {counted(names, 'name')} stand in {folder / imported.NAME};"
        f" {found.ours:,} more Roster knows by names of its own. A bot knows them from its next start on.\n"
        "This service uses the ESCO classification of the European Commission."
    )
    return 0
