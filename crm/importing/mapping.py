"""Which column is what: by the program that wrote the file, by its header, by the look of its values."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from crm import cells
from crm.identity import clean_line
from crm.importing import looks, names
from crm.importing.fields import BY_KEY, BY_NAME, field_called, key_of
from crm.importing.presets import Preset, detect
from crm.importing.presets.preset import without_number
from crm.importing.rejections import LINE, REASON
from crm.importing.rows import RowReader
from crm.importing.unused import OF_THINGS, UNUSED, is_of_others
from crm.own_columns import key_of as key_of_own
from crm.types import Column, CustomField

NO_LIST = "This is no list of contacts: no column was recognised that says who somebody is."
ALIKE = 88
"""Of 100. Lower, and "Company size" becomes the company."""
_SHORTEST_ALIKE = 5
"""Letters; shorter words are alike by chance."""
LONGEST_SAMPLE = 60
SAMPLE_ROWS = 50

NUMBERED, LIKE, GUESSED, CONTRADICTED = 0.95, 0.7, 0.5, 0.4
"""How sure we are, of 1, where a number follows the name, where the name is only like one, where there is little to go
by, and where the values are not what the name says."""

_LABELS = frozenset(key_of(each.label) for each in BY_KEY.values())
MANY = frozenset(key for key, each in BY_KEY.items() if each.many)
"""Fields that several columns may give together."""
_WHO = frozenset(
    {"name", "name_last_first", "first_name", "last_name", "nickname"}
    | {"emails", "email_work", "email_personal", "email_other"}
    | {"phones", "phone_mobile", "phone_work", "phone_home", "phone_other"}
    | {"profiles", "linkedin", "github", "gitlab", "x", "xing"}
)
_WHOLE_NAMES = frozenset({"name", "name_last_first"})
_PERSONAL = _WHO - _WHOLE_NAMES - {"phones", "phone_work", "phone_other", "profiles", "x"}
_FIRST_AND_LAST = {"first": "first_name", "last": "last_name"}
_NETWORKS = frozenset({"linkedin", "github", "gitlab", "x", "xing"})
_LOOK_OF = {
    **dict.fromkeys(("emails", "email_work", "email_personal", "email_other"), looks.is_email),
    "linkedin": looks.is_linkedin,
}


@dataclass(slots=True)
class _Columns:
    """What is made of the columns, one after the other. A field is given to one only, but for those that may be many."""

    header: Sequence[str]
    values: list[list[str]]
    found: dict[int, tuple[str, float]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def give(self, number: int, key: str, confidence: float) -> None:
        if not key or (key in self.taken and key not in MANY):
            self.found[number] = ("", 1.0)
            return
        self.taken.add(key)
        self.found[number] = (key, confidence)

    def open(self) -> Iterator[int]:
        yield from (number for number in range(len(self.header)) if number not in self.found)


def guess(
    header: Sequence[str], rows: Sequence[Sequence[str]], own_fields: Sequence[CustomField] = ()
) -> tuple[Column, ...]:
    """A column for each name of the header. `rows` are the first rows under it, as many as one likes to look at.

    `own_fields`: those of the workspace, which columns are taken for that are called so.
    """
    rows = rows[:SAMPLE_ROWS]
    columns = _Columns(header, [_values(rows, number) for number in range(len(header))])
    if preset := detect(header):
        _by_preset(columns, preset)
    _by_own_label(columns, own_fields)
    _by_name(columns)
    if preset is None:
        _first_and_last(columns)
        _name_beside_first_name(columns, rows)
        _by_likeness(columns)
        _by_look(columns)
    if preset is None or not preset.literal:
        _last_name_first(columns)
    found = [columns.found.get(number, ("", 1.0)) for number in range(len(header))]
    return tuple(
        Column(name, key, next(iter(values), "")[:LONGEST_SAMPLE], confidence)
        for name, values, (key, confidence) in zip(header, columns.values, found, strict=True)
    )


def signature(header: Sequence[str]) -> str:
    """The same for files whose columns are named alike, in the same order: 64 hexadecimal digits."""
    return hashlib.sha256("\n".join(map(key_of, header)).encode()).hexdigest()


def names_somebody(fields: Sequence[str]) -> bool:
    """Whether rows mapped so can say who is meant."""
    return not _WHO.isdisjoint(fields)


def is_list_of_people(columns: Sequence[Column]) -> bool:
    """Whether it looks like one: products, firms and skills have names as well, and firms a phone."""
    fields = {column.field for column in columns}
    if not _PERSONAL.isdisjoint(fields):
        return True
    if not names_somebody([*fields]) or any(key_of(column.header) in OF_THINGS for column in columns):
        return False
    return not _WHOLE_NAMES.isdisjoint(fields) or "company" not in fields


def reader(
    columns: Sequence[Column],
    default_region: str,
    own_fields: Sequence[CustomField] = (),
    *,
    month_first: bool = False,
) -> RowReader:
    """For the rows under these columns. The rest as in `RowReader`."""
    header = [column.header for column in columns]
    preset = detect(header)
    literal = preset is not None and preset.literal
    return RowReader(
        [column.field for column in columns],
        default_region,
        header,
        literal=literal,
        own_fields=own_fields,
        month_first=month_first,
    )


def _by_own_label(columns: _Columns, own_fields: Sequence[CustomField]) -> None:
    """But for what Roster calls so itself; a header that says something else to others says that to this workspace.

    What is called just so comes first: "Salary €" and "Salary $" are two, and a header without letters is like none.
    """
    exactly = {each.label.casefold(): key_of_own(each.id) for each in own_fields}
    keys = [key_of(each.label) for each in own_fields]
    alike = {
        key: key_of_own(each.id)
        for key, each in zip(keys, own_fields, strict=True)
        if key and keys.count(key) == 1
    }
    for own, named in ((exactly, _label_of), (alike, key_of)):
        for number, name in enumerate(_given(columns.header)):
            key = own.get(named(name))
            if key and not _is_rosters(columns.header, number) and not columns.found.get(number, ("", 0))[0]:
                columns.give(number, key, 1.0)


def _given(header: Sequence[str]) -> Sequence[str]:
    """Without what we have put behind the columns of rejected rows."""
    return header[:-2] if [*header[-2:]] == [LINE, REASON] else header


def _label_of(name: str) -> str:
    return clean_line(cells.fused(name)).casefold()


def _is_rosters(header: Sequence[str], number: int) -> bool:
    """Where two columns are called so, as in an export of who has a field of that name, the first one is Roster's."""
    key = key_of(header[number])
    return key in _LABELS and key not in map(key_of, header[:number])


