"""One row of a file, read as a person."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crm import cells
from crm.drafts import LONGEST, cleaned_tags, problem_with_tags
from crm.errors import UserError
from crm.identity import InvalidValue, canonical_profile, clean, clean_line, normalise_email, normalise_phone

LONGEST_PART = 200
LONGEST_SKILL = 100
LONGEST_LINK = 2000
EMAIL_KINDS = ("personal", "work", "other")
PHONE_KINDS = ("mobile", "work", "home", "other")
SKILL_KINDS = ("technical", "soft")
_LISTS = (";", ",")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?|")
_YEAR = re.compile(r"\d{4}|")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """What a row says of a person, normalised. `key` of an e-mail is its normalised form."""

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

    @property
    def has_identity(self) -> bool:
        return bool(self.emails or self.phones or self.profiles)


class RowRejected(UserError):
    """The message is the reason, for the file of rejected rows."""


@dataclass(slots=True)
class _Columns:
    """The cells of a row by field; several columns may give one field."""

    values: dict[str, list[str]] = field(default_factory=dict)

    def first(self, name: str) -> str:
        return next((clean_line(value) for value in self.values.get(name, ()) if clean_line(value)), "")

    def parts(self, name: str) -> list[list[str]]:
        return [part for value in self.values.get(name, ()) for part in cells.split(value)]


def read_row(fields: Sequence[str], row: Sequence[str], default_region: str) -> PersonRow:
    """Raises RowRejected, with a reason that says what to mend."""
    if any(cell.strip() for cell in row[len(fields) :]):
        raise RowRejected(f"The row has {len(row)} cells, but there are {len(fields)} columns.")
    columns = _Columns()
    for name, cell in zip(fields, row, strict=False):
        if name:
            columns.values.setdefault(name, []).append(cells.fused(cell.strip()))
    try:
        person = PersonRow(
            name=columns.first("name")
            or f"{columns.first('first_name')} {columns.first('last_name')}".strip(),
            headline=columns.first("headline"),
            location=columns.first("location"),
            photo_url=columns.first("photo_url"),
            emails=_emails(columns),
            phones=_phones(columns, default_region),
            profiles=_profiles(columns),
            positions=tuple(_position(part) for part in columns.parts("positions")),
            education=tuple(_education(part) for part in columns.parts("education")),
            certifications=tuple(_certification(part) for part in columns.parts("certifications")),
            skills=_skills(columns),
            tags=_tags(columns),
            note="\n".join(clean(value) for value in columns.values.get("note", ()) if clean(value)),
            company=columns.first("company"),
            title=columns.first("title"),
        )
    except InvalidValue as error:
        raise RowRejected(str(error)) from error
    _check(person)
    return person


def _emails(columns: _Columns) -> tuple[tuple[str, str, str], ...]:
    found: dict[str, tuple[str, str, str]] = {}
    for address, kind in _addresses(columns):
        try:
            key = normalise_email(address)
        except InvalidValue as error:
            raise RowRejected(f"{address} does not look like an e-mail address.") from error
        found.setdefault(key, (key, key if "<" in address or ":" in address else address, kind or "other"))
    return tuple(found.values())


def _addresses(columns: _Columns) -> Iterator[tuple[str, str]]:
    """With their kinds. Other programs part them by commas; but a comma may also stand in the name before "<"."""
    for address, kind in _each_with_kind(columns.parts("emails"), EMAIL_KINDS):
        several = address.split(",") if address.count("@") > 1 else [address]
        yield from ((each.strip(), kind) for each in several if each.strip())


def _phones(columns: _Columns, default_region: str) -> tuple[tuple[str, str, str], ...]:
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for typed, kind in _each_with_kind(columns.parts("phones"), PHONE_KINDS):
        try:
            number, extension, guessed = normalise_phone(typed, default_region)
        except InvalidValue as error:
            raise RowRejected(f"The phone number {typed} cannot be read. {error}") from error
        found.setdefault((number, extension), (number, extension, kind or guessed))
    return tuple(found.values())


def _profiles(columns: _Columns) -> tuple[tuple[str, str], ...]:
    found: dict[str, tuple[str, str]] = {}
    for link in (link for part in columns.parts("profiles") for text in part for link in text.split()):
        try:
            network, url = canonical_profile(link)
        except InvalidValue as error:
            raise RowRejected(f"{link}: {error}") from error
        found.setdefault(url, (network, url))
    return tuple(found.values())


def _skills(columns: _Columns) -> tuple[tuple[str, str], ...]:
    found: dict[str, tuple[str, str]] = {}
    for name, kind in _with_kind(_listed(columns, "skills", SKILL_KINDS)):
        found.setdefault(name.casefold(), (name, kind if kind in SKILL_KINDS else "technical"))
    return tuple(found.values())


def _tags(columns: _Columns) -> tuple[str, ...]:
    names = tuple(name for part in _listed(columns, "tags", ()) for name in part)
    return cleaned_tags(names)


def _listed(columns: _Columns, name: str, kinds: Sequence[str]) -> list[list[str]]:
    """Other programs part a list by commas or semicolons; ours by " | ", and a kind follows " ; "."""
    found = []
    for value in columns.values.get(name, ()):
        parts = cells.split(value)
        ours = "|" in value or any(len(part) == 2 and part[1] in kinds for part in parts)  # noqa: PLR2004 - name, kind
        if ours or "\\" in value or not any(mark in value for mark in _LISTS):
            found += parts
        else:
            found += [[each.strip()] for each in value.replace(";", ",").split(",") if each.strip()]
    return found


def _each_with_kind(parts: list[list[str]], kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Ours has a kind behind each value; what stands there with other programs is one more value."""
    for part in parts:
        texts = [clean_line(text) for text in part if clean_line(text)]
        while texts:
            value = texts.pop(0)
            yield value, texts.pop(0).lower() if texts and texts[0].lower() in kinds else ""


