"""What an import of a file would come to, without a database: what is recognised, and whom it would give."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from crm.errors import UnreadableFile
from crm.importing import mapping
from crm.importing.fields import BY_KEY
from crm.importing.presets import detect
from crm.importing.reading import Limits, Table, open_table
from crm.importing.rejected import RowRejected
from crm.importing.rows import PersonRow
from crm.importing.tally import Tally, Unreadable
from crm.types import Column, lacks_names

_VCARD = "vCard"


@dataclass(frozen=True, slots=True)
class Preview:
    """`preset` is the program that wrote the file, "" where none is known; the first five are as in `reading.Recognised`.

    `people` are the contacts that the file would give, those of several rows once; 0 where it is no list of contacts.
    `duplicates` are rows of people of earlier rows. `unreadable` are the first of `unreadable_rows`; `first_people` how
    the first few would look; `problems` sentences for a person.
    """

    format: str = ""
    encoding: str = ""
    delimiter: str = ""
    preamble_lines: int = 0
    sheet: str = ""
    preset: str = ""
    mapping: tuple[Column, ...] = ()
    rows: int = 0
    people: int = 0
    duplicates: int = 0
    unreadable_rows: int = 0
    unreadable: tuple[Unreadable, ...] = ()
    first_people: tuple[PersonRow, ...] = ()
    problems: tuple[str, ...] = ()


def preview(path: Path, default_region: str = "", limits: Limits | None = None) -> Preview:
    """What cannot be read is a problem of the preview, with no rows and no people. Goes through the file: call it in a thread.

    `default_region` as in `identity.normalise_phone`.
    """
    try:
        table = open_table(path, limits or Limits())
        return _of_table(table, default_region)
    except UnreadableFile as error:
        return Preview(problems=(str(error),))
    except OSError as error:
        return Preview(problems=(f"This file cannot be opened: {error.strerror or error}.",))


def _of_table(table: Table, default_region: str) -> Preview:
    rows = table.rows()
    first = list(islice(rows, mapping.SAMPLE_ROWS))
    columns = mapping.guess(table.header, [row.cells for row in first])
    is_list = mapping.is_list_of_people(columns)
    tally = Tally()
    if is_list:
        reader = mapping.reader(columns, default_region)
        for row in chain(first, rows):
            try:
                if person := reader.read(row.cells):
                    tally.count(person)
                    tally.leave_out(row.line, person.left_out)
            except RowRejected as error:
                tally.reject(row.line, str(error))
    recognised = table.recognised
    return Preview(
        format=recognised.format,
        encoding=recognised.encoding,
        delimiter=recognised.delimiter,
        preamble_lines=recognised.preamble_lines,
        sheet=recognised.sheet,
        preset=_preset(table),
        mapping=columns,
        rows=table.row_count,
        people=tally.people,
        duplicates=tally.again,
        unreadable_rows=tally.unreadable_rows,
        unreadable=tuple(tally.unreadable),
        first_people=tuple(tally.first_people),
        problems=(*recognised.problems, *_problems(columns, tally, is_list=is_list)),
    )


def _preset(table: Table) -> str:
    """A vCard's table has our own labels, whoever wrote it."""
    if table.recognised.format == "vcard":
        return _VCARD
    preset = detect(table.header)
    return preset.name if preset else ""


def _problems(columns: Sequence[Column], tally: Tally, *, is_list: bool) -> Iterator[str]:
    if not is_list:
        yield mapping.NO_LIST
        return
    if lacks_names(columns):
        yield "No column is taken for names: people will be called by their e-mail address, link or phone number."
    for column in columns:
        if column.field and not column.is_sure:
            yield f"{column.header or 'A column without a name'} is taken for {BY_KEY[column.field].label}: that is a guess."
    if tally.unreadable_rows:
        first = tally.unreadable[0]
        yield f"{_rows(tally.unreadable_rows)} cannot be read, the first in line {first.line}: {first.reason}"
    if tally.left_out:
        yield tally.left_out


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"
