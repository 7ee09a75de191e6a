"""What a part of a profile is made of. Every value is a text; "" is not known, and what is ticked is "yes"."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from crm.identity import InvalidValue, clean_line
from crm.profile import dates
from crm.types import Contact, Item, ProvenSkill

YES = "yes"
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)

Values = Mapping[str, str]


class Kind(StrEnum):
    """By what one enters it."""

    TEXT = "text"
    NUMBER = "number"
    LINK = "link"
    DATE = "date"  # as exact as it is known
    DAY = "day"
    CHOICE = "choice"
    PERSON = "person"  # a colleague: the id of a user
    TICK = "tick"
    PICTURE = "picture"  # the id of an uploaded file
    COMPANY = "company"  # a text, those of the workspace suggested
    SKILL = "skill"


def _secure_link(typed: str, _: str) -> str:
    if not typed.startswith(("https://", "http://")) or " " in typed:
        raise InvalidValue("A link begins with https://.")
    return typed


def _number(typed: str, _: str) -> str:
    if not _NUMBER.fullmatch(typed):
        raise InvalidValue("Write a number, for example 12 or 12.5.")
    return typed


Check = Callable[[str, str], str]
"""What was typed and the default region for phone numbers, to the text as it is kept. Raises InvalidValue."""

CHECKS: Mapping[Kind, Check] = {
    Kind.DATE: lambda typed, _: dates.understood(typed),
    Kind.LINK: _secure_link,
    Kind.NUMBER: _number,
}


@dataclass(frozen=True, slots=True)
class Field:
    """`key` is the column's name. `check` stands in for that of the kind; `example` is shown in the empty input."""

    key: str
    label: str
    kind: Kind = Kind.TEXT
    longest: int = 200
    required: bool = False
    choices: tuple[str, ...] = ()
    example: str = ""
    check: Check | None = None

    def checked(self, typed: str, default_region: str = "") -> str:
        """As it is kept. Raises InvalidValue."""
        text = clean_line(typed)
        if not text:
            if self.required:
                raise InvalidValue("This is needed.")
            return ""
        if len(text) > self.longest:
            raise InvalidValue(f"That is too long: at most {self.longest} characters.")
        check = self.check or CHECKS.get(self.kind)
        return check(text, default_region) if check else text

    def read(self, value: str) -> str:
        """As one reads it."""
        if self.kind in (Kind.DATE, Kind.DAY):
            return dates.written(value)
        if self.kind is Kind.PICTURE:
            return "an uploaded picture" if value else ""
        return value


class Shelf(StrEnum):
    """Where a part is kept: in columns of the contact, in rows of its own, or as values of the workspace's own fields."""

    COLUMNS = "columns"
    ROWS = "rows"
    CUSTOM = "custom"


def _no_errors(values: Values) -> dict[str, str]:
    return {}


def _identity(values: Values) -> str:
    return ""


def _goes_last(values: Values) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Part:
    """A part that a contact has once, or repeatedly (`relation` names its rows).

    `one` is what one of it is called. `line`: one in words. `columns`: its values to columns, where these are more than the
    fields. `problems`: what is wrong with the values together, by field. `identity`: what two of a contact must not share;
    where it `claims`, two contacts neither. `goes_first`: whether a new one becomes the primary one.
    """

    key: str
    label: str
    one: str
    fields: tuple[Field, ...]
    line: Callable[[Values], str]
    shelf: Shelf = Shelf.ROWS
    relation: str = ""
    columns: Callable[[Values], dict[str, Any]] = dict
    problems: Callable[[Values], dict[str, str]] = _no_errors
    identity: Callable[[Values], str] = _identity
    claims: bool = False
    goes_first: Callable[[Values], bool] = _goes_last

    @property
    def is_repeated(self) -> bool:
        return self.shelf is Shelf.ROWS

    def stored(self, values: Values, *, is_shared: bool = False) -> dict[str, Any]:
        """Columns of the values: of all of them, or where the contact itself holds them of some.

        What `is_shared` stays somebody else's.
        """
        claim = {"claim": None if is_shared else self.identity(values)} if self.claims else {}
        ticked = {
            field.key: values[field.key] == YES
            for field in self.fields
            if field.kind is Kind.TICK and field.key in values
        }
        return {**self.columns(values), **ticked, **claim}

    def shown(self, row: object) -> dict[str, str]:
        """The values that a row holds."""
        return {field.key: _text(getattr(row, field.key)) for field in self.fields}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return YES if value else ""
    return str(value)


@dataclass(frozen=True, slots=True)
class WholeProfile:
    """`items`: what there is of each part, by its key; the first of a repeated part is the primary one. `proven`: the skills by name,
    where it was asked for."""

    contact: Contact
    parts: Mapping[str, Part]
    items: Mapping[str, tuple[Item, ...]]
    proven: Mapping[str, ProvenSkill] = field(default_factory=dict)

    def item(self, part: str, item_id: int) -> Item | None:
        """None where it is not there, and for a new one of a repeated part, whose id is 0."""
        return next((item for item in self.items[part] if item.id == item_id), None)