def _by_preset(columns: _Columns, preset: Preset) -> None:
    """What comes first in the preset is given first, then what comes first in the file."""
    last = {*map(key_of, preset.last)}
    known = [
        (found[1], -number if key_of(name) in last else number, number, found[0])
        for number, name in enumerate(columns.header)
        if (found := preset.field_of(name))
    ]
    for *_, number, key in sorted(known):
        columns.give(number, key, 1.0)


def _by_name(columns: _Columns) -> None:
    """The name itself, or with a number behind it: "E-mail 2"."""
    for number in list(columns.open()):
        key = key_of(columns.header[number])
        known = field_called(key)
        if known and _is_everybodys(known.key, columns.values[number]):
            columns.give(number, "", 1.0)
        elif known:
            columns.give(number, known.key, _confirmed(known.key, columns.values[number], 1.0))
        elif key in UNUSED or without_number(key) in UNUSED:
            columns.give(number, "", 1.0)
        elif (known := field_called(without_number(key))) and known.many:
            columns.give(number, known.key, _confirmed(known.key, columns.values[number], NUMBERED))


def _first_and_last(columns: _Columns) -> None:
    """Each by itself may be anything: the last price, the first interview."""
    keys = [*map(key_of, columns.header)]
    if _FIRST_AND_LAST.keys() <= {*keys}:
        for number in [number for number in columns.open() if keys[number] in _FIRST_AND_LAST]:
            columns.give(number, _FIRST_AND_LAST[keys[number]], 1.0)


