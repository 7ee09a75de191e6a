"""`roster search QUERY`: whom a query finds, for a person or a program. Only reads, and may while a bot runs."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from bot import settings
from bot.asking import add_asker_to, asker_of, check_zone, how_read, tenant_of
from crm.errors import UserError
from crm.querying import near
from crm.querying.asking import understood
from crm.querying.errors import QueryError, pointed_out
from crm.querying.finding import ORDERS, page_and_count
from crm.querying.parsing import Parsed, parse
from crm.querying.people import FoundPerson, people
from crm.querying.printing import printed
from crm.querying.words import in_words
from crm.skills import taxonomy
from crm.types import Tenant
from storage.database import close_database, open_database, sqlite_path

WRONG = 1
MOST = 1_000


@dataclass(frozen=True, slots=True)
class Answer:
    """`next` is the cursor of the page after `people`, "" at the end; `corrected` what was taken for a word nobody has;
    `suggestions`, where nobody is found, what may have been meant by a skill that nobody has."""

    query: str
    words: str
    was_mixed: bool
    corrected: dict[str, tuple[str, ...]]
    suggestions: dict[str, tuple[str, ...]]
    count: int
    people: tuple[FoundPerson, ...]
    next: str


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("search", help="find people by a query (docs/search.md)")
    parser.add_argument(
        "query", help="for example: tag:go location:berlin touched:>90d; one that begins with - after --"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines to read")
    parser.add_argument(
        "--sort", choices=ORDERS, default="", help="relevance for words, else touched, unless said"
    )
    parser.add_argument("--limit", type=int, default=20, help=f"people at once, at most {MOST:,}")
    parser.add_argument("--after", default="", metavar="CURSOR", help="what the page before gave as next")
    add_asker_to(parser)
    parser.set_defaults(run=_run)


async def _run(arguments: argparse.Namespace) -> int:
    chosen = settings.read(settings.DatabaseSettings)
    taxonomy.add_from(chosen.roster_data_dir)
    try:
        answer = await _answer(chosen.database_url, arguments)
    except UserError as error:
        _say(error, arguments)
        return WRONG
    if arguments.json:
        print(json.dumps(as_json(answer), ensure_ascii=False, indent=2))
    else:
        for line in lines(answer):
            print(line)
    return 0


async def _answer(url: str, arguments: argparse.Namespace) -> Answer:
    """Raises UserError, and its kind QueryError."""
    parsed = parse(arguments.query)
    _check(arguments)
    file = sqlite_path(url)
    if file is not None and not file.exists():
        raise UserError(f"There is no database at {file}; set DATABASE_URL or ROSTER_DATA_DIR.")
    await open_database(url)
    try:
        return await _found(await tenant_of(url, arguments), parsed, arguments)
    finally:
        await close_database()


def _check(arguments: argparse.Namespace) -> None:
    if not 0 < arguments.limit <= MOST:
        raise UserError(f"--limit is between 1 and {MOST:,}.")
    check_zone(arguments)


async def _found(tenant: Tenant, parsed: Parsed, arguments: argparse.Namespace) -> Answer:
    asked = await understood(tenant, parsed.query, asker_of(tenant, arguments))
    shown, total = await page_and_count(tenant, asked, arguments.sort, arguments.after, arguments.limit)
    return Answer(
        query=printed(parsed.query),
        words=in_words(parsed.query),
        was_mixed=parsed.was_mixed,
        corrected=dict(asked.corrected),
        suggestions={} if total else dict(await near.skills(tenant, parsed.query)),
        count=total,
        people=await people(tenant, shown.ids),
        next=shown.next,
    )


def as_json(answer: Answer) -> dict[str, Any]:
    """Moments as ISO 8601, in UTC."""
    return {**asdict(answer), "people": [_person(each) for each in answer.people]}


def lines(answer: Answer) -> Iterator[str]:
    """For a person to read."""
    yield f"{answer.words}: {answer.count:,}"
    yield from how_read(answer.query, answer.corrected, was_mixed=answer.was_mixed)
    for skill, meant in answer.suggestions.items():
        yield f"nobody has the skill {skill}; did you mean {' or '.join(meant)}?"
    yield ""
    for person in answer.people:
        job = ", ".join(filter(None, (person.title, person.company)))
        tags = " ".join(f"#{tag}" for tag in person.tags)
        yield f"  {' · '.join(filter(None, (person.name, job or person.headline, person.location, *person.emails, tags)))}"
    if answer.next:
        yield f"\nmore: --after {answer.next}"


def _person(person: FoundPerson) -> dict[str, Any]:
    return {**asdict(person), "last_touch": person.last_touch and person.last_touch.isoformat()}


def _say(error: UserError, arguments: argparse.Namespace) -> None:
    if arguments.json:
        print(json.dumps({"error": _as_json(error)}, ensure_ascii=False, indent=2))
        return
    if isinstance(error, QueryError):
        print(pointed_out(arguments.query, error), file=sys.stderr)
    print(error, file=sys.stderr)


def _as_json(error: UserError) -> dict[str, Any]:
    """`position` is the column, from 0, null for what is wrong elsewhere."""
    if not isinstance(error, QueryError):
        return {"position": None, "sentence": str(error), "expected": [], "suggestions": []}
    return {
        "position": error.position,
        "sentence": error.sentence,
        "expected": list(error.expected),
        "suggestions": list(error.suggestions),
    }
