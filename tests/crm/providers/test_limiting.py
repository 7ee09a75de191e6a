"""No vendor is asked more often than it allows, and as often as nearly that."""

import math

import pytest

from crm.providers.limiting import bucket_of
from enrichment.provider import Provider, Rate
from enrichment.providers import PROVIDERS


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda each: each.name)
def test_within_any_period_no_more_calls_are_let_go_than_the_vendor_allows(provider: Provider) -> None:
    for rate in (*provider.rates, *provider.rates_with_key):
        bucket = bucket_of(rate, provider.calls)
        most = max(rate.calls, provider.calls)
        assert math.floor(bucket.burst + bucket.per_second * rate.seconds) <= most
        assert bucket.burst >= provider.calls, "one look-up fits"


def test_of_fifty_a_second_nine_tenths_are_used() -> None:
    assert bucket_of(Rate(50, 1), 1).per_second >= 45
