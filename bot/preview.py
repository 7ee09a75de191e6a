"""`roster preview FILE`: what is in a file of contacts, and whom it would give. Needs no database and no settings."""

import argparse
import asyncio
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from crm.importing.fields import BY_KEY
from crm.importing.preview import Preview, preview
from crm.importing.rows import PersonRow
from crm.telephone import with_extension
from crm.types import Column
from views.importing import DELIMITERS

UNREADABLE = 1


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("preview", help="say what is in a file of contacts, and whom it would give")
    parser.add_argument("file", type=Path, help="a CSV, workbook, vCard or the like")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines to read")
    parser.add_argument(
        "--country",
        default="",
        metavar="DE",
        help="of phone numbers without a country code, as two letters (ISO 3166)",
    )
    parser.set_defaults(run=_run)


async def _run(arguments: argparse.Namespace) -> int:
    """0 where the file can be read, and always with --json: the object says what is wrong."""
    found = await asyncio.to_thread(preview, arguments.file, arguments.country.upper())
    if arguments.json:
        print(json.dumps(as_json(found), ensure_ascii=False, indent=2))
        return 0
    for line in lines(found):
        print(line)
    return 0 if found.rows else UNREADABLE


def as_json(found: Preview) -> dict[str, Any]:
    """`mapping` has an object for each column, in their order: headers may be blank, or stand twice."""
    return {
        **asdict(found),
        "mapping": [
            {"header": each.header, "field": each.field, "confidence": each.confidence, "sample": each.sample}
            for each in found.mapping
        ],
        "first_people": [_as_json(person) for person in found.first_people],
    }


def lines(found: Preview) -> Iterator[str]:
    """For a person to read."""
    if found.rows:
        yield f"{found.preset or 'No known program'}: {', '.join(filter(None, _recognised(found)))}"
        yield f"{found.rows:,} rows, {found.people:,} people, {found.duplicates:,} of them again, {found.unreadable_rows:,} unreadable"
        yield ""
        yield from (_column(column) for column in found.mapping if column.field)
        unused = [column.header for column in found.mapping if not column.field and column.header]
        if unused:
            yield f"  not imported: {', '.join(unused)}"
        yield ""
        yield from (f"  {_person(person)}" for person in found.first_people)
    yield from (f"! {problem}" for problem in found.problems)
    yield from (f"! line {each.line}: {each.reason}" for each in found.unreadable)


def _recognised(found: Preview) -> Iterator[str]:
    yield found.format
    yield found.encoding
    yield DELIMITERS.get(found.delimiter, found.delimiter)
    yield f"sheet {found.sheet}" if found.sheet else ""
    yield f"{found.preamble_lines} lines above the header" if found.preamble_lines else ""


def _column(column: Column) -> str:
    guess = "" if column.is_sure else "  (?)"
    return f"  {column.header or '(no header)'} -> {BY_KEY[column.field].label}{guess}"


def _person(person: PersonRow) -> str:
    job = ", ".join(filter(None, (person.title, person.company)))
    identities = (*(shown for _, shown, _ in person.emails), *(number for number, _, _ in person.phones))
    return " · ".join(filter(None, (person.called, job, person.location, *identities, *person.tags)))


def _as_json(person: PersonRow) -> dict[str, Any]:
    return {
        "name": person.called,
        "title": person.title,
        "company": person.company,
        "location": person.location,
        "emails": [shown for _, shown, _ in person.emails],
        "phones": [with_extension(number, extension) for number, extension, _ in person.phones],
        "profiles": [url for _, url in person.profiles],
        "tags": list(person.tags),
        "note": person.note,
    }
