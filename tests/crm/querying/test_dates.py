"""Dates of a query are meant in the zone of who asks."""

from datetime import UTC, datetime, timedelta

import pytest

from crm.querying.dates import Span, span
from crm.querying.parsing import parse
from crm.querying.tree import Between, Clause, When

NOW = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)
"""In Berlin it is half past midnight of 1 April."""


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("2026-01-01", "2025-12-31 23:00", "2026-01-01 23:00"),
        ("2026-07", "2026-06-30 22:00", "2026-07-31 22:00"),
        ("2026", "2025-12-31 23:00", "2026-12-31 23:00"),
        ("<2026-01-01", None, "2025-12-31 23:00"),
        ("<=2026-01-01", None, "2026-01-01 23:00"),
        (">2026-01-01", "2026-01-01 23:00", None),
        (">=2026-01-01", "2025-12-31 23:00", None),
        ("2025-01-01..2025-06-30", "2024-12-31 23:00", "2025-06-30 22:00"),
        ("..2025", None, "2025-12-31 23:00"),
        ("2025..", "2024-12-31 23:00", None),
        ("today", "2026-03-31 22:00", "2026-04-01 22:00"),
        ("yesterday", "2026-03-30 22:00", "2026-03-31 22:00"),
        ("this-week", "2026-03-29 22:00", "2026-04-05 22:00"),
        ("last-week", "2026-03-22 23:00", "2026-03-29 22:00"),
        ("this-month", "2026-03-31 22:00", "2026-04-30 22:00"),
        ("last-month", "2026-02-28 23:00", "2026-03-31 22:00"),
        ("this-quarter", "2026-03-31 22:00", "2026-06-30 22:00"),
        ("last-quarter", "2025-12-31 23:00", "2026-03-31 22:00"),
        ("this-year", "2025-12-31 23:00", "2026-12-31 23:00"),
        ("last-year", "2024-12-31 23:00", "2025-12-31 23:00"),
        (">90d", None, "2025-12-31 23:30"),
        ("<2w", "2026-03-17 23:30", None),
        ("<1m", "2026-02-28 23:30", None),
        (">1y", None, "2025-03-31 22:30"),
        (">5h", None, "2026-03-31 17:30"),
        ("30d..90d", "2025-12-31 23:30", "2026-03-01 23:30"),
        ("90d..30d", "2025-12-31 23:30", "2026-03-01 23:30"),
        ("2025-06-30..2025-01-01", "2024-12-31 23:00", "2025-06-30 22:00"),
        ("..90d", "2025-12-31 23:30", None),
        ("90d..", None, "2025-12-31 23:30"),
    ],
)
def test_it_means_that_time_in_berlin(typed: str, since: str | None, until: str | None) -> None:
    clause = parse(f"touched:{typed}").query
    assert isinstance(clause, Clause)
    (value,) = clause.values
    assert isinstance(value, When | Between)
    assert span(value, NOW, "Europe/Berlin") == Span(since and at(since), until and at(until))  # type: ignore[arg-type] # "" is not among them


@pytest.mark.parametrize("now", ["2026-03-29 01:30", "2026-10-25 01:15", "2026-10-25 02:15"])
def test_an_hour_is_an_hour_when_the_clocks_change(now: str) -> None:
    found = span(When("<", "1h"), at(now), "Europe/Berlin")
    assert found.since == at(now) - timedelta(hours=1)


def test_what_was_before_all_time_is_only_very_long_ago() -> None:
    assert span(When(">", "9999y"), NOW, "UTC").until == at("1000-01-01 00:00")
