"""Where in the rows of a file the table is: notes and titles before it, its header, a footer behind it."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile, filterfalse, islice, takewhile
from operator import itemgetter
from statistics import median

from crm.errors import UnreadableFile
from crm.importing.presets import detect
from crm.importing.reading.footers import footer_among
from crm.importing.reading.headers import counts_known_names, filled, has_value, name_of
from crm.importing.reading.problems import problems_of
from crm.importing.reading.table import Limits, Row, Table
from crm.types import Recognised

RawRows = Callable[[], Iterator[Row]]
IsAgain = Callable[[Row], bool]
"""Whether a row is the header once more."""

_FIRST = 50
_PREAMBLE = 30
"""Rows among which the header is looked for."""
_LAST = 12
"""Rows among which the footer is looked for."""
_FEWEST_NAMES = 2
_WORDS_OF_PROSE = 4
"""In a cell, on average; names, titles and companies have two or three."""


@dataclass(slots=True)
class _Survey:
    """What going through all rows has shown. `width`: columns that have a name or a value."""

    width: int
    count: int = 0
    wider: list[int] = field(default_factory=list)
    narrower: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    last: deque[Row] = field(default_factory=lambda: deque(maxlen=_LAST))

    def without_headers(self, rows: Iterator[Row], is_again: IsAgain) -> Iterator[Row]:
        for row in rows:
            if is_again(row):
                self.repeated.append(row.line)
            else:
                yield row

    def note_wide(self, row: Row, widest: int, limits: Limits) -> None:
        used = max((at for at, cell in enumerate(row.cells, start=1) if cell.strip()), default=0)
        _refuse_wide(used, limits)
        self.width = max(self.width, min(used, widest))
        if used > widest:
            self.wider.append(row.line)


def table_of(rows: RawRows, recognised: Recognised, limits: Limits) -> Table:
    """`rows` gives those that are not blank, anew at each call. Goes through all of them. Raises UnreadableFile."""
    first = list(islice(rows(), _FIRST))
    if not first:
        raise UnreadableFile("This file is empty.")
    _refuse_prose(first)
    start, has_header = _start(first)
    names = (
        [name_of(cell) for cell in start.cells] if has_header else [""] * max(len(row.cells) for row in first)
    )
    named = max((number for number, name in enumerate(names, start=1) if name), default=0)
    _refuse_wide(named, limits)
    from_line = start.line + has_header
    is_again = _repeats(start) if has_header else _never
    survey = _surveyed(rows(), from_line, is_again, named if has_header else len(names), len(names), limits)
    names = names[: survey.width]
    footer = _footer(names, survey)
    if survey.count - len(footer) > limits.rows:
        raise UnreadableFile(f"This file has more than {limits.rows:,} rows. Split it, please.")
    count = survey.count - len(footer)
    if not count:
        raise UnreadableFile("This file has a header, but no rows under it.")
    until = footer[0].line if footer else None
    found = replace(recognised, preamble_lines=start.line - 1, has_header=has_header)
    problems = problems_of(found, names, survey.repeated, survey.wider, survey.narrower, footer)
    return Table(
        replace(found, problems=(*recognised.problems, *problems)),
        names,
        count,
        lambda: _within(rows(), from_line, is_again, until, len(names)),
    )


def _start(first: Sequence[Row]) -> tuple[Row, bool]:
    """The row where the table begins, and whether it is a header.

    That is the row before any data with the most names that headers have: groups of columns may stand above it. Or else
    the first that has about as many cells as most rows.
    """
    before_data = takewhile(lambda row: not has_value(row.cells), first[:_PREAMBLE])
    known, named = max(
        ((counts_known_names(row.cells), row) for row in before_data),
        key=itemgetter(0),
        default=(0, first[0]),
    )
    if known >= _FEWEST_NAMES:
        return named, True
    counts = [filled(row.cells) for row in first]
    enough = min(max(median(counts) / 2, _FEWEST_NAMES), max(counts))
    row = next(row for row, count in zip(first, counts, strict=True) if count >= enough)
    return row, not has_value(row.cells)


def _repeats(header: Row) -> IsAgain:
    """As where reports were put behind each other: the mark of byte order of each then stands before the first name."""
    first, others = name_of(header.cells[0]), header.cells[1:]
    return lambda row: row.cells[1:] == others and name_of(row.cells[0]) == first


def _never(_: Row) -> bool:
    return False


def _surveyed(
    rows: Iterator[Row], from_line: int, is_again: IsAgain, named: int, widest: int, limits: Limits
) -> _Survey:
    survey = _Survey(named)
    of_table = dropwhile(lambda row: row.line < from_line, rows)
    people = survey.without_headers(of_table, is_again)
    for count, row in enumerate(islice(people, limits.rows + _LAST + 1), start=1):
        survey.count = count
        survey.last.append(row)
        if len(row.cells) > named:
            survey.note_wide(row, widest, limits)
        elif len(row.cells) < named:
            survey.narrower.append(row.line)
    return survey


def _footer(names: Sequence[str], survey: _Survey) -> list[Row]:
    """None where the program is known to write people and nothing else, whatever these are called."""
    program = detect(names)
    return [] if program and program.literal else footer_among(survey.last, survey.width)


def _within(
    rows: Iterator[Row], from_line: int, is_again: IsAgain, until: int | None, width: int
) -> Iterator[Row]:
    people = filterfalse(is_again, dropwhile(lambda row: row.line < from_line, rows))
    for row in people if until is None else takewhile(lambda row: row.line < until, people):
        while len(row.cells) > width and not row.cells[-1].strip():
            row.cells.pop()
        yield row


def _refuse_wide(width: int, limits: Limits) -> None:
    if width > limits.columns:
        raise UnreadableFile(f"This file has {width:,} columns; at most {limits.columns:,} can be read.")


def _refuse_prose(first: Sequence[Row]) -> None:
    """Many words between two delimiters, ever another number of those in a line, no sign of a list."""
    counts = [filled(row.cells) for row in first]
    agree = max(counts.count(count) for count in counts if count > 1) if max(counts) > 1 else 0
    words = sum(len(cell.split()) for row in first for cell in row.cells)
    if words <= _WORDS_OF_PROSE * sum(counts) or agree > len(first) / 2:
        return
    if not any(has_value(row.cells) or counts_known_names(row.cells) for row in first):
        raise UnreadableFile(
            "This reads like a text, not like a list of people. Put one person in a row, with a header above, and drop it again."
        )