def _with_kind(parts: list[list[str]]) -> list[tuple[str, str]]:
    return [(clean_line(part[0]), clean_line(part[1]) if len(part) > 1 else "") for part in parts]


def _position(part: list[str]) -> tuple[str, str, str, str, bool]:
    company, title, started, ended, state = _filled(part, 5)
    return company, title, started, ended, state != "past"


def _education(part: list[str]) -> tuple[str, str, str, str, str]:
    institution, degree, subject, started, ended = _filled(part, 5)
    return institution, degree, subject, started, ended


def _certification(part: list[str]) -> tuple[str, str, str, str]:
    name, issuer, year, url = _filled(part, 4)
    return name, issuer, year, url


def _filled(part: list[str], length: int) -> list[str]:
    texts = [clean_line(text) for text in part[:length]]
    return texts + [""] * (length - len(texts))


def _check(person: PersonRow) -> None:
    if not person.name and not person.emails:
        raise RowRejected("There is no name and no e-mail address in this row.")
    for name in ("name", "headline", "location", "photo_url", "company", "title", "note"):
        if len(getattr(person, name)) > LONGEST[name]:
            raise RowRejected(f"The {name} is longer than {LONGEST[name]} characters.")
    if any(len(address) > LONGEST["email"] for _, address, _ in person.emails):
        raise RowRejected("An e-mail address is too long.")
    if problem := problem_with_tags(person.tags):
        raise RowRejected(problem)
    if person.photo_url and not person.photo_url.startswith("https://"):
        raise RowRejected("The address of a picture begins with https://.")
    if any(len(url) > LONGEST["profile_url"] for _, url in person.profiles):
        raise RowRejected("A profile link is too long.")
    _check_career(person)


def _check_career(person: PersonRow) -> None:
    texts = [text for each in person.positions for text in each[:2]]
    texts += [text for each in person.education for text in each[:3]]
    texts += [text for each in person.certifications for text in each[:2]]
    if any(len(text) > LONGEST_PART for text in texts):
        raise RowRejected(
            f"A company, title, school or certificate is longer than {LONGEST_PART} characters."
        )
    dates = [date for each in person.positions for date in each[2:4]]
    dates += [date for each in person.education for date in each[3:5]]
    for date in dates:
        if not _DATE.fullmatch(date):
            raise RowRejected(f"{date[:LONGEST_SKILL]} is no date, for example 2021-03.")
    for _, _, year, url in person.certifications:
        if not _YEAR.fullmatch(year):
            raise RowRejected(f"{year[:LONGEST_SKILL]} is no year, for example 2021.")
        if len(url) > LONGEST_LINK:
            raise RowRejected("The link of a certificate is too long.")
    if any(len(name.casefold()) > LONGEST_SKILL for name, _ in person.skills):
        raise RowRejected(f"A skill is longer than {LONGEST_SKILL} characters.")
