"""One row of a file, read as a person."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from crm import cells
from crm.drafts import LONGEST, cleaned_tags, problem_with_tags
from crm.errors import UserError
from crm.identity import InvalidValue, canonical_profile, clean, clean_line, normalise_email, normalise_phone

LONGEST_PART = 200
LONGEST_SKILL = 100
SKILL_KINDS = ("technical", "soft")
_LISTS = (";", ",")


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
    if len(row) > len(fields):
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
    for address, kind in _with_kind(columns.parts("emails")):
        try:
            key = normalise_email(address)
        except InvalidValue as error:
            raise RowRejected(f"{address} does not look like an e-mail address.") from error
        found.setdefault(
            key, (key, key if "<" in address else address.removeprefix("mailto:"), kind or "other")
        )
    return tuple(found.values())


def _phones(columns: _Columns, default_region: str) -> tuple[tuple[str, str, str], ...]:
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for typed, kind in _with_kind(columns.parts("phones")):
        try:
            number, extension, guessed = normalise_phone(typed, default_region)
        except InvalidValue as error:
            raise RowRejected(f"The phone number {typed} cannot be read. {error}") from error
        found.setdefault((number, extension), (number, extension, kind or guessed))
    return tuple(found.values())


def _profiles(columns: _Columns) -> tuple[tuple[str, str], ...]:
    found: dict[str, tuple[str, str]] = {}
    for part in columns.parts("profiles"):
        try:
            network, url = canonical_profile(part[0])
        except InvalidValue as error:
            raise RowRejected(f"{part[0]}: {error}") from error
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
    texts = [
        text for part in (*person.positions, *person.education, *person.certifications) for text in part[:2]
    ]
    if any(len(str(text)) > LONGEST_PART for text in texts):
        raise RowRejected(f"A company, title or school is longer than {LONGEST_PART} characters.")
    if any(len(name) > LONGEST_SKILL for name, _ in person.skills):
        raise RowRejected(f"A skill is longer than {LONGEST_SKILL} characters.")
