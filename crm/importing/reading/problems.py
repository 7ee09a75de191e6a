"""What a person should know of a file that can be read nevertheless."""

from collections import Counter
from collections.abc import Iterator, Sequence

from crm.importing.reading.table import Row
from crm.types import Recognised

_NAMED = 5
_LONGEST_QUOTED = 60


def problems_of(
    recognised: Recognised,
    names: Sequence[str],
    repeated: Sequence[int],
    wider: Sequence[int],
    narrower: Sequence[int],
    footer: Sequence[Row],
) -> Iterator[str]:
    """Sentences. `repeated` are lines that have the header again, `wider` and `narrower` more or fewer cells than it."""
    place = "Line" if recognised.format == "csv" else "Row"
    until = footer[0].line if footer else None
    if recognised.has_header:
        yield from _of_header(names)
    else:
        yield "There is no header: the first row holds data. Say for each column what it is."
    if lines := [line for line in repeated if until is None or line < until]:
        yield f"{listed(place, lines)} the header again, which was left out."
    if lines := [line for line in wider if until is None or line < until]:
        yield f"{listed(place, lines)} more cells than the header."
    if lines := [line for line in narrower if until is None or line < until]:
        yield f"{listed(place, lines)} fewer cells than the header."
    if footer:
        said = next(cell.strip() for cell in footer[0].cells if cell.strip())[:_LONGEST_QUOTED]
        yield f'{place} {until} begins a footer, which was left out: "{said}".'


def listed(place: str, lines: Sequence[int]) -> str:
    """The beginning of a sentence: "Line 3 has", "Lines 3, 5 and 7 have", "Lines 3, 5 ... and 12 more have"."""
    if len(lines) == 1:
        return f"{place} {lines[0]} has"
    if len(lines) > _NAMED:
        return f"{place}s {', '.join(map(str, lines[:_NAMED]))} and {len(lines) - _NAMED:,} more have"
    return f"{place}s {', '.join(map(str, lines[:-1]))} and {lines[-1]} have"


def _of_header(names: Sequence[str]) -> Iterator[str]:
    blank = [number for number, name in enumerate(names, start=1) if not name]
    if blank:
        yield f"{listed('Column', blank)} no name in the header."
    for name, count in Counter(name for name in names if name).items():
        if count > 1:
            yield f'{count} columns are called "{name[:_LONGEST_QUOTED]}".'
