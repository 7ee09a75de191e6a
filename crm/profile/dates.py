"""Dates as people know them: a day, a month or only a year, kept as ISO 8601 of that precision."""

import re
from datetime import date, datetime

from dateutil.parser import ParserError, parse

from crm.identity import InvalidValue, clean_line

HOW = "Write a date as Mar 2021, 03/2021 or 2021."
_YEAR = re.compile(r"\b(19|20)\d\d\b")
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_POINTED = re.compile(r"^(\d\d?)\.(\d{4})$")  # 03.2021
# Two dates that differ in each part: what was not written shows as the difference between them.
_ONE, _OTHER = datetime(2000, 1, 1), datetime(1996, 2, 2)  # noqa: DTZ001 - only the date of it is used


def understood(text: str, *, month_first: bool = False) -> str:
    """ "2021-03" for "Mar 2021", "March 2021", "03/2021" and "2021-03". Raises InvalidValue.

    `month_first`: 03/04/2021 is the fourth of March. What begins with the year has the month behind it.
    """
    typed = _POINTED.sub(r"\1/\2", clean_line(text))
    if _ISO.fullmatch(typed) and written(typed) != typed:
        return typed
    if not _YEAR.search(typed):
        raise InvalidValue(f"The year is missing. {HOW}")
    try:
        day_first = not month_first and not _YEAR.match(typed)
        one, other = (parse(typed, default=default, dayfirst=day_first) for default in (_ONE, _OTHER))
    except (ParserError, OverflowError) as error:
        raise InvalidValue(f"That is no date. {HOW}") from error
    if one.year != other.year:
        raise InvalidValue(f"The year is missing. {HOW}")
    if one.month != other.month:
        return f"{one.year:04}"
    return f"{one:%Y-%m}" if one.day != other.day else f"{one:%Y-%m-%d}"


def year(text: str) -> str:
    """Raises InvalidValue."""
    if not _YEAR.fullmatch(clean_line(text)):
        raise InvalidValue("Write the year, for example 2021.")
    return clean_line(text)


def written(iso: str) -> str:
    """ "Mar 2021" for "2021-03". What is no such date stays as it is."""
    parts = _ISO.fullmatch(iso)
    if parts is None or not parts[2]:
        return iso
    try:
        day = date(int(parts[1]), int(parts[2]), int(parts[3] or 1))
    except ValueError:
        return iso
    return f"{day.day} {day:%b %Y}" if parts[3] else f"{day:%b %Y}"


def period(started: str, ended: str, *, is_current: bool = False) -> str:
    """ "Mar 2021 to today", "2019 to 2021", "until 2021"; "" where nothing is known."""
    last = written(ended) if ended else "today" if is_current and started else ""
    if started and last:
        return f"{written(started)} to {last}"
    if started:
        return f"since {written(started)}"
    return f"until {last}" if last else ""
