"""One row of a file, read as a person."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

from crm import cells
from crm.drafts import cleaned_tags
from crm.identity import WEB, InvalidValue, clean, clean_line
from crm.importing import identities, limits, lists, names, own
from crm.importing.blanks import is_blank, is_sign
from crm.importing.identities import EMAILS, PHONES, PROFILES, Left, sources
from crm.importing.rejected import RowRejected
from crm.own_columns import key_of
from crm.profile import dates
from crm.skills import taxonomy
from crm.types import CustomField

SKILL_KINDS = ("technical", "soft")
_PARTS_OF_NAME = ("first_name", "middle_name", "last_name", "suffix")
_NAMES = ("name", "name_last_first", *_PARTS_OF_NAME, "nickname")
_TEXTS = ("headline", "company", "title")
_LOCATION = ("location", "city", "region", "country", "address")
_EDUCATION = ("education", "school")
_IDENTITIES = (EMAILS, PHONES, PROFILES)
LONGEST_NUMBER = 200
"""By which a program knows a person; what is longer is none."""
_REMEMBERED = 10_000
"""Cells. Companies, titles, cities and tags stand in many rows."""
_Step = Callable[[Sequence[str], Left], Any]


@dataclass(frozen=True, slots=True)
class ForAll:
    """What everybody in a file gets, and which therefore says of nobody who they are. `list_id` 0: no list."""

    tags: tuple[str, ...] = ()
    list_id: int = 0


@dataclass(frozen=True, slots=True)
class PersonRow:
    """What a row says of a person, normalised. `key` of an e-mail is its normalised form.

    `person_id` is who it is in the program that wrote the file. `left_out` has a column's header and a sentence for each
    value that was not to be read.
    """

    name: str = ""
    headline: str = ""
    location: str = ""
    photo_url: str = ""
    emails: tuple[tuple[str, str, str], ...] = ()  # key, address, kind
    phones: tuple[tuple[str, str, str], ...] = ()  # E.164, extension, kind
    profiles: tuple[tuple[str, str], ...] = ()  # network, address
    positions: tuple[tuple[str, str, str, str, bool], ...] = ()  # company, title, from, to, current
    education: tuple[tuple[str, str, str, str, str], ...] = ()  # institution, degree, field, from, to
    certifications: tuple[tuple[str, str, str, str], ...] = ()  # name, issuer, year, link
    skills: tuple[tuple[str, str], ...] = ()  # name, kind
    tags: tuple[str, ...] = ()
    note: str = ""
    company: str = ""
    title: str = ""
    person_id: str = ""
    own: tuple[tuple[int, str, str], ...] = ()  # id and label of a field that the workspace has made, value
    for_all: ForAll = field(default_factory=ForAll)
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def has_identity(self) -> bool:
        return bool(self.emails or self.phones or self.profiles)

    @property
    def own_profiles(self) -> tuple[str, ...]:
        """Addresses that belong to one person."""
        return tuple(url for network, url in self.profiles if network != WEB)

    @property
    def pages(self) -> tuple[str, ...]:
        """Addresses of anything else on the web."""
        return tuple(url for network, url in self.profiles if network == WEB)

    @property
    def called(self) -> str:
        """The name, or what stands in for it."""
        return self.name or next(iter(self.stand_ins), "")

    @property
    def stand_ins(self) -> tuple[str, ...]:
        """What somebody without a name is called by."""
        links = (url.removeprefix("https://") for _, url in self.profiles)
        return (*(key for key, _, _ in self.emails), *links, *(number for number, _, _ in self.phones))


class RowReader:
    """How the rows of one file are read: made once for a mapping, so that a row costs only what stands in it."""

    def __init__(
        self,
        fields: Sequence[str],
        default_region: str = "",
        header: Sequence[str] = (),
        *,
        literal: bool = False,
        own_fields: Sequence[CustomField] = (),
        month_first: bool = False,
    ) -> None:
        """A field for each column, "" for what is not imported. `literal`: also "n/a" is a text (`Preset.literal`).

        `own_fields`: those of the workspace that columns are mapped to. `month_first` as in `dates.understood`.
        """
        self._fields = fields
        self._header = [*header, *[""] * (len(fields) - len(header))]
        self._region = default_region
        self._own_fields = {key_of(each.id): each for each in own_fields}
        self._month_first = month_first
        self._is_nothing: Callable[[str], bool] = _never if literal else is_blank
        self._is_no_name: Callable[[str], bool] = _never if literal else is_sign
        self._places = {
            key: tuple(place for place, each in enumerate(fields) if each == key)
            for key in dict.fromkeys(fields)
        }
        self._own_headers = {
            self._header[place] for key in self._own_fields for place in self._places.get(key, ())
        }
        self._date = lru_cache(maxsize=_REMEMBERED)(partial(_date, month_first=month_first))
        self._line = lru_cache(maxsize=_REMEMBERED)(lambda cell: clean_line(self._cell(cell)))
        self._plan = tuple(self._steps())

    def read(self, row: Sequence[str]) -> PersonRow | None:
        """None where it says nothing. Raises RowRejected, with a reason that says what to mend."""
        left: Left = []
        width = len(self._fields)
        if len(row) < width:
            row = [*row, *[""] * (width - len(row))]
        elif len(row) > width and any(cell.strip() for cell in row[width:]):
            left.append(("", f"The row has {len(row)} cells, but there are {width} columns."))
        said = {key: found for key, step in self._plan if (found := step(row, left))}
        if not said and not left:
            return None
        limits.check(said)
        person = PersonRow(**said, left_out=tuple(left))
        if not person.name and not person.has_identity:
            raise RowRejected(_why_nobody([each for each in left if each[0] not in self._own_headers]))
        return person

    def _steps(self) -> Iterator[tuple[str, _Step]]:
        """For each part of a person that a column gives, how it is read."""
        emails, phones, profiles = (sources(self._fields, self._header, keys) for keys in _IDENTITIES)
        steps: tuple[tuple[str, Iterable[str], _Step], ...] = (
            ("name", _NAMES, self._name),
            *((key, (key,), partial(self._text, key)) for key in _TEXTS),
            ("location", _LOCATION, self._location),
            ("photo_url", ("photo_url",), self._photo),
            ("emails", EMAILS, partial(identities.emails, emails)),
            ("phones", PHONES, partial(identities.phones, phones, self._region)),
            ("profiles", PROFILES, partial(identities.profiles, profiles)),
            ("positions", ("positions",), self._positions),
            ("education", _EDUCATION, self._education),
            ("own", self._own_fields, self._own),
            *((key, (key,), partial(self._part, key, read)) for key, read in _PARTS.items()),
        )
        return ((part, step) for part, keys, step in steps if not self._places.keys().isdisjoint(keys))

    def _cell(self, cell: str) -> str:
        """Without the apostrophe before what a spreadsheet would run, and without what stands for nothing."""
        text = cell.strip()
        return "" if not text or self._is_nothing(text) else cells.fused(text)

    def _cells(self, row: Sequence[str], key: str) -> list[str]:
        return [cell for place in self._places.get(key, ()) if (cell := self._cell(row[place]))]

    def _text(self, key: str, row: Sequence[str], left: Left) -> str:
        return self._first(row, key)

    def _first(self, row: Sequence[str], key: str) -> str:
        for place in self._places.get(key, ()):
            if (cell := row[place]) and (text := self._line(cell)):
                return text
        return ""

    def _part(self, key: str, read: Callable[[list[str]], Any], row: Sequence[str], left: Left) -> Any:
        found = self._cells(row, key)
        return read(found) if found else None

    def _name(self, row: Sequence[str], left: Left) -> str:
        """A word such as "unknown" is a name beside another: there are people called Null."""
        texts = {key: self._name_part(row, self._places[key]) for key in _NAMES if key in self._places}
        if all(map(self._is_nothing, texts.values())):
            return ""
        name = texts.get("name", "") or names.turned(texts.get("name_last_first", ""))
        if not name or self._is_nothing(name):
            name = names.whole(*(texts.get(key, "") for key in _PARTS_OF_NAME))
        return name or texts.get("nickname", "")

    def _name_part(self, row: Sequence[str], places: Iterable[int]) -> str:
        for place in places:
            cell = row[place].strip()
            if cell and not self._is_no_name(cell) and (text := clean_line(cells.fused(cell))):
                return text
        return ""

    def _location(self, row: Sequence[str], left: Left) -> str:
        """What is said as one; else city, region and country; else the address in one line."""
        if said := self._first(row, "location"):
            return said
        found = dict.fromkeys(self._first(row, key) for key in ("city", "region", "country"))
        return ", ".join(filter(None, found)) or self._first(row, "address")

    def _photo(self, row: Sequence[str], left: Left) -> str:
        """Slack shows no picture that does not come by https."""
        url = self._first(row, "photo_url")
        if url and not url.startswith("https://"):
            left.append(
                (self._header[self._places["photo_url"][0]], "The address of a picture begins with https://.")
            )
            return ""
        return url

    def _education(self, row: Sequence[str], left: Left) -> tuple[tuple[str, ...], ...]:
        school, degree, study = (self._first(row, key) for key in ("school", "degree", "study"))
        written = tuple((*each[:3], *map(self._date, each[3:])) for each in self._parted(row, "education"))
        return ((school, degree, study, "", ""), *written) if school else written

    def _positions(self, row: Sequence[str], left: Left) -> tuple[tuple[str, str, str, str, bool], ...]:
        return tuple(
            (company, title, self._date(started), self._date(ended), state != "past")
            for company, title, started, ended, state in self._parted(row, "positions")
        )

    def _parted(self, row: Sequence[str], key: str) -> Iterator[list[str]]:
        """The parts of a career that stand in one cell, of five texts each."""
        return (_filled(part, 5) for cell in self._cells(row, key) for part in cells.split(cell))

    def _own(self, row: Sequence[str], left: Left) -> tuple[tuple[int, str, str], ...]:
        found = []
        for key, each in self._own_fields.items():
            for place in self._places.get(key, ()):
                try:
                    cell = self._cell_of_own(each, row[place])
                    if text := own.checked(each, cell, month_first=self._month_first):
                        found.append((each.id, each.label, text))
                        break
                except InvalidValue as error:
                    left.append((self._header[place], str(error)))
        return tuple(found)

    def _cell_of_own(self, each: CustomField, cell: str) -> str:
        """A choice may be called what stands for nothing elsewhere, such as "None"."""
        if each.choices and own.choice_like(text := cells.fused(cell.strip()), each.choices):
            return text
        return self._cell(cell)


def _date(text: str, *, month_first: bool) -> str:
    """As it is where it is none: `limits` says so."""
    try:
        return dates.understood(text, month_first=month_first) if text else ""
    except InvalidValue:
        return text


def _never(text: str) -> bool:
    return not text


def _why_nobody(left: Left) -> str:
    """`left`: of what might have said who is meant."""
    return (
        left[0][1] if left else "There is no name and no e-mail address, phone number or profile in this row."
    )


def _skills(values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    found: dict[str, tuple[str, str]] = {}
    for part in (part for value in values for part in lists.names(value, SKILL_KINDS)):
        typed, kind = _filled(part, 2)
        if name := taxonomy.canonical(typed):
            known = kind if kind in SKILL_KINDS else taxonomy.kind_of(name)
            found.setdefault(taxonomy.key_of(name), (name, known or SKILL_KINDS[0]))
    return tuple(found.values())


def _tags(values: Iterable[str]) -> tuple[str, ...]:
    return cleaned_tags(tuple(name for value in values for name in _tags_of(value)))


@lru_cache(maxsize=_REMEMBERED)
def _tags_of(value: str) -> tuple[str, ...]:
    return cleaned_tags(tuple(name for part in lists.names(value) for name in part))


def _certifications(values: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_filled(part, 4)) for value in values for part in cells.split(value))


def _note(values: Iterable[str]) -> str:
    return "\n".join(filter(None, map(clean, values)))


def _id(values: Iterable[str]) -> str:
    return next((text for text in map(clean_line, values) if 0 < len(text) <= LONGEST_NUMBER), "")


_PARTS: Mapping[str, Callable[[list[str]], object]] = {
    "certifications": _certifications,
    "skills": _skills,
    "tags": _tags,
    "note": _note,
    "person_id": _id,
}


def _filled(part: list[str], length: int) -> list[str]:
    texts = [clean_line(text) for text in part[:length]]
    return texts + [""] * (length - len(texts))
