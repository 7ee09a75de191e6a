"""What a row of an operator's file says, by the headers of its columns."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from anyascii import anyascii

from enrichment import identifiers, reading
from enrichment.values import EMAILS, PHONES, Kind

_COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.NAME: ("name", "full name", "display name", "candidate", "candidate name"),
    Kind.FIRST_NAME: ("first name", "given name", "firstname"),
    Kind.LAST_NAME: ("last name", "family name", "surname", "lastname"),
    Kind.HEADLINE: ("headline",),
    Kind.TITLE: ("title", "job title", "position", "role", "current title"),
    Kind.LOCATION: ("location", "city", "place"),
    Kind.LANGUAGE: ("language", "languages"),
    Kind.SKILL: ("skill", "skills"),
    Kind.WORK_EMAIL: ("email", "e mail", "emails", "email address", "work email", "business email"),
    Kind.PERSONAL_EMAIL: ("personal email", "private email", "home email"),
    Kind.OTHER_PHONE: ("phone", "phones", "phone number", "telephone"),
    Kind.MOBILE: ("mobile", "mobile phone", "cell", "cell phone"),
    Kind.WORK_PHONE: ("work phone", "business phone", "office phone"),
    Kind.PROFILE: (
        "linkedin",
        "linkedin url",
        "github",
        "github url",
        "x",
        "twitter",
        "xing",
        "profile",
        "profiles",
    ),
    Kind.WEBSITE: ("website", "web site", "homepage", "url", "blog"),
    Kind.COMPANY: ("company", "company name", "employer", "organization", "organisation", "current company"),
    Kind.COMPANY_DOMAIN: ("company domain", "domain", "company website"),
    Kind.COMPANY_INDUSTRY: ("industry", "company industry"),
    Kind.COMPANY_SIZE: ("company size", "employees"),
}
KINDS = frozenset(_COLUMNS)
_BY_HEADER = {header: kind for kind, headers in _COLUMNS.items() for header in headers}
_SOURCE = ("source", "origin")
_COLLECTED_AT = ("collected at", "collected on", "collected", "date")
_LAWFUL_BASIS = ("lawful basis", "legal basis", "basis")
_HOMES = {"linkedin": "linkedin.com/in/", "github": "github.com/", "x": "x.com/", "twitter": "x.com/"}
_LISTS = EMAILS | PHONES | {Kind.SKILL, Kind.LANGUAGE, Kind.PROFILE}
_BETWEEN = re.compile(r"[;,|\n]")
_NO_WORD = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Person:
    """A row: its values in normal form, and what it can be found by, as pairs of `email`, `profile`, `phone` or `name` and a value."""

    values: tuple[tuple[Kind, str], ...]
    source: str
    collected_at: date | None
    lawful_basis: str

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        found = [(_KEYS[kind], text) for kind, text in self.values if kind in _KEYS]
        name, company = self._first(Kind.NAME), self._first(Kind.COMPANY)
        if key := name_key(name, company):
            found.append(("name", key))
        return tuple(dict.fromkeys(found))

    def _first(self, wanted: Kind) -> str:
        return next((text for kind, text in self.values if kind is wanted), "")


_KEYS = {
    **dict.fromkeys(EMAILS, "email"),
    **dict.fromkeys(PHONES, "phone"),
    Kind.PROFILE: "profile",
}


def is_known(header: str) -> bool:
    return _header(header) in _BY_HEADER


def person(row: Mapping[str, Any], region: str) -> Person | None:
    """None where nobody could be found by it. `region` is for phone numbers without a country code."""
    cells = {_header(name): cell for name, cell in row.items() if isinstance(name, str)}
    values = list(dict.fromkeys(_values(cells, region)))
    kinds = {kind for kind, _ in values}
    if Kind.NAME not in kinds and (whole := _whole_name(values)):
        values.append((Kind.NAME, whole))
    found = Person(
        tuple(values),
        source=_meta(cells, _SOURCE),
        collected_at=reading.day(_meta(cells, _COLLECTED_AT)),
        lawful_basis=_meta(cells, _LAWFUL_BASIS),
    )
    return found if found.keys else None


def name_key(name: str, company: str) -> str:
    """ "" unless there are both; spelling, accents and script of either make no difference."""
    folded = _folded(name), _folded(company)
    return " at ".join(folded) if all(folded) else ""


def _values(cells: Mapping[str, Any], region: str) -> Iterator[tuple[Kind, str]]:
    for header, cell in cells.items():
        kind = _BY_HEADER.get(header)
        if kind is None:
            continue
        for text in _texts(kind, cell):
            normal = _normal(kind, text, header, region)
            if normal:
                yield kind, normal


def _texts(kind: Kind, cell: Any) -> list[str]:
    said = [
        str(each)
        for each in (cell if isinstance(cell, list) else [cell])
        if isinstance(each, str | int | float)
    ]
    return [part for each in said for part in _BETWEEN.split(each)] if kind in _LISTS else said


def _normal(kind: Kind, text: str, header: str, region: str) -> str:
    if kind in EMAILS:
        return identifiers.email(text)
    if kind in PHONES:
        return identifiers.phone(text, region)[0]
    if kind is Kind.PROFILE:
        login = text.strip().lstrip("@")
        home = _HOMES.get(header.partition(" ")[0], "")
        return identifiers.profile(text) or (
            identifiers.profile(home + login) if home and "/" not in login else ""
        )
    if kind is Kind.WEBSITE:
        return identifiers.page(text)
    if kind is Kind.COMPANY_DOMAIN:
        return identifiers.domain(text)
    return identifiers.line(text)


def _whole_name(values: list[tuple[Kind, str]]) -> str:
    parts = dict(values)
    first, last = parts.get(Kind.FIRST_NAME, ""), parts.get(Kind.LAST_NAME, "")
    return f"{first} {last}" if first and last else ""


def _meta(cells: Mapping[str, Any], headers: tuple[str, ...]) -> str:
    said = (cells.get(header) for header in headers)
    return identifiers.line(next((each for each in said if isinstance(each, str) and each), ""))


@lru_cache(maxsize=1_000)
def _header(name: str) -> str:
    """A file has few headers and many rows."""
    return _folded(name)


def _folded(text: str) -> str:
    return _NO_WORD.sub(" ", anyascii(unicodedata.normalize("NFKC", text)).lower()).strip()
