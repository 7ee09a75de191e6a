"""vCards of every version, as a table in Roster's own columns and notation. vobject reads their lines.

A line that cannot be read is left out, a card without an end too; the rest is not worse for it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vobject.base import ContentLine, textLineToContentLine
from vobject.icalendar import stringToTextValues

from crm import cells
from crm.errors import UnreadableFile
from crm.importing.fields import BY_KEY
from crm.importing.reading.encodings import Encoding
from crm.importing.reading.packed import PackedRows
from crm.importing.reading.problems import listed
from crm.importing.reading.source import Source, megabytes
from crm.importing.reading.table import Limits, Row, Table
from crm.importing.reading.texts import lines_of
from crm.types import Recognised

_COLUMNS = ("name", "emails", "phones", "company", "title", "profiles", "location", "tags", "note")
HEADER = [BY_KEY[key].label for key in _COLUMNS]

_WANTED = re.compile(
    r"([\w-]+\.)?(n|fn|nickname|tel|email|org|title|role|url|x-socialprofile|socialprofile|adr|categories|note|x-ablabel|kind|x-addressbookserver-kind)[;:]",
    re.IGNORECASE,
)
_PROPERTY = re.compile(r'[\w.-]+(;[\w-]+(=("[^"]*"|[^";:,]*))?(,("[^"]*"|[^";:,]*))*)*;?:')
"""What vobject's expression says too, which takes the double of its time for each mark in a line that it does not match."""
_QUOTED_PRINTABLE = re.compile(r"quoted-printable", re.IGNORECASE)
_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_LINK = re.compile(r"https?://\S+|^(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?$", re.IGNORECASE)
_NO_PHONE = frozenset({"fax", "pager"})
_EMAIL_KINDS = {"home": "personal", "personal": "personal", "work": "work"}
_PHONE_KINDS = {"cell": "mobile", "mobile": "mobile", "iphone": "mobile", "work": "work", "home": "home"}
_TAGS_OF_PROGRAMS = frozenset({"mycontacts", "starred"})
_PLACE = slice(3, 7)  # of ADR: locality, region, code, country
_CODE = 2
_NAME_ORDER = (3, 1, 2, 0, 4)  # of N: prefix, given, additional, family, suffix


@dataclass(slots=True)
class _Card:
    line: int
    properties: list[ContentLine] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        """A list of other cards, as iCloud and version 4 have it, is nobody."""
        return self.text("KIND", "X-ADDRESSBOOKSERVER-KIND").lower() == "group"

    def of(self, *names: str) -> Iterator[ContentLine]:
        return (each for each in self.properties if each.name in names)

    def text(self, *names: str) -> str:
        """The first that says something, in the order of `names`."""
        texts = (_text(each.value) for name in names for each in self.of(name))
        return next((text for text in texts if text), "")

    def kinds(self, each: ContentLine) -> set[str]:
        """Of an address or a number: its types, and the label that its group has."""
        types = [*each.params.get("TYPE", ()), *each.singletonparams]
        said = {kind.strip().lower() for text in types for kind in text.split(",")}
        labels = (label.value for label in self.of("X-ABLABEL") if each.group and label.group == each.group)
        return said | {word for label in labels for word in _LABEL.sub(r"\1", label).lower().split()}


@dataclass(slots=True)
class _Faults:
    lines: list[int] = field(default_factory=list)
    cards: list[int] = field(default_factory=list)

    def sentences(self) -> Iterator[str]:
        if self.lines:
            yield f"{listed('Line', self.lines)} something that is no vCard's; it was left out."
        if self.cards:
            yield f"{listed('Line', self.cards)} a card that never ends; it was left out."


def read_vcards(source: Source, encoding: Encoding, limits: Limits) -> Table:
    """Raises UnreadableFile."""
    rows, faults, count = PackedRows(), _Faults(), 0
    for card in _cards(source, encoding, limits, faults):
        if card.is_group:
            continue
        cells_of_card = [_CELLS[key](card) for key in _COLUMNS]
        if any(map(str.strip, cells_of_card)):
            rows.add(Row(card.line, cells_of_card))
            count += 1
        if count > limits.rows:
            raise UnreadableFile(f"This file has more than {limits.rows:,} cards. Split it, please.")
    if not count:
        raise UnreadableFile("There is no whole card in this vCard file. Export it anew and drop it again.")
    problems = (*encoding.problems, *faults.sentences())
    return Table(Recognised("vcard", encoding.name, problems=problems), list(HEADER), count, rows)


def _cards(source: Source, encoding: Encoding, limits: Limits, faults: _Faults) -> Iterator[_Card]:
    card: _Card | None = None
    for line, text in _properties(source, encoding, limits):
        mark = text.strip().upper()
        if mark == "BEGIN:VCARD":
            if card:
                faults.cards.append(card.line)
            card = _Card(line)
        elif mark == "END:VCARD":
            if card:
                yield card
            card = None
        elif card and (_WANTED.match(text) or ":" not in text):
            if property_ := _read(text, line):
                card.properties.append(property_)
            else:
                faults.lines.append(line)
    if card:
        faults.cards.append(card.line)


