"""Moments as people mean them, whatever the clocks do in between."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from crm import moments

ZONES = st.sampled_from(sorted(available_timezones()))
MOMENTS = st.integers(1_577_836_800, 2_051_222_400).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
BERLIN = "Europe/Berlin"


@given(MOMENTS, st.sampled_from(["UTC", BERLIN, "America/New_York", "Asia/Kolkata", "Australia/Sydney"]))
def test_the_morning_of_a_day_is_nine_by_the_clock_on_the_wall(now: datetime, zone: str) -> None:
    today = now.astimezone(ZoneInfo(zone)).date()
    meant = (
        (moments.tomorrow, {1}),
        (moments.in_three_days, {3}),
        (moments.next_week, set(range(1, 8))),
    )
    for find, days in meant:
        found = find(now, zone).astimezone(ZoneInfo(zone))
        assert (found.date() - today).days in days
        assert (found.hour, found.minute) == (9, 0)
    assert moments.next_week(now, zone).astimezone(ZoneInfo(zone)).weekday() == 0


def test_a_repeat_keeps_the_clock_on_the_wall_when_summer_ends() -> None:
    anchor = datetime(2026, 10, 23, 9, tzinfo=ZoneInfo(BERLIN))
    found = anchor
    hours = []
    for _ in range(5):
        found = moments.next_repeat(anchor, "daily", BERLIN, found)
        hours.append((found.astimezone(ZoneInfo(BERLIN)).hour, found.hour))
    assert hours == [(9, 7), (9, 8), (9, 8), (9, 8), (9, 8)]


def test_the_last_day_of_a_month_stays_the_last() -> None:
    anchor = datetime(2026, 1, 31, 9, tzinfo=UTC)
    found, days = anchor, []
    for _ in range(4):
        found = moments.next_repeat(anchor, "monthly", "UTC", found)
        days.append((found.month, found.day))
    assert days == [(2, 28), (3, 31), (4, 30), (5, 31)]


@given(MOMENTS, st.sampled_from(["weekly", "monthly"]), ZONES, st.integers(0, 400))
def test_a_repeat_lies_ahead_and_no_farther_than_its_period(
    anchor: datetime, repeat: str, zone: str, days: int
) -> None:
    after = anchor + timedelta(days=days)
    found = moments.next_repeat(anchor, repeat, zone, after)
    assert after < found <= after + timedelta(days=33)


def test_monday_at_eight_is_today_until_eight() -> None:
    monday = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)  # half past seven in Berlin
    assert moments.next_monday_at(monday, BERLIN, 8) == datetime(2026, 11, 23, 7, tzinfo=UTC)
    assert moments.next_monday_at(monday + timedelta(hours=1), BERLIN, 8) == datetime(
        2026, 11, 30, 7, tzinfo=UTC
    )


def test_a_zone_that_nobody_knows_is_utc() -> None:
    assert moments.zone("Mars/Olympus").key == "UTC"