def _name_beside_first_name(columns: _Columns, rows: Sequence[Sequence[str]]) -> None:
    """In many countries a list says "Name" and "Vorname", "Naam" and "Voornaam": the former is the family's there."""
    places = {key: number for number, (key, _) in columns.found.items()}
    if not {"name", "first_name"} <= places.keys() or "last_name" in columns.taken:
        return
    whole, first = places["name"], places["first_name"]
    pairs = [(row[whole].strip(), row[first].strip()) for row in rows if len(row) > max(whole, first)]
    filled = [pair for pair in pairs if all(pair)]
    apart = [name for name, word in filled if word.casefold() not in name.casefold()]
    if len(apart) > GUESSED * len(filled) and looks.share(looks.is_name_word, apart) >= GUESSED:
        columns.give(whole, "last_name", 1.0)


def _last_name_first(columns: _Columns) -> None:
    """Of a column, not of a value: "Jane, Bo" may be two people. What is behind the comma again and again is no first name."""
    for number, (key, confidence) in list(columns.found.items()):
        values = list(dict.fromkeys(columns.values[number]))
        firsts = [parts[1] for value in values if (parts := names.last_and_first(value))]
        if (
            key == "name"
            and len(firsts) > looks.NEARLY_ALL * len(values)
            and looks.share_of_different(firsts) > looks.MOSTLY_DIFFERENT
        ):
            columns.found[number] = ("name_last_first", confidence)


def _by_likeness(columns: _Columns) -> None:
    for number in list(columns.open()):
        name = columns.header[number]
        key = key_of(name)
        if len(key) < _SHORTEST_ALIKE or is_of_others(name):
            continue
        if best := process.extractOne(key, [*BY_NAME, *UNUSED], scorer=fuzz.ratio, score_cutoff=ALIKE):
            like = BY_NAME.get(best[0])
            columns.give(number, like.key if like else "", LIKE)


def _by_look(columns: _Columns) -> None:
    """Addresses, numbers and profiles tell by themselves what they are; names and firms only where nothing is named."""
    for key, look, confidence in looks.LOOKS:
        for number in list(columns.open()):
            values = columns.values[number]
            if (
                looks.share(look, values) >= looks.MOST
                and looks.share_of_different(values) > looks.MOSTLY_DIFFERENT
                and not is_of_others(columns.header[number])
            ):
                columns.give(number, key, confidence)
    if any(map(key_of, columns.header)):
        return
    _names_by_look(columns)
    for key, look in (("title", looks.is_title), ("company", looks.is_company)):
        for number in list(columns.open()):
            if key not in columns.taken and looks.share(look, columns.values[number]) >= GUESSED:
                columns.give(number, key, GUESSED)


def _names_by_look(columns: _Columns) -> None:
    """The first column of whole names; else the first two side by side that have a word each."""
    unknown = list(columns.open())
    for number in unknown:
        if looks.share(looks.is_full_name, columns.values[number]) >= looks.MOST:
            columns.give(number, "name", GUESSED)
            return
    words = [n for n in unknown if looks.share(looks.is_name_word, columns.values[n]) >= looks.MOST]
    if len(words) > 1 and words[1] == words[0] + 1:
        columns.give(words[0], "first_name", GUESSED)
        columns.give(words[1], "last_name", GUESSED)
    elif words:
        columns.give(words[0], "name", GUESSED)


def _is_everybodys(key: str, values: Sequence[str]) -> bool:
    """A website of several people is their employer's. A name in a network that they share is a tick, such as "yes".

    The latter would make one of them all. Links may well stand in several rows of one person.
    """
    if key == "website":
        return looks.share_of_different(values) < 1
    handles = [value for value in values if "/" not in value]
    return key in _NETWORKS and looks.share_of_different(handles) < GUESSED


def _confirmed(key: str, values: Sequence[str], confidence: float) -> float:
    """Less where most values are not what the name says."""
    look = _LOOK_OF.get(key)
    return (
        min(confidence, CONTRADICTED)
        if look and values and looks.share(look, values) < GUESSED
        else confidence
    )


def _values(rows: Sequence[Sequence[str]], number: int) -> list[str]:
    return looks.filled(row[number] for row in rows if number < len(row))
