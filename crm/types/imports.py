"""Files that come in: what was recognised, what each column is, how it is to be imported, what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class ImportStatus(StrEnum):
    """What was decided; how far it is, the job says."""

    READY = "ready"
    STARTED = "started"
    CANCELLED = "cancelled"
    UNDONE = "undone"


SURE = 0.8
"""Of 1. Less, and a person is asked to look."""
_NAMES = frozenset({"name", "name_last_first", "first_name", "last_name", "nickname"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a dropped file. `field` is a field of `crm.importing.fields.FIELDS`, one that the workspace has made
    (`crm.own_columns`), or "" for not imported.

    `confidence`, 0 to 1, is how sure we are of a guess; what a person chose is sure.
    """

    header: str
    field: str
    sample: str
    confidence: float = 1.0

    @property
    def is_sure(self) -> bool:
        return self.confidence >= SURE


def lacks_names(columns: Sequence[Column]) -> bool:
    """Whether none is taken for names, while one that is left may have them."""
    return _NAMES.isdisjoint(column.field for column in columns) and any(
        column.sample and not column.field for column in columns
    )


class Existing(StrEnum):
    """What a file does to people who are in the book already. Tags are added, and blank cells erase nothing, whatever is chosen."""

    UPDATE = "update"
    """What people typed stays, what files and providers said gives way."""
    OVERWRITE = "overwrite"
    """What people typed gives way as well."""
    FILL = "fill"
    """Only what is not known yet is taken."""
    SKIP = "skip"
    """They stay as they are, their tags too."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """`tags` are for everybody in the file, who also goes onto the static list `list_id` (0: none), which was called `list_name`.

    `region` (ISO 3166) is for phones without a country code, "" as the workspace has it. `looks_up_new`: whom it adds is looked up.
    `month_first`: 03/04/2021 is the fourth of March.
    """

    existing: Existing = Existing.UPDATE
    tags: tuple[str, ...] = ()
    region: str = ""
    list_id: int = 0
    list_name: str = ""
    looks_up_new: bool = False
    month_first: bool = False


@dataclass(frozen=True, slots=True)
class Recognised:
    """`format` is csv (with any delimiter), xlsx, xls, ods, vcard or html. `preset` is the program that wrote it, "" where
    none is known.

    `encoding` is a name of Python's codecs, with "+BOM" where the file begins with one; "" for workbooks.
    `delimiter` is "" where the format has none. `preamble_lines` stand before the header: notes, titles, blank lines.
    `problems` are sentences for a person to read; none of them keeps the file from being imported.
    """

    format: str
    encoding: str = ""
    delimiter: str = ""
    preamble_lines: int = 0
    has_header: bool = True
    sheet: str = ""
    problems: tuple[str, ...] = ()
    preset: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """What an import would come to, as the book is now. `rows` were looked at, of the whole file or its beginning.

    `changed` and `known` are people in the book: who would change, and who would not. `again` are rows of people of
    earlier rows. `unreadable` rows come back; `problem` says what is wrong with the first. `left_out`: a sentence of the values
    that cannot be read in the others, which come back as well. `people`: how the first would look, a line each.
    """

    rows: int = 0
    new: int = 0
    changed: int = 0
    known: int = 0
    again: int = 0
    unreadable: int = 0
    problem: str = ""
    left_out: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One dropped file and what became of its rows so far: `skipped` are of people who were to be left as they are.

    `changes` has how often each field (its label) of people in the book was changed. `is_remembered`: the columns are mapped as somebody has mapped a file with the same header before.
    """

    id: int
    status: ImportStatus
    user_id: str
    filename: str
    columns: tuple[Column, ...]
    rows: int
    added: int
    updated: int
    unchanged: int
    skipped: int
    rejected: int
    channel_id: str
    thread_ts: str
    changes: Mapping[str, int] = field(default_factory=dict)
    recognised: Recognised = field(default_factory=lambda: Recognised("csv"))
    options: ImportOptions = field(default_factory=ImportOptions)
    is_remembered: bool = False
