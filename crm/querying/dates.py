"""Moments as they are typed in a query: 2025-01, this-month, 90d; and the span of time each means in somebody's zone. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from dateutil.relativedelta import MO, relativedelta

from crm.moments import zone
from crm.querying.tree import Between, When

NEVER = "never"
_AGE = re.compile(r"(?P<number>\d{1,4})(?P<unit>[hdwmy])")
_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
_UNITS = {"h": "hour", "d": "day", "w": "week", "m": "month", "y": "year"}
_DAY, _WEEK, _MONTH, _QUARTER, _YEAR = (
    relativedelta(days=1),
    relativedelta(weeks=1),
    relativedelta(months=1),
    relativedelta(months=3),
    relativedelta(years=1),
)
_EARLIEST = 1000

Begun = tuple[Callable[[date], date], relativedelta]
"""When the period began in which a day lies, and how long it lasts."""

_PERIODS: Mapping[str, Begun] = {
    "week": (lambda day: day + relativedelta(weekday=MO(-1)), _WEEK),
    "month": (lambda day: day.replace(day=1), _MONTH),
    "quarter": (lambda day: day.replace(day=1, month=(day.month - 1) // 3 * 3 + 1), _QUARTER),
    "year": (lambda day: day.replace(day=1, month=1), _YEAR),
}
NAMED = ("today", "yesterday", *(f"{which}-{period}" for which in ("this", "last") for period in _PERIODS))
EXPECTED = (
    "a date such as 2025-06-30, 2025-06 or 2025",
    "an age such as >90d or <2w",
    *NAMED[:2],
    "this-month",
    NEVER,
)


@dataclass(frozen=True, slots=True)
class Span:
    """From `since` on and before `until`, aware, in UTC; None is open."""

    since: datetime | None = None
    until: datetime | None = None


def is_age(moment: str) -> bool:
    return _AGE.fullmatch(moment) is not None


def is_moment(moment: str) -> bool:
    if is_age(moment) or moment in NAMED:
        return True
    try:
        return _dates(moment) is not None
    except ValueError:
        return False


def age(moment: str) -> tuple[int, str]:
    """The number and the unit (hour, day, week, month, year) of one for which `is_age`."""
    found = _AGE.fullmatch(moment)
    if found is None:
        raise ValueError(moment)
    return int(found["number"]), _UNITS[found["unit"]]


def moves(value: When | Between) -> bool:
    """Whether what it means changes as time passes."""
    moments = (value.moment,) if isinstance(value, When) else (value.first, value.last)
    return any(is_age(each) or each in NAMED for each in moments)


def span(value: When | Between, now: datetime, timezone: str) -> Span:
    """What it means now, there. Not for `never`."""
    if isinstance(value, Between):
        first, last = (_ends(each, now, timezone) if each else Span() for each in (value.first, value.last))
        # An age counts backwards: 90d.. is until 90 days ago. Where there are two, the earlier one is where it begins.
        is_backwards = is_age(value.first or value.last)
        if first.since and last.since:
            is_backwards = first.since > last.since
        return Span(last.since, first.until) if is_backwards else Span(first.since, last.until)
    ends_ = _ends(value.moment, now, timezone)
    if is_age(value.moment):
        # The longer ago, the earlier.
        return Span(until=ends_.until) if value.sign.startswith(">") else Span(since=ends_.since)
    return {
        "": ends_,
        "<": Span(until=ends_.since),
        "<=": Span(until=ends_.until),
        ">": Span(since=ends_.until),
        ">=": Span(since=ends_.since),
    }[value.sign]


def _ends(moment: str, now: datetime, timezone: str) -> Span:
    if is_age(moment):
        at = _ago(*age(moment), now, timezone)
        return Span(at, at)
    first, last = _days(moment, now.astimezone(zone(timezone)).date())
    return Span(_midnight(first, timezone), _midnight(last, timezone))


def _ago(number: int, unit: str, now: datetime, timezone: str) -> datetime:
    """By the clock on the wall; only hours are as long as ever where that is put forward or back."""
    if unit == "hour":
        return now.astimezone(UTC) - timedelta(hours=number)
    local = now.astimezone(zone(timezone)).replace(tzinfo=None)
    try:
        then = local - relativedelta(**{f"{unit}s": number})  # type: ignore[arg-type] # the names are those of its arguments
    except (ValueError, OverflowError):
        then = datetime(_EARLIEST, 1, 1)  # noqa: DTZ001 - by the clock on the wall, as above
    return _aware(then, timezone)


def _days(moment: str, today: date) -> tuple[date, date]:
    """The first day, and the first one after it."""
    if moment == "today":
        return today, today + _DAY
    if moment == "yesterday":
        return today - _DAY, today
    if moment in NAMED:
        which, _, period = moment.partition("-")
        begin, length = _PERIODS[period]
        first = begin(today)
        return (first, first + length) if which == "this" else (first - length, first)
    found = _dates(moment)
    if found is None:
        raise ValueError(moment)
    return found


def _dates(moment: str) -> tuple[date, date] | None:
    found = _DATE.fullmatch(moment)
    if found is None or not _EARLIEST <= int(found["year"]) < date.max.year:
        return None
    first = date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    return first, first + (_DAY if found["day"] else _MONTH if found["month"] else _YEAR)


def _midnight(day: date, timezone: str) -> datetime:
    return _aware(datetime.combine(day, time()), timezone)


def _aware(local: datetime, timezone: str) -> datetime:
    return local.replace(tzinfo=zone(timezone)).astimezone(UTC)
