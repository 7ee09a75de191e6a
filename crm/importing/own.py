"""The fields that a workspace has made, as columns of a file: which there are, and what their cells say."""

import re
from collections.abc import Sequence
from functools import lru_cache

from crm.identity import InvalidValue
from crm.importing.fields import FIELDS
from crm.own_columns import id_of, key_of
from crm.profile import custom, dates
from crm.types import Column, CustomField, Tenant

Choices = Sequence[tuple[str, str]]
"""What a column can be imported as: key and label."""
_MEMBER = re.compile(r"[UW][A-Z0-9]{2,}")
_HOW = "Write a date as 2021-03-31."
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


async def choices(tenant: Tenant, columns: Sequence[Column] = ()) -> Choices:
    """Those in use, and those that the columns are mapped to already."""
    mapped = {column.field for column in columns}
    there = [(key_of(each.id), each) for each in await custom.fields(tenant)]
    own = [(key, each.label) for key, each in there if key in mapped or not each.is_archived]
    return [*((each.key, each.label) for each in FIELDS), *own]


async def in_use(tenant: Tenant) -> tuple[CustomField, ...]:
    return tuple(each for each in await custom.fields(tenant) if not each.is_archived)


async def of_columns(tenant: Tenant, columns: Sequence[Column]) -> tuple[CustomField, ...]:
    """Those that the columns are mapped to, also where they were archived since: what a file says of them is kept."""
    wanted = {id_of(column.field) for column in columns} - {0}
    return tuple(each for each in await custom.fields(tenant) if each.id in wanted) if wanted else ()


@lru_cache(maxsize=10_000)
def checked(own: CustomField, cell: str, *, month_first: bool) -> str:
    """As the field keeps it. Raises InvalidValue."""
    text = custom.part_of([own]).fields[0].checked(cell)
    match own.kind:
        case "date" if text:
            return _day(text, month_first=month_first)
        case "choice" if text:
            return _choice(text, own.choices)
        case "person" if text and not _MEMBER.fullmatch(text):
            raise InvalidValue("Write the colleague's member ID in Slack, for example U0123ABCD.")
    return text


def _day(text: str, *, month_first: bool) -> str:
    """A month or a year is none, so what `dates` says to write is not what helps here."""
    try:
        day = dates.understood(text, month_first=month_first)
    except InvalidValue as error:
        raise InvalidValue(f"That is no date with its year. {_HOW}") from error
    if not _DAY.fullmatch(day):
        raise InvalidValue(f"The day is missing. {_HOW}")
    return day


@lru_cache(maxsize=10_000)
def choice_like(text: str, choices_: Sequence[str]) -> str:
    """Only case makes no difference: "C", "C++" and "C#" are three. "" where it is none of them."""
    if text in choices_:
        return text
    return next((choice for choice in choices_ if choice.casefold() == text.casefold()), "")


def _choice(text: str, choices_: Sequence[str]) -> str:
    if choice := choice_like(text, choices_):
        return choice
    raise InvalidValue(f"{text} is none of {', '.join(choices_)}.")
