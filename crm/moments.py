"""Moments as people mean them: nine o'clock tomorrow, every month, in their own zone."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.relativedelta import MO, relativedelta

REPEATS: Mapping[str, relativedelta] = {
    "daily": relativedelta(days=1),
    "weekly": relativedelta(weeks=1),
    "monthly": relativedelta(months=1),
}
MORNING = relativedelta(hour=9, minute=0, second=0, microsecond=0)


def zone(name: str) -> ZoneInfo:
    """UTC where nobody knows a zone by that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def tomorrow(now: datetime, timezone: str) -> datetime:
    return _morning(now, timezone, relativedelta(days=1))


def in_three_days(now: datetime, timezone: str) -> datetime:
    return _morning(now, timezone, relativedelta(days=3))


def next_week(now: datetime, timezone: str) -> datetime:
    """The next Monday that is not today."""
    return _morning(now, timezone, relativedelta(days=1, weekday=MO(1)))


def next_monday_at(now: datetime, timezone: str, hour: int) -> datetime:
    """The first one after `now`; today, where it is Monday and that hour has not come."""
    local = now.astimezone(zone(timezone)).replace(tzinfo=None)
    found = local + relativedelta(weekday=MO(1), hour=hour, minute=0, second=0, microsecond=0)
    if found <= local:
        found += timedelta(weeks=1)
    return _aware(found, timezone)


def end_of_day(day: date, timezone: str) -> datetime:
    """When the next one begins there."""
    return _aware(datetime.combine(day + timedelta(days=1), time()), timezone)


def next_repeat(anchor: datetime, repeat: str, timezone: str, after: datetime) -> datetime:
    """The first moment after `after` that lies a whole number of periods behind `anchor`, by the clock on the wall.

    The 31st is the last day of a shorter month, and the 31st again in the next one.
    """
    begin = anchor.astimezone(zone(timezone)).replace(tzinfo=None)
    times = 1
    while (found := _aware(begin + REPEATS[repeat] * times, timezone)) <= after:
        times += 1
    return found


def _morning(now: datetime, timezone: str, later: relativedelta) -> datetime:
    local = now.astimezone(zone(timezone)).replace(tzinfo=None)
    return _aware(local + later + MORNING, timezone)


def _aware(local: datetime, timezone: str) -> datetime:
    return local.replace(tzinfo=zone(timezone)).astimezone(UTC)
