"""The cells of a row that tell who is meant: e-mail addresses, phone numbers, profile links."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crm import cells
from crm.drafts import LONGEST
from crm.identity import (
    CountryUnknown,
    InvalidValue,
    canonical_profile,
    clean_line,
    normalise_email,
    normalise_phone,
)
from crm.importing import lists
from crm.importing.blanks import is_blank, is_shortened
from crm.importing.kinds import email_kind, phone_kind
from crm.importing.rejected import RowRejected

EMAIL_KINDS = ("personal", "work", "other")
PHONE_KINDS = ("mobile", "work", "home", "other")
_KIND_OF = {
    "email_work": "work",
    "email_personal": "personal",
    "email_other": "other",
    "phone_mobile": "mobile",
    "phone_work": "work",
    "phone_home": "home",
    "phone_other": "other",
}
_PROFILE_OF = {
    "linkedin": "linkedin.com/in/",
    "github": "github.com/",
    "gitlab": "gitlab.com/",
    "x": "x.com/",
    "xing": "xing.com/profile/",
}
EMAILS = frozenset({"emails", *(key for key in _KIND_OF if key.startswith("email"))})
PHONES = frozenset({"phones", *(key for key in _KIND_OF if key.startswith("phone"))})
PROFILES = frozenset({"profiles", "website", *_PROFILE_OF})
_HANDLE = re.compile(r"@?[\w%~-]{3,}")
_NO_HANDLES = frozenset(
    {"yes", "true", "false", "linkedin", "github", "gitlab", "twitter", "xing", "profile", "link"}
)
"""What stands in such columns where somebody only ticked that there is a profile."""
_WITHIN_EXCHANGE = "/o="
_BETWEEN_LINKS = re.compile(
    r"\s+|[,;](?=https?:|www\.|(?:linkedin|github|gitlab|twitter|x|xing|stackoverflow)\.com/)", re.IGNORECASE
)
_AND = r"\s+(?:/|&|and|or|und|oder|et|ou)\s+"
_BETWEEN_PHONES = re.compile(rf"\s*[,\n]\s*|{_AND}")
_BETWEEN_ADDRESSES = re.compile(rf"{_AND}|[,\s]+(?!\()")
_WORD_BEHIND = re.compile(r"(.+?)\s*\(([^\W\d_][^()@\d]*)\)")
_ONE_PHONE = re.compile(r"\+?[0-9 ().-]+")
_MARKS_OF_SEVERAL = re.compile(r"[;|\[(]")
_FEWEST_DIGITS = 7
_DECIMALS = re.compile(r"(\+?\d{6,})\.0")

Left = list[tuple[str, str]]
"""What is left out of a row that is imported: the header of the column, and a sentence."""


@dataclass(frozen=True, slots=True)
class Source:
    """A column that gives such values. `kind` is "" where only the cell can tell; `beside`: columns that tell more."""

    place: int
    header: str
    kind: str = ""
    prefix: str = ""
    kind_place: int | None = None
    country_places: tuple[int, ...] = ()


def sources(fields: Sequence[str], header: Sequence[str], wanted: frozenset[str]) -> tuple[Source, ...]:
    """The columns that are mapped to one of the wanted fields, with those that belong to each."""
    places = [place for place, key in enumerate(fields) if key in wanted]
    beside = {
        key: _nearest(fields, header, places, key) for key in ("email_kind", "phone_kind", "phone_country")
    }
    return tuple(
        Source(
            place=place,
            header=_name(header, place),
            kind=_KIND_OF.get(fields[place], ""),
            prefix=_PROFILE_OF.get(fields[place], ""),
            kind_place=next(
                iter(beside["email_kind" if wanted is EMAILS else "phone_kind"].get(place, ())), None
            ),
            country_places=tuple(beside["phone_country"].get(place, ())),
        )
        for place in places
    )


def emails(plan: Sequence[Source], row: Sequence[str], left: Left) -> tuple[tuple[str, str, str], ...]:
    """Key, address, kind. What Outlook writes of a colleague instead of an address is left. Raises RowRejected."""
    found: dict[str, tuple[str, str, str]] = {}
    for source in plan:
        if not (cell := row[source.place]) or is_blank(value := cells.fused(cell)):
            continue
        beside = source.kind or (email_kind(row[source.kind_place]) if source.kind_place is not None else "")
        for address, kind in _addresses(value):
            if address.casefold().startswith(_WITHIN_EXCHANGE):
                left.append((source.header, "An address within Exchange is no e-mail address."))
                continue
            try:
                key = normalise_email(address)
            except InvalidValue as error:
                raise RowRejected(f"{address} does not look like an e-mail address.") from error
            if len(key) > LONGEST["email"]:
                raise RowRejected("An e-mail address is too long.")
            shown = address if address.lower() == key else key
            found.setdefault(key, (key, shown, kind or beside or "other"))
    return tuple(found.values())


def phones(
    plan: Sequence[Source], region: str, row: Sequence[str], left: Left
) -> tuple[tuple[str, str, str], ...]:
    """E.164, extension, kind. One without its country, or that a spreadsheet shortened, is left. Raises RowRejected."""
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for source in plan:
        if not (cell := row[source.place]) or is_blank(value := cells.fused(cell)):
            continue
        beside = source.kind or (phone_kind(row[source.kind_place]) if source.kind_place is not None else "")
        code, country = _country(source, row)
        for typed, said in _numbers(value):
            try:
                number, extension, kind = normalise_phone(
                    _dialled(typed, code, region), country or region, said or beside
                )
            except InvalidValue as error:
                left.append((source.header, _left_out(typed, error)))
                continue
            found.setdefault((number, extension), (number, extension, kind))
    return tuple(found.values())


def profiles(plan: Sequence[Source], row: Sequence[str], left: Left) -> tuple[tuple[str, str], ...]:
    """Network, address. A link that leads to nobody is left."""
    found: dict[str, tuple[str, str]] = {}
    for source in plan:
        if not (cell := row[source.place]) or is_blank(value := cells.fused(cell)):
            continue
        for link in _links(value):
            try:
                network, url = canonical_profile(_whole_link(link, source.prefix))
            except InvalidValue as error:
                left.append((source.header, f"{link}: {error}"))
                continue
            if len(url) > LONGEST["profile_url"]:
                left.append((source.header, "A profile link is too long."))
                continue
            found.setdefault(url, (network, url))
    return tuple(found.values())


def _links(value: str) -> Iterator[str]:
    for text in (text for part in lists.parts(value) for text in part):
        yield from filter(None, (link.strip(",;") for link in _BETWEEN_LINKS.split(text)))


def _whole_link(link: str, prefix: str) -> str:
    """Where a column is of one network, the name that somebody has there is enough."""
    is_handle = prefix and _HANDLE.fullmatch(link) and link.casefold() not in _NO_HANDLES
    return prefix + link.removeprefix("@") if is_handle else link


def _addresses(value: str) -> Iterator[tuple[str, str]]:
    """With their kinds. Others part them by commas, blanks or words; a comma may also stand in the name before "<"."""
    if value.count("@") == 1 and not _MARKS_OF_SEVERAL.search(value):
        yield value.strip(" ,"), ""
        return
    for text, kind in lists.with_kinds(lists.parts(value.replace("\n", ";")), EMAIL_KINDS):
        address = clean_line(text)
        several = [address]
        if address.count("@") > 1:
            several = address.split(",") if "<" in address else _BETWEEN_ADDRESSES.split(address)
        for each in filter(None, map(str.strip, several)):
            bare, word = _without_word(each)
            yield bare, kind or email_kind(word)


def _numbers(value: str) -> Iterator[tuple[str, str]]:
    if _ONE_PHONE.fullmatch(value):
        yield value, ""
        return
    for text, kind in lists.with_kinds(lists.parts(value), PHONE_KINDS):
        several = _BETWEEN_PHONES.split(text)
        whole = all(sum(map(str.isdigit, each)) >= _FEWEST_DIGITS for each in several)
        for each in several if whole else [text]:
            bare, word = _without_word(clean_line(each))
            yield bare, kind or phone_kind(word)


def _without_word(text: str) -> tuple[str, str]:
    """People write which one it is in brackets behind it."""
    found = _WORD_BEHIND.fullmatch(text)
    return (found[1], found[2]) if found else (text, "")


def _country(source: Source, row: Sequence[str]) -> tuple[str, str]:
    """The calling code, or the region, that the columns beside a phone say."""
    code = country = ""
    for place in source.country_places:
        said = cells.fused(row[place].strip())
        if said.removeprefix("+").isdigit():
            code = f"+{said.removeprefix('+')}"
        elif len(said) == len("US") and said.isalpha():
            country = said.upper()
    return code, country


def _dialled(typed: str, code: str, region: str) -> str:
    """With its country, where that stands beside it; 00 is how most of the world dials +."""
    bare = match[1] if (match := _DECIMALS.fullmatch(typed)) else typed
    if code and not bare.startswith(("+", "00")):
        return f"{code} {bare}"
    return f"+{bare[2:]}" if bare.startswith("00") and not region else bare


def _left_out(typed: str, error: InvalidValue) -> str:
    """Raises RowRejected where somebody typed it wrongly: that can be mended, and is not to be lost."""
    if is_shortened(typed):
        return f"{typed} is what a spreadsheet made of a phone number; its digits are lost."
    if isinstance(error, CountryUnknown):
        return f"The phone number {typed} has no country code. Write it with one, or choose a country for the whole file (Options)."
    raise RowRejected(f"The phone number {typed} cannot be read. {error}") from error


def _nearest(
    fields: Sequence[str], header: Sequence[str], places: Sequence[int], key: str
) -> dict[int, list[int]]:
    """Which columns tell more of which: those whose headers begin alike, else the next one."""
    found: dict[int, list[int]] = {}
    for place in (place for place, each in enumerate(fields) if each == key):
        if places:
            closest = max(places, key=lambda other: (_alike(header, place, other), -_away(place, other)))
            found.setdefault(closest, []).append(place)
    return found


def _alike(header: Sequence[str], place: int, other: int) -> int:
    """How many letters two headers begin with in common."""
    one, two = _name(header, place), _name(header, other)
    pairs = zip(one, two, strict=False)
    return next((number for number, (a, b) in enumerate(pairs) if a != b), min(len(one), len(two)))


def _away(place: int, other: int) -> int:
    """What follows is nearer than what precedes."""
    return 2 * (other - place) if other > place else 2 * (place - other) + 1


def _name(header: Sequence[str], place: int) -> str:
    return header[place] if place < len(header) else ""
