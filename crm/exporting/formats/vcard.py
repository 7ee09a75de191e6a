"""vCard 4 (RFC 6350). vobject, which reads our cards, writes version 3 only; its escapes are the same in both."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import BinaryIO

from crm.exporting.columns import Columns
from crm.exporting.formats.format import Format, as_it_is
from crm.exporting.person import Person

LONGEST_LINE = 75
"""Bytes, before it is to be folded."""
_EMAIL_TYPES = {"work": ";TYPE=work", "personal": ";TYPE=home"}
_PHONE_TYPES = {"work": ";TYPE=work", "home": ";TYPE=home", "mobile": ";TYPE=cell"}
_END = b"END:VCARD\r\n"


def _rows(people: Sequence[Person], columns: Columns) -> str:
    return "".join(_card(each, columns) for each in people)


def _card(person: Person, columns: Columns) -> str:
    name = person.name if "name" in columns.keys else ""
    lines = ["BEGIN:VCARD", "VERSION:4.0", "KIND:individual", f"FN:{_escaped(name)}"]
    for key in columns.keys:
        if key in _LINES:
            lines += _LINES[key](person)
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCARD"))


def _escaped(text: str) -> str:
    from vobject.base import backslashEscape  # noqa: PLC0415 - for few files: a bot is to be up again quickly

    return str(backslashEscape(text))


def _folded(line: str) -> str:
    """No letter is cut in two."""
    if len(line.encode()) <= LONGEST_LINE:
        return line
    pieces, piece, size = [], "", 0
    for letter in line:
        bytes_ = len(letter.encode())
        if size + bytes_ > LONGEST_LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + letter, size + bytes_
    return "\r\n".join([*pieces, piece])


def _emails(person: Person) -> Iterator[str]:
    for each in person.emails:
        yield f"EMAIL{_EMAIL_TYPES.get(each.kind, '')}:{_escaped(each.address)}"


def _phones(person: Person) -> Iterator[str]:
    for each in person.phones:
        extension = f";ext={each.extension}" if each.extension else ""
        yield f"TEL;VALUE=uri{_PHONE_TYPES.get(each.kind, '')}:tel:{each.number}{extension}"


def _company(person: Person) -> Iterator[str]:
    for each in person.positions[:1]:
        if each.is_current and each.company:
            yield f"ORG:{_escaped(each.company)}"


def _title(person: Person) -> Iterator[str]:
    for each in person.positions[:1]:
        if each.is_current and each.title:
            yield f"TITLE:{_escaped(each.title)}"


def _profiles(person: Person) -> Iterator[str]:
    for each in person.profiles:
        yield f"URL:{each.url if '://' in each.url else f'https://{each.url}'}"


def _location(person: Person) -> Iterator[str]:
    if person.location:
        yield f"ADR:;;;{_escaped(person.location)};;;"


def _photo(person: Person) -> Iterator[str]:
    if person.photo_url:
        yield f"PHOTO:{person.photo_url}"


def _tags(person: Person) -> Iterator[str]:
    if person.tags:
        yield f"CATEGORIES:{','.join(map(_escaped, person.tags))}"


def _count(file: BinaryIO) -> int:
    return sum(1 for line in file if line == _END)


_LINES: Mapping[str, Callable[[Person], Iterator[str]]] = {
    "location": _location,
    "photo_url": _photo,
    "emails": _emails,
    "phones": _phones,
    "company": _company,
    "title": _title,
    "profiles": _profiles,
    "tags": _tags,
}

VCARD = Format(
    key="vcf",
    label="vCard 4, for address books",
    head=lambda columns: b"",
    rows=_rows,
    finish=as_it_is(_count),
    ending="vcf",
    holds=frozenset({"name", *_LINES}),
)