def _properties(source: Source, encoding: Encoding, limits: Limits) -> Iterator[tuple[int, str]]:
    """Unfolded, each with the line it begins at. vobject's own unfolding takes the square of a long photo's lines."""
    begun, pieces, length, before = 0, list[str](), 0, ""
    for number, end_and_all in enumerate(lines_of(source, encoding, limits.cell_bytes), start=1):
        line = end_and_all.rstrip("\r\n")
        is_soft = bool(pieces) and before.endswith("=") and bool(_QUOTED_PRINTABLE.search(pieces[0]))
        before = line
        if pieces and (is_soft or line[:1] in {" ", "\t"}):
            piece = "\n" + line if is_soft else line[1:]
            length += len(piece)
            if _WANTED.match(pieces[0]):
                pieces.append(piece)
                _refuse_long(begun, length, limits)
            continue
        if pieces:
            yield begun, "".join(pieces)
        begun, pieces, length = number, [line] if line.strip() else [], len(line)
    if pieces:
        yield begun, "".join(pieces)


def _refuse_long(line: int, length: int, limits: Limits) -> None:
    if length > limits.cell_bytes:
        raise UnreadableFile(f"Line {line}: what begins there is larger than {megabytes(limits.cell_bytes)}.")


def _read(text: str, line: int) -> ContentLine | None:
    if not _PROPERTY.match(text):
        return None
    try:
        return textLineToContentLine(_QUOTED_PRINTABLE.sub("QUOTED-PRINTABLE", text), line)
    except Exception:  # noqa: BLE001 - with two encodings in a line it is a TypeError, with none that exists a LookupError ...
        return None


def _split(value: str, mark: str) -> list[str]:
    """vobject goes letter by letter; most values have no mark that is escaped."""
    return stringToTextValues(value, listSeparator=mark) if "\\" in value else value.split(mark)


def _text(value: str) -> str:
    texts = _split(value, ",")
    return ", ".join(text.strip() for text in texts if text.strip())


def _parts(value: str) -> list[str]:
    return [text.strip() for text in _split(value, ";")]


def _name(card: _Card) -> str:
    if full := card.text("FN"):
        return full
    for each in card.of("N"):
        parts = dict(enumerate(_parts(each.value)))
        if name := " ".join(parts[at] for at in _NAME_ORDER if parts.get(at)):
            return name
    return card.text("NICKNAME")


def _emails(card: _Card) -> str:
    return cells.join((_text(each.value), _kind(card.kinds(each), _EMAIL_KINDS)) for each in card.of("EMAIL"))


def _phones(card: _Card) -> str:
    numbers = ((each, card.kinds(each)) for each in card.of("TEL"))
    return cells.join(
        (_number(each.value), _kind(kinds, _PHONE_KINDS)) for each, kinds in numbers if not kinds & _NO_PHONE
    )


def _number(value: str) -> str:
    """A number, or the address of one as version 4 has it: tel:+1-555-0100;ext=7."""
    return re.sub(r"^tel:", "", value.strip(), flags=re.IGNORECASE).replace(";ext=", " ext. ")


def _kind(kinds: set[str], names: dict[str, str]) -> str:
    return next((kind for name, kind in names.items() if name in kinds), "")


def _organisation(card: _Card) -> list[str]:
    return next((_parts(each.value) for each in card.of("ORG") if each.value.strip(" ;")), [])


def _company(card: _Card) -> str:
    return next(iter(_organisation(card)), "")


def _profiles(card: _Card) -> str:
    """Google writes https\\://."""
    values = (
        each.value.strip().replace("\\", "") for each in card.of("URL", "X-SOCIALPROFILE", "SOCIALPROFILE")
    )
    links = filter(None, map(_LINK.search, values))
    return cells.join((link,) for link in dict.fromkeys(link[0] for link in links))


def _location(card: _Card) -> str:
    for each in card.of("ADR"):
        place = _parts(each.value)[_PLACE]
        if found := ", ".join(text for at, text in enumerate(place) if text and at != _CODE):
            return found
    return ""


def _tags(card: _Card) -> str:
    names = (name.strip() for each in card.of("CATEGORIES") for name in _split(each.value, ","))
    return cells.join_list((name,) for name in names if name and name.lower() not in _TAGS_OF_PROGRAMS)


def _note(card: _Card) -> str:
    departments = [part for part in _organisation(card)[1:] if part]
    notes = [text for each in card.of("NOTE") if (text := "".join(_split(each.value, "\0")))]
    return "\n".join([*notes, *(f"Department: {part}" for part in departments)])


_CELLS = {
    "name": _name,
    "emails": _emails,
    "phones": _phones,
    "company": _company,
    "title": lambda card: card.text("TITLE", "ROLE"),
    "profiles": _profiles,
    "location": _location,
    "tags": _tags,
    "note": _note,
}
